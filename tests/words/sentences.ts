import { aFinding } from '../support/ui-records.ts';

const channel = {
  modes: ['passive'],
  confidence: 'time',
  connections: 6,
  ports: { from: 50_000, to: 50_010 },
  sent: { bytes: 14_200_000, lowerBound: true },
  received: null,
  total: null,
};
const connection = {
  mode: 'active',
  destinationPort: 50_001,
  sentBytes: 512,
  doubt: 'no-session',
  records: { from: 'events' },
};
const counts = { direction: 'L2R', allowed: 4, denied: 2, other: 3 };
const [reason] = aFinding().reasons;
const sent = { sentBytes: 512, lowerBound: true };
const even = {
  ...{ score: 0.97, skew: 0.98, dispersion: 0.96 },
  ...{ medianMs: 900_000, spreadMs: 40_000, intervals: 71 },
};
const verdict = {
  ...{ sent: 512, total: null, limit: 4_096, isAtLeast: true, isEstimate: true, isAttempt: false },
  ...{ connections: 3, dataConnections: 4, destinations: 5 },
};

/** Evidence of every check of coverage, numbers that no sentence says by chance. */
const evidence = {
  ...{ records: 21, logSources: 3, ofAll: 54, id: 7, name: 'Q1', share: 0.4 },
  ...{ silent: [{ id: 7, name: 'Q1', lastMs: 1_767_600_000_000, cadenceMs: 60_000 }] },
  ...{ filled: 12, properties: ['Q2'], known: 13, unknown: 14, outbound: 15, otherwise: 16 },
  ...{ coalesced: 17, connections: 18, flows: 19, meanMs: 2_000, mostMs: 9_000 },
  ...{ domains: 25, blind: [{ id: 8, name: 'Q3' }], isAdministrator: false },
  ...{ version: 'Q4', release: 'Q5', isTested: false, isDeprecated: true },
  ...{ unparsed: 22, forPerformance: 23, logOnly: 24, truncated: 26, firstMs: 1_767_600_000_000 },
  ...{ sources: [{ id: 10, name: 'Q7' }] },
  late: [{ id: 9, name: 'Q6', firstMs: 1_767_610_000_000 }],
};
const since = { why: 'continued', connections: 3, sentBytes: 512, atLeast: true, lastSeenMs: 1 };
const verdicts = { ok: 4, weak: 3, missing: 2, 'cannot-know': 1 };
const change = { kind: 'property', meaning: 'sent', name: 'Q1' };

/** A behaviour of an allowed job, a change of it, a fact, a change of a reference set and a question about an entry. */
const behaviour = {
  ...{ windowMs: 86_400_000, pairs: 1, connections: 24, sentBytes: 512, hours: [2] },
  ...{ sourceCount: 2, destinations: ['Q1'], destinationCount: 3 },
};
const behaved = { kind: 'new-destination', was: 3, now: 512, most: 4, what: 'Q1' };
const fact = { code: 'service-account', speaksFor: true, value: 3, what: 'Q1' };
const drift = { kind: 'set-retyped', setName: 'Q1', value: 3, detail: 'Q2' };
const asked = { kind: 'wide', value: 8, most: 16 };

/**
 * Arguments in the shapes that sentences take; the first that a sentence can be said with is its example. A name is
 * no word of either language.
 */
const examples: readonly (readonly unknown[])[] = [
  ...[verdicts, reason, channel, connection, counts, sent, since].map((record) => [record]),
  [even],
  [even, 3],
  ['Q1', verdict],
  [['Q1', 'Q2', 'Q3'], ['Q4']],
  [3, 4, [21, 22]],
  [3, { ipv4: 8, ipv6: 16 }],
  [3, 4, 5, 'Q1'],
  ['source', 'Q1'],
  [evidence],
  [behaviour],
  [behaved],
  [fact],
  [drift],
  [asked],
  [change],
  [{ cards: 3, high: 2 }],
  [3, 2, ['Q1', 'Q2']],
  ['Q1', 3, 4],
  ['investigation', 'en'],
  ['HIGH', 3],
  ['Q1', 'Q2', 'Q3'],
  [{ kind: 'decided', by: 'Q1', state: 'benign', offense: 7 }],
];

/** Every sentence by its path, those that take something with an example of it. */
export function everySentence(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    const at = `${path}.${name}`;
    if (at === '.format' || at === '.served.format') continue;
    if (typeof value === 'string') found.set(at, value);
    if (typeof value === 'function') found.set(at, exampleOf(value as Say, at));
    if (typeof value === 'object' && value !== null)
      for (const [deeper, text] of everySentence(value, at)) found.set(deeper, text);
  }
  return found;
}

type Say = (...args: never[]) => unknown;

function exampleOf(say: Say, at: string): string {
  for (const args of examples) {
    const said = attempt(() => say(...(args as never[])));
    if (typeof said === 'string' && !/undefined|NaN|\[object|null/.test(said)) return said;
  }
  throw new Error(`${at} has no example`);
}

/** What does not take such an argument throws or says nonsense. */
function attempt(say: () => unknown): unknown {
  try {
    return say();
  } catch (error) {
    return error;
  }
}
