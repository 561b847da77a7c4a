import * as z from 'zod/mini';

const range = z.strictObject({
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  null: z.optional(z.boolean()),
});

/** A value that must be this one, one of these, or within these limits; `null: true` allows unknown. */
const wanted = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
  range,
]);
export type Wanted = z.infer<typeof wanted>;

const value = z.optional(wanted);

/** What a finding must be; `count`: how many findings must be so, at least one if left out. */
const pattern = z.strictObject({
  kind: value,
  source: value,
  destination: value,
  port: value,
  transport: value,
  protocol: value,
  risk: value,
  state: value,
  connections: value,
  destinationCount: value,
  domain: value,
  users: value,
  sentBytes: value,
  receivedBytes: value,
  totalBytes: value,
  dataConnections: value,
  dataSentBytes: value,
  dataReceivedBytes: value,
  dataTotalBytes: value,
  sessions: value,
  ratedBytes: value,
  reasonsInclude: z.optional(z.array(z.string())),
  reasonsExclude: z.optional(z.array(z.string())),
  marked: z.optional(z.string()),
  doubt: z.optional(z.boolean()),
  count: z.optional(z.number()),
});
export type Pattern = z.infer<typeof pattern>;

const denied = z.strictObject({ source: z.string(), port: z.number(), connections: wanted });

const whole = {
  findings: z.optional(z.array(pattern)),
  only: z.optional(z.boolean()),
  absent: z.optional(z.array(pattern)),
  denied: z.optional(z.array(denied)),
};
const expectation = z.strictObject({
  ...whole,
  anyOf: z.optional(z.array(z.strictObject(whole))),
});
export type Expectation = z.infer<typeof expectation>;

/** What an import must say besides: records loaded and rejected, whether `npm start` starts, what it prints. */
const imported = {
  ...whole,
  loaded: value,
  rejected: value,
  inWindow: z.optional(z.number()),
  starts: z.optional(z.boolean()),
  says: z.optional(z.string()),
  docs: z.optional(z.string()),
};
const importExpectation = z.strictObject({
  ...imported,
  anyOf: z.optional(z.array(z.strictObject(imported))),
});
export type ImportExpectation = z.infer<typeof importExpectation>;

const args = z.strictObject({
  shift: z.optional(z.boolean()),
  window: z.optional(z.tuple([z.number(), z.number()])),
  profile: z.optional(z.enum(['corrected', 'source'])),
  generate: z.optional(z.string()),
});
const oneCase = z.strictObject({
  kind: z.string(),
  files: z.array(z.string()),
  args: z.optional(args),
  expect: expectation,
  why: z.string(),
});
export type Case = z.infer<typeof oneCase>;

const importCase = z.strictObject({
  ...oneCase.shape,
  args: z.strictObject({
    ...args.shape,
    minutes: z.optional(z.number()),
    alone: z.optional(z.boolean()),
    midMinute: z.optional(z.boolean()),
  }),
  expect: importExpectation,
  holds: z.optional(z.boolean()),
});
export type ImportCase = z.infer<typeof importCase>;

/** Cases by name. A key that is not known would check nothing, so it is refused. */
export const casesSchema = z.record(z.string(), oneCase);
/** The same for files that people bring. */
export const importCasesSchema = z.record(z.string(), importCase);
