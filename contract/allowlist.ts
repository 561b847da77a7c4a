import * as z from 'zod/mini';
import { driftSchema } from './drift.ts';
import { findingSchema, riskSchema } from './finding.ts';
import { problemSchema } from './problem.ts';
import { windowSchema } from './run.ts';

/**
 * What an entry can name. Addresses are single ones or CIDR blocks, IPv4 or IPv6; a user name means the same in capitals and
 * small letters; a port is meant on any transport.
 */
export const allowScopes = [
  'source',
  'destination',
  'user',
  'destination-port',
  'source-destination',
] as const;
export const allowScopeSchema = z.enum(allowScopes);
export type AllowScope = z.infer<typeof allowScopeSchema>;

/** Longest texts of an entry, characters; with these, notes stay far below what a reference set takes. */
export const allowLengths = { reason: 500, user: 200 } as const;
/** An entry may end at most so many days from now; one without an end has to say so by `null`. */
export const mostAllowedDays = 730;
/** Entries in one change. */
export const mostAllowedAtOnce = 200;
/** Entries in force, of the app and of others. A choice: tens of times what a large site keeps. */
export const mostAllowEntries = 10_000;

/** What is allowed; exactly the members of its scope are texts or numbers, the others are `null`. */
export const allowSubjectSchema = z.object({
  scope: allowScopeSchema,
  /** Address or block. */
  source: z.nullable(z.string().check(z.maxLength(60))),
  /** Address or block. */
  destination: z.nullable(z.string().check(z.maxLength(60))),
  port: z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(65_535))),
  user: z.nullable(z.string().check(z.maxLength(allowLengths.user))),
  /** QRadar's domain; `null`: whatever the domain. */
  domainId: z.nullable(z.number().check(z.int(), z.minimum(0))),
});
export type AllowSubject = z.infer<typeof allowSubjectSchema>;

const reasonText = z
  .string()
  .check(z.trim(), z.minLength(3), z.maxLength(allowLengths.reason), z.regex(/^[^\p{C}]+$/u));

/** What somebody wants to allow, why and until when (epoch ms; `null`: without an end). */
export const allowDraftSchema = z.object({
  subject: allowSubjectSchema,
  reason: reasonText,
  expiresMs: z.nullable(z.number().check(z.int())),
});
export type AllowDraft = z.infer<typeof allowDraftSchema>;

/**
 * Asks for entries. `confirmed`: the numbers of what they hide were seen. `secondReason`: why, although they would have
 * hidden a finding that was closed as a true positive; `null` where nobody was asked for it.
 */
export const allowRequestSchema = z.object({
  entries: z.array(allowDraftSchema).check(z.minLength(1), z.maxLength(mostAllowedAtOnce)),
  confirmed: z.boolean(),
  secondReason: z.nullable(reasonText),
});
export type AllowRequest = z.infer<typeof allowRequestSchema>;

/**
 * What an entry hid in a run. Bytes sent as rated, `null` where no counter was there. `hours`: hours of the day (UTC) with a
 * connection, ascending; `null` where it is not known of each when it was. `destinations`: at most 50, most bytes first;
 * `destinationCount` has them all.
 */
