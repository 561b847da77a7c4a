import {
  emptyDimensions,
  type LogSource,
  type LowLevelCategory,
} from '../../../sandbox/sql/dimensions.ts';
import { ConsoleStore, type EventRow, type FlowRow } from '../../../sandbox/sql/store.ts';
import { noonMs } from './builders.ts';

const minuteMs = 60_000;

/** An opening record of the edge firewall, one hour before noon, without counters. */
export function event(
  change: Partial<EventRow> & { sent?: number | null; received?: number | null },
): EventRow {
  const { sent = null, received = null, ...row } = change;
  return {
    startMs: noonMs - 60 * minuteMs,
    source: '10.0.0.5',
    sourcePort: 50_000,
    destination: '93.184.216.34',
    destinationPort: 21,
    protocolId: 6,
    username: null,
    logSourceId: 62,
    category: 4016,
    qid: 1,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: null,
    properties: { BytesSent: sent, BytesReceived: received },
    ...row,
  };
}

/** A minute of a flow beside such an event: one connection of its own, 100 bytes out and 300 back. */
export function flow(change: Partial<FlowRow> = {}): FlowRow {
  const startMs = change.startMs ?? noonMs - 60 * minuteMs;
  return {
    startMs,
    endMs: startMs + minuteMs,
    firstPacketMs: startMs,
    lastPacketMs: startMs + minuteMs,
    source: '10.0.0.5',
    // The ports of `repeat`, as if the flows were of its connections.
    sourcePort: 49_999 + (change.flowId ?? 1),
    destination: '93.184.216.34',
    destinationPort: 21,
    protocolId: 6,
    sourceBytes: 100,
    destinationBytes: 300,
    sourcePackets: 3,
    destinationPackets: 3,
    direction: 'L2R',
    applicationId: 1,
    flowType: 0,
    flowId: 1,
    domainId: 0,
    category: 4001,
    qid: 1,
    flowSource: 'qflow',
    ...change,
  };
}

/** The same record `count` times, a minute apart, each of a connection of its own. */
export const repeat = (count: number, change: Parameters<typeof event>[0]) =>
  Array.from({ length: count }, (_, n) =>
    event({
      ...change,
      startMs: (change.startMs ?? noonMs - 60 * minuteMs) + n * minuteMs,
      sourcePort: 50_000 + n,
    }),
  );

const category = (id: number, name: string): LowLevelCategory => ({
  id,
  name,
  description: '',
  highLevelCategoryId: 4000,
  severity: 0,
});

/** A log source of the one type there is. */
export const logSource = (id: number, name: string): LogSource => ({
  ...{ id, name, description: '', typeId: 1, groupIds: [], enabled: true, status: 'SUCCESS' },
  ...{ statusMessages: [], lastEventTimeMs: 0, averageEps: 0, coalesceEvents: true },
  ...{ credibility: 5, sendingIp: null, autoDiscovered: false, creationMs: 0, modifiedMs: 0 },
});

/**
 * A console with one log source, the categories these tests use, two numeric byte properties and these
 * events and flows. Close it.
 */
export async function openStore(
  rows: readonly EventRow[],
  flows: readonly FlowRow[] = [],
): Promise<ConsoleStore> {
  const store = await ConsoleStore.open({ threads: 1 });
  await store.addProperties(
    ['BytesSent', 'BytesReceived'].map((name) => ({
      name,
      type: 'numeric',
      enabled: true,
      useForRuleEngine: true,
    })),
  );
  await store.setDimensions({
    ...emptyDimensions,
    lowLevelCategories: [
      category(4002, 'Firewall Permit'),
      category(4003, 'Firewall Deny'),
      category(4008, 'Firewall Session Closed'),
      category(4014, 'Access Permitted'),
      category(4016, 'Session Opened'),
    ],
    logSources: [logSource(62, 'edge firewall')],
  });
  await store.insertEvents(rows);
  await store.insertFlows(flows);
  return store;
}
