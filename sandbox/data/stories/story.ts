import type { EventRow } from '../../sql/store.ts';
import { coalesce } from '../coalesce.ts';
import type { Device } from '../devices.ts';
import type { Expectations, ExpectedFinding, ExpectedSilence } from '../expected.ts';
import type { FlowsSeen } from '../flow-captures.ts';
import type { Random } from '../random.ts';
import { sumOf, type Session } from '../session.ts';
import { controlsOf, sessionsOf, type Transfer } from '../transfer.ts';

/** What a story is told with: the scenario's end (epoch ms) and its own sequence of numbers. */
export type StoryContext = { readonly endMs: number; readonly random: Random };

/** A story: what happened, the records that devices wrote about it, and what must come of them. */
export type Story = {
  readonly events: readonly EventRow[];
  readonly flows: readonly FlowsSeen[];
  /** Every use of a file-transfer service, attempts too; denied ones are none. */
  readonly transfers: readonly Transfer[];
  /** Connections between the ends of transfers that have nothing to do with them. */
  readonly bystanders?: readonly Session[];
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

/** The records of a story of which one device and the flow collector of its domain saw everything. */
export function observed(
  device: Device,
  sessions: readonly Session[],
): Pick<Story, 'events' | 'flows'> {
  const { domainId } = device.logSource;
  return { events: seenBy(device, sessions), flows: [{ domainId, sessions }] };
}

/**
 * The expected finding of sessions between one pair of ends on one transfer port, as a device that counts
 * both directions reports them. `rest` has what does not follow from the sessions, and what is different.
 */
export function pairOf(
  device: Device,
  sessions: readonly Session[],
  rest: Pick<ExpectedFinding, 'story' | 'state' | 'risk' | 'mustShow'> & Partial<ExpectedFinding>,
): ExpectedFinding {
  const [first] = sessions;
  if (!first) throw new RangeError(`${rest.story} has no sessions.`);
  const users = sessions.flatMap(({ user }) => (user === null ? [] : [user]));
  return {
    kind: 'pair',
    domainId: device.logSource.domainId,
    source: first.source,
    destination: first.destination,
    destinationCount: 1,
    port: first.destinationPort,
    transport: first.transport,
    connections: sessions.length,
    coalesced: 0,
    sentBytes: sumOf(sessions, 'sent'),
    receivedBytes: sumOf(sessions, 'received'),
    totalBytes: null,
    users: [...new Set(users)].sort(),
    logSourceIds: [device.logSource.id],
    benign: null,
    dataChannel: null,
    ...rest,
  };
}

/** A story of which one device and the collector saw everything, and whose transfers are one pair finding. */
export function onePair(
  device: Device,
  transfers: readonly Transfer[],
  finding: Parameters<typeof pairOf>[2],
): Story {
  return {
    ...observed(device, sessionsOf(transfers)),
    transfers,
    expected: { findings: [pairOf(device, controlsOf(transfers), finding)] },
  };
}

/** A source that must have no finding on any port, in the default domain. */
export function silence(story: string, source: string, why: string): ExpectedSilence {
  return { story, domainId: 0, source, port: null, why };
}