export const behaviourSchema = z.object({
  windowMs: z.number(),
  pairs: z.number(),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
  hours: z.nullable(z.array(z.number())),
  sourceCount: z.number(),
  destinations: z.array(z.string()),
  destinationCount: z.number(),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/**
 * How what an entry hides differs from what it was made for. `bytes`, `connections`, `sources`, `destinations`: more than `most`;
 * `new-destination`: much was sent (`now`, bytes) to one that was not among them; `hours`: at an hour (`now`, UTC) far from
 * any before. `what`: the address, where there is one.
 */
export const behaviourChangeSchema = z.object({
  kind: z.enum(['bytes', 'connections', 'sources', 'destinations', 'new-destination', 'hours']),
  was: z.number(),
  now: z.number(),
  most: z.number(),
  what: z.nullable(z.string()),
});
export type BehaviourChange = z.infer<typeof behaviourChangeSchema>;

export const allowStates = [
  /** Hides what it names. */
  'in-force',
  /** What it hid does not look any more like what it was made for; hides nothing until somebody says so. */
  'suspended',
  /** Its time is over; hides nothing, what it hid is back and marked. */
  'expired',
  /** Taken away in this app. */
  'removed',
  /** The app made it and its reference set does not have it any more: somebody took it away in QRadar. Hides nothing. */
  'missing',
] as const;
export const allowStateSchema = z.enum(allowStates);
export type AllowState = z.infer<typeof allowStateSchema>;

export const allowWarnings = [
  /** In force for at least seven days and has hidden nothing. */
  'never-used',
  /** What it hides has grown in each of the last three weeks. */
  'hides-more',
  /** Its time is over, but its reference set still has it, so QRadar's own rules go on allowing it. */
  'still-in-set',
  /** It was made outside of the app, so nobody has said until when. */
  'without-end',
] as const;
export const allowWarningSchema = z.enum(allowWarnings);
export type AllowWarning = z.infer<typeof allowWarningSchema>;

/** How an entry does, as sessions with the rights of the asker see it. Times are epoch ms. */
export const allowHealthSchema = z.object({
  /** When it was made, else the start of the first run that applied it; `null`: no run has. */
  sinceMs: z.nullable(z.number()),
  /** Runs in which it hid something. */
  hits: z.number(),
  /** The last record that it hid. */
  lastHitMs: z.nullable(z.number()),
  /** What it was made for: what it hid when it was made or confirmed, or in the first run in which it hid something. */
  madeFor: z.nullable(behaviourSchema),
  /** What it named in the last run, whether it hid it or not. */
  last: z.nullable(behaviourSchema),
  /** Most bytes sent a day that it hid, by week (the Monday, epoch ms), oldest first, at most 12. */
  weeks: z.array(z.object({ weekMs: z.number(), bytesADay: z.number() })),
});
export type AllowHealth = z.infer<typeof allowHealthSchema>;

/** An entry, whoever made it. */
export const allowEntrySchema = z.object({
  id: z.string(),
  subject: allowSubjectSchema,
  /** What is in the reference set, and which set that is. */
  value: z.string(),
  setName: z.string(),
  /** Empty where it was made outside of the app without notes. */
  reason: z.string(),
  /** Why, although it would have hidden a confirmed true positive. */
  secondReason: z.nullable(z.string()),
  author: z.string(),
  /** `outside`: made in QRadar or by another tool; it counts all the same. */
  origin: z.enum(['app', 'outside']),
  createdMs: z.number(),
  expiresMs: z.nullable(z.number()),
  state: allowStateSchema,
  /** When and by whom it ended or was suspended; by `null`: by itself. */
  endedMs: z.nullable(z.number()),
  endedBy: z.nullable(z.string()),
  /** Why it suspended itself; empty where it was seen with other rights than the asker's. */
  changes: z.array(behaviourChangeSchema),
  health: allowHealthSchema,
  warnings: z.array(allowWarningSchema),
});
export type AllowEntry = z.infer<typeof allowEntrySchema>;

/** A reference set of the app. `id`: `null` as long as it was not needed. `type` is QRadar's name of it. */
export const allowSetSchema = z.object({
  name: z.string(),
  scope: allowScopeSchema,
  type: z.string(),
  id: z.nullable(z.number()),
  entries: z.number(),
});
export type AllowSet = z.infer<typeof allowSetSchema>;

/** Entries that are in force, suspended, expired within the last 30 days, or missing; newest first. */
export const allowlistSchema = z.object({
  entries: z.array(allowEntrySchema),
  sets: z.array(allowSetSchema),
  drift: z.array(driftSchema),
});
export type Allowlist = z.infer<typeof allowlistSchema>;

/** A finding in the preview's lists: enough to name it. */
export const previewedSchema = z.object({
  id: z.string(),
  kind: findingSchema.shape.kind,
  source: z.string(),
  destination: z.nullable(z.string()),
  destinationCount: z.number(),
  port: z.number(),
  risk: riskSchema,
  connections: z.number(),
  /** As rated; `null` where it is not known. */
  sentBytes: z.nullable(z.number()),
});
export type Previewed = z.infer<typeof previewedSchema>;

/** At most so many findings of each kind are named in a preview, worst first. */
export const mostPreviewed = 100;

/** Numbers of a part of the preview. `sentBytes`: of the findings of which they are known; `null`: of none. */
const partSchema = z.object({
  findings: z.number(),
  high: z.number(),
  sentBytes: z.nullable(z.number()),
});

/**
 * What entries would change in the findings of the last run of these rights, judged by the run's own evaluator on the
 * run's own evidence. `hidden`: gone altogether; `trimmed`: there with other figures; `appeared`: what is left shows as a
 * finding of another kind. A fan-out that is left with few destinations, say. `isCut`: the run has more findings than it shows.
 */
export const allowPreviewSchema = z.object({
  /** The run that it speaks of. */
  window: windowSchema,
  finishedMs: z.number(),
  hidden: z.object({ ...partSchema.shape, list: z.array(previewedSchema) }),
  trimmed: z.object({
    findings: z.number(),
    high: z.number(),
    list: z.array(z.object({ before: previewedSchema, after: previewedSchema })),
  }),
  appeared: z.object({ findings: z.number(), list: z.array(previewedSchema) }),
  untouched: z.number(),
  isCut: z.boolean(),
  /** `null`: it matches nothing. */
  behaviour: z.nullable(behaviourSchema),
  /** Why the entry has to be confirmed; empty: it has not. */
  asks: z.array(
    z.object({
      /**
       * `much`: a large share of what is found; `wide`: a block of very many addresses; `many-sources`: a user, or a destination, of many
       * sources; `nothing-to-tell-by`: no run to preview it on.
       */
      kind: z.enum(['much', 'wide', 'many-sources', 'nothing-to-tell-by']),
      value: z.number(),
      most: z.number(),
    }),
  ),
  /** Findings closed as true positives that it would have hidden or trimmed, of this run and of the last 30 days, at most 100 ids. */
  confirmed: z.object({ findings: z.number(), ids: z.array(z.string()) }),
});
export type AllowPreview = z.infer<typeof allowPreviewSchema>;

/** Asks for a preview of these entries together. */
export const allowPreviewRequestSchema = z.object({
  entries: z.array(allowDraftSchema).check(z.minLength(1), z.maxLength(mostAllowedAtOnce)),
});

/** What a change did: what worked, and what the console refused, each with why. `action` can be undone. */
export const allowChangeSchema = z.object({
  action: z.string(),
  done: z.array(allowEntrySchema),
  refused: z.array(z.object({ value: z.string(), problem: problemSchema })),
});
export type AllowChange = z.infer<typeof allowChangeSchema>;

/**
 * Asks for an entry that hides nothing to hide again: its behaviour now is what it is made for from then on. One in force gets the
 * reason and the end, and nothing else changes.
 */
export const allowResumeSchema = z.object({
  reason: reasonText,
  expiresMs: z.nullable(z.number().check(z.int())),
  /** As in `allowRequestSchema`. */
  secondReason: z.nullable(reasonText),
});

export const allowActionKinds = ['add', 'remove', 'resume', 'suspend', 'expire', 'undo'] as const;
/**
 * One thing that was done to entries. `user`: `null` where the app did it by itself. Values as in reference sets. `secondReason`: why an entry
 * is there although it would have hidden a confirmed true positive; of `add` and `resume`.
 */
export const allowActionSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  user: z.nullable(z.string()),
  kind: z.enum(allowActionKinds),
  entries: z.array(
    z.object({
      id: z.string(),
      setName: z.string(),
      value: z.string(),
      secondReason: z.nullable(z.string()),
    }),
  ),
  reason: z.string(),
  canBeUndone: z.boolean(),
});
export type AllowAction = z.infer<typeof allowActionSchema>;

