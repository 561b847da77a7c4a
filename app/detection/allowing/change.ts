import type { AllowScope, Behaviour, BehaviourChange } from '../../../contract/allowlist.ts';

/**
 * How far what an entry hides may go from what it was made for; choices, each explained in
 * docs/decisions/0022-allowlists-judged-on-evidence.md.
 */
export const bounds = {
  bytes: { times: 3 },
  connections: { times: 5, above: 20 },
  addresses: { times: 2, above: 3 },
  /** × the MEDIUM threshold, to one destination: where the source or user was allowed, and where a destination was. */
  newDestination: { ofSource: 1, ofDestination: 10 },
  /** Hours of the day that a behaviour may have at most to be told by its hours, and how far from them is far. */
  hours: { most: 8, far: 2 },
} as const;

/** What is compared. `sentTo`: bytes sent now by destination. */
export type Compared = {
  readonly scope: AllowScope;
  readonly madeFor: Behaviour;
  readonly now: Behaviour;
  readonly sentTo: ReadonlyMap<string, number>;
  /** Bytes above which a transfer is MEDIUM. */
  readonly mediumBytes: number;
};

/**
 * In which ways what an entry hides now is not what it was made for; empty where it is. What was not known then, or is not
 * now, is not compared: unknown is no behaviour.
 */
export function changesOf(compared: Compared): BehaviourChange[] {
  return [
    ...bytesChange(compared),
    ...countChange(compared, 'connections', bounds.connections),
    ...countChange(compared, 'sources', bounds.addresses),
    ...countChange(compared, 'destinations', bounds.addresses),
    ...newDestination(compared),
    ...hourChange(compared),
  ];
}

/** A shorter window may hold all that a job does in a day; a longer one holds its share more. */
function scaleOf({ madeFor, now }: Compared): number {
  return Math.max(1, now.windowMs / madeFor.windowMs);
}

function bytesChange(compared: Compared): BehaviourChange[] {
  const { madeFor, now, mediumBytes } = compared;
  if (madeFor.sentBytes === null || now.sentBytes === null) return [];
  const expected = madeFor.sentBytes * scaleOf(compared);
  const most = Math.max(expected * bounds.bytes.times, expected + mediumBytes);
  return now.sentBytes > most
    ? [{ kind: 'bytes', was: madeFor.sentBytes, now: now.sentBytes, most, what: null }]
    : [];
}

const counts = {
  connections: 'connections',
  sources: 'sourceCount',
  destinations: 'destinationCount',
} as const;

function countChange(
  compared: Compared,
  kind: keyof typeof counts,
  { times, above }: { readonly times: number; readonly above: number },
): BehaviourChange[] {
  const [was, now] = [compared.madeFor[counts[kind]], compared.now[counts[kind]]];
  const expected = was * scaleOf(compared);
  const most = Math.max(expected * times, expected + above);
  return now > most ? [{ kind, was, now, most, what: null }] : [];
}

/** Of several the one that got most, then the first in the alphabet. */
function newDestination({ scope, madeFor, sentTo, mediumBytes }: Compared): BehaviourChange[] {
  // Where not all of those before are named, nobody can say that one is new.
  if (madeFor.destinationCount > madeFor.destinations.length) return [];
  const namesDestination = scope !== 'source' && scope !== 'user';
  const { ofSource, ofDestination } = bounds.newDestination;
  const most = mediumBytes * (namesDestination ? ofDestination : ofSource);
  const known = new Set(madeFor.destinations);
  let found: BehaviourChange | null = null;
  for (const [what, now] of sentTo) {
    if (now <= most || known.has(what)) continue;
    const isFirst = found?.what !== undefined && (found.what ?? '') <= what;
    if (found && (found.now > now || (found.now === now && isFirst))) continue;
    found = { kind: 'new-destination', was: 0, now, most, what };
  }
  return found ? [found] : [];
}

const dayMs = 24 * 60 * 60_000;

function hourChange({ madeFor, now }: Compared): BehaviourChange[] {
  const { most, far } = bounds.hours;
  const before = madeFor.hours;
  if (before === null || now.hours === null) return [];
  // A run of less than a day has not seen what it did at the other hours.
  if (madeFor.windowMs < dayMs) return [];
  if (before.length === 0 || before.length > most) return [];
  const distance = (hour: number) =>
    before.reduce((least, known) => {
      const apart = Math.abs(hour - known);
      return Math.min(least, apart, 24 - apart);
    }, 24);
  const odd = now.hours.find((hour) => distance(hour) > far);
  return odd === undefined
    ? []
    : [{ kind: 'hours', was: before.length, now: odd, most: far, what: null }];
}
