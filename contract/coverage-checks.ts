import * as z from 'zod/mini';

export const verdicts = ['ok', 'weak', 'missing', 'cannot-know'] as const;
export const verdictSchema = z.enum(verdicts);
/**
 * What a check came to. `weak`: the rule works, and some of what it could see is lost; `missing`: it cannot fire for
 * this reason; `cannot-know`: see `UnknownReason`, and neither good nor bad.
 */
export type Verdict = z.infer<typeof verdictSchema>;

export const unknownReasons = [
  /** The session has no right to ask. */
  'no-right',
  /** The console did not answer. */
  'no-answer',
  /** The console refuses the query, as a search or as a whole. */
  'refused',
  /** The console has no such column or function. */
  'not-there',
  /** Nothing that passed the clauses before, so that this one was not tried. */
  'nothing-to-tell-by',
  /** Records are younger than the time asked for, and nothing tells whether older ones were there. */
  'too-new',
  /** There were more groups of records than are read, and one that was not read may say otherwise. */
  'truncated',
] as const;
export const unknownReasonSchema = z.enum(unknownReasons);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

const count = z.number();
const named = z.object({ id: z.number(), name: z.string() });

/** A log source that went silent. Epoch ms and ms; `cadenceMs`: the mean pause between its records before. */
const silentSchema = z.object({ ...named.shape, lastMs: z.number(), cadenceMs: z.number() });

/** Evidence of each check; counts are records unless they are named otherwise, shares 0 to 1. */
const evidence = {
  /** Records of allowed outbound connections on the ports, and from how many log sources. */
  records: z.object({ records: count, logSources: count, ofAll: count }),
  /** Which log source has the largest share of them. */
  'sole-source': z.object({ ...named.shape, share: z.number(), logSources: count }),
  /** Log sources with records on the ports that deliver no more, whatever it is; of so many with enough records to tell. */
  silence: z.object({ silent: z.array(silentSchema), logSources: count }),
  /** Of the allowed outbound records, how many have a counter of bytes sent. */
  'sent-bytes': z.object({ filled: count, records: count, properties: z.array(z.string()) }),
  'received-bytes': z.object({ filled: count, records: count, properties: z.array(z.string()) }),
  /** Outbound records on the ports in categories that the rule does not know. */
  categories: z.object({ known: count, unknown: count }),
  /** Records to the outside that are not from a local network to a remote one. */
  direction: z.object({ outbound: count, otherwise: count }),
  /** Domains whose records go out on the ports, and those of which the rule sees none. */
  domains: z.object({ domains: count, blind: z.array(named) }),
  /** Connections folded into another record. */
  coalescing: z.object({ coalesced: count, connections: count }),
  /** Flows on the ports to the outside. */
  flows: z.object({ flows: count, outbound: count }),
  /** From when a record was received until it was stored; it delays a search. Ms. */
  lag: z.object({ meanMs: z.number(), mostMs: z.number(), ...named.shape }),
  /** From when the device says it happened until it was received; it loses nothing. Ms, absolute. */
  'clock-skew': z.object({ mostMs: z.number(), ...named.shape }),
  /**
   * Records that the console did not parse, stored without parsing under load, kept as a log only, or cut; `null` where it has no
   * such column. `sources`: whose they are, at most 5, most of them first.
   */
  pipeline: z.object({
    unparsed: z.nullable(count),
    forPerformance: z.nullable(count),
    logOnly: z.nullable(count),
    truncated: z.nullable(count),
    records: count,
    sources: z.array(named),
  }),
  /** The first record of the window, and log sources on the ports that begin later than its first tenth, at most 5, the last first. */
  'window-covered': z.object({
    firstMs: z.number(),
    late: z.array(z.object({ ...named.shape, firstMs: z.number() })),
  }),
  /** The version of the REST API that is used; `isDeprecated`: a later release of the console drops it. */
  'api-version': z.object({
    version: z.string(),
    release: z.string(),
    isTested: z.boolean(),
    isDeprecated: z.boolean(),
  }),
  /** Whether the session is an administrator's; any other sees what its security profile shows. */
  rights: z.object({ isAdministrator: z.boolean() }),
} as const;

/** Every check, in the order in which a reader needs them. */
// Parse boundary: the keys of the table are exactly the codes.
export const checkCodes = Object.keys(evidence) as CheckCode[];
export type CheckCode = keyof typeof evidence;
export const checkCodeSchema = z.enum(checkCodes);

const checkOf = <C extends CheckCode>(code: C) =>
  z.object({
    code: z.literal(code),
    verdict: verdictSchema,
    /** Set exactly where the verdict is `cannot-know`. */
    unknown: z.nullable(unknownReasonSchema),
    /** `null` where nothing is known. */
    evidence: z.nullable(evidence[code]),
  });

export const checkSchema = z.discriminatedUnion('code', [
  checkOf('records'),
  checkOf('sole-source'),
  checkOf('silence'),
  checkOf('sent-bytes'),
  checkOf('received-bytes'),
  checkOf('categories'),
  checkOf('direction'),
  checkOf('domains'),
  checkOf('coalescing'),
  checkOf('flows'),
  checkOf('lag'),
  checkOf('clock-skew'),
  checkOf('pipeline'),
  checkOf('window-covered'),
  checkOf('api-version'),
  checkOf('rights'),
]);
/** One question about this deployment, its answer, and the numbers behind it. */
export type Check = z.infer<typeof checkSchema>;