/** Newest first. `more`: there are older ones; ask again with `before` set to the last id. `ended`: the entries of these actions that ended. */
export const allowHistorySchema = z.object({
  actions: z.array(allowActionSchema),
  ended: z.array(allowEntrySchema),
  more: z.boolean(),
});
export type AllowHistory = z.infer<typeof allowHistorySchema>;

/** The findings of a run that entries hide, with these entries: `allowedBy` of each finding names them. */
export const allowedFindingsSchema = z.object({
  revision: z.number(),
  entries: z.array(allowEntrySchema),
  findings: z.array(findingSchema),
});
export type AllowedFindings = z.infer<typeof allowedFindingsSchema>;

/** A fact that speaks for or against a suggestion; the sentence lives in `words/`, by `code`. */
export const suggestionFactSchema = z.object({
  code: z.enum([
    /** Connections follow each other evenly. value: score in percent. */
    'regular',
    /** … not evenly. value: score in percent. */
    'irregular',
    /** Transfers are of nearly the same size. value: deviation in percent. */
    'even-size',
    'uneven-size',
    /** One account, which is named like a service's. */
    'service-account',
    /** No account is known, or several. value: how many. */
    'no-single-account',
    /** All in one short span of the day. value: hours. */
    'same-hours',
    /** The destination is in a published range; what: its tag. */
    'in-published-range',
    /** The destination is in a range that this site names as its own for DFS; what: its tag. */
    'in-own-range',
    /** Nobody but an administrator of this console says what is in that range. */
    'own-word-only',
    /** The list of ranges is older than two weeks. value: days. */
    'range-is-old',
    /** Both directions, as a share in use has. value: percent received. */
    'both-directions',
    /** Nearly all bytes go out. value: percent sent. */
    'mostly-sent',
    /** The port belongs to a backup product that uses passive FTP; what: which. */
    'backup-port',
    /** Sensors read file names like those of backups or builds. */
    'file-names',
    /** Other sources of the site use the same range or destination. value: how many. */
    'others-do',
    /** No other source does. */
    'only-one',
    /** A finding of the same source was closed as a true positive. */
    'source-confirmed',
    /** The source also has findings that this would not explain. value: how many. */
    'source-does-more',
    /** Not known when connections were. */
    'times-unknown',
    /** The run looks at one day, which does not say that it comes back. value: hours of the run. */
    'one-day-only',
    /** So many transfers. value: connections. */
    'many-transfers',
  ]),
  speaksFor: z.boolean(),
  value: z.nullable(z.number()),
  what: z.nullable(z.string()),
});
export type SuggestionFact = z.infer<typeof suggestionFactSchema>;

