import type { EventRow } from '../../sql/store.ts';
import { coalesce } from '../coalesce.ts';
import type { Device } from '../devices.ts';
import type { Expectations, ExpectedFinding } from '../expected.ts';
import type { Random } from '../random.ts';
import type { Session } from '../session.ts';

/** What a story is told with: the scenario's end (epoch ms) and its own sequence of numbers. */
export type StoryContext = { readonly endMs: number; readonly random: Random };

/** Sessions that the flow collector of a domain saw. */
export type FlowsSeen = { readonly domainId: number; readonly sessions: readonly Session[] };

/** A story: the records that devices wrote, the sessions behind them, and what must come of it. */
export type Story = {
  readonly events: readonly EventRow[];
  readonly flows: readonly FlowsSeen[];
  readonly expected: Partial<Expectations>;
};

/** Tells a story. All of a story that expectations speak of lies between 20 h and 15 min before the end. */
export type StoryWriter = (context: StoryContext) => Story;

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** What a device stores of these sessions: its records, coalesced where its log source does that. */
export function seenBy(device: Device, sessions: readonly Session[]): EventRow[] {
  const records = sessions.flatMap((session) => device.allowed(session));
  return device.logSource.coalesces ? coalesce(records) : records;
}

/** A client port as operating systems give them (IANA dynamic range). */
export function clientPort(random: Random): number {
  return random.between(49152, 65535);
}

/** An expected pair finding; what a story does not say is the common case, TCP in domain 0, not coalesced. */
export function pairFinding(
  known: Pick<
    ExpectedFinding,
    | 'story'
    | 'source'
    | 'destination'
    | 'port'
    | 'connections'
    | 'sentBytes'
    | 'receivedBytes'
    | 'state'
    | 'risk'
    | 'logSourceIds'
    | 'mustShow'
  > &
    Partial<ExpectedFinding>,
): ExpectedFinding {
  return {
    kind: 'pair',
    domainId: 0,
    destinationCount: 1,
    transport: 'tcp',
    coalesced: 0,
    totalBytes: null,
    users: [],
    benign: null,
    dataChannel: null,
    ...known,
  };
}