/** A finding that looks benign in one of the ways the source names. Never applied by itself. */
export const allowSuggestionSchema = z.object({
  kind: z.enum(['pipeline', 'cloud-files', 'dfs', 'backup']),
  findingId: z.string(),
  /** The narrowest entry that would explain it. */
  subject: allowSubjectSchema,
  facts: z.array(suggestionFactSchema),
});
export type AllowSuggestion = z.infer<typeof allowSuggestionSchema>;

/** Published ranges that an administrator has imported. `changeNumber`: of the publisher. */
export const rangesSchema = z.object({
  changeNumber: z.nullable(z.number()),
  importedMs: z.number(),
  importedBy: z.string(),
  tags: z.number(),
  prefixes: z.number(),
});
/** `ranges`: `null` where none were imported, so that cloud files cannot be recognised. */
export const allowSuggestionsSchema = z.object({
  suggestions: z.array(allowSuggestionSchema),
  ranges: z.nullable(rangesSchema),
});
export type AllowSuggestions = z.infer<typeof allowSuggestionsSchema>;
export type PublishedRanges = z.infer<typeof rangesSchema>;

/**
 * What is read of the file "Azure IP Ranges and Service Tags – Public Cloud" (microsoft.com/download/details.aspx?id=56519);
 * everything else in it is left out. An administrator may add values whose names begin with `DFS`: servers of the site's own or of a
 * partner's shares.
 */
export const publishedFileSchema = z.object({
  changeNumber: z.optional(z.number()),
  values: z.array(
    z.object({
      name: z.string().check(z.maxLength(100), z.regex(/^[\w.-]+$/)),
      properties: z.object({ addressPrefixes: z.array(z.string().check(z.maxLength(60))) }),
    }),
  ),
});
export type PublishedFile = z.infer<typeof publishedFileSchema>;
