import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { ContributingEvent } from '../../contract/details.ts';
import { aRun, dayMs } from './ui-records.ts';

const anEvent = (changes: Partial<ContributingEvent> = {}): ContributingEvent => ({
  timeMs: dayMs + 3_600_000,
  logSource: 'Edge firewall',
  category: 'Session Closed',
  source: '10.1.2.3',
  sourcePort: 51_000,
  destination: '203.0.113.9',
  destinationPort: 21,
  user: 'backup',
  eventCount: 1,
  sentBytes: 1_400_000,
  receivedBytes: null,
  totalBytes: null,
  ...changes,
});
/** A page of the events behind a finding. */
export const anEventPage = (offset = 0, total = 45) => ({
  offset,
  total,
  aql: 'SELECT starttime FROM events /* evidence */',
  events: [anEvent({ user: `user-${offset}` })],
});
/** … of its flows, all of a superflow. */
export const aFlowPage = (offset = 0, total = 45) => ({
  offset,
  total,
  aql: 'SELECT starttime FROM flows /* flow evidence */',
  flows: [
    {
      startMs: dayMs + 3_600_000,
      endMs: null,
      flowId: 4_711 + offset,
      flowSource: 'qflow-edge',
      kind: 'superflow' as const,
      application: '',
      source: '10.1.2.3',
      sourcePort: 50_000,
      destination: '203.0.113.9',
      destinationPort: 21,
      sentBytes: 14_213_120,
      receivedBytes: null,
      sentPackets: 9_735,
      receivedPackets: 0,
    },
  ],
});
/** Two hours of activity, the second without a counter of bytes. */
export const anActivity = () => ({
  origin: 'events' as const,
  bucketMs: 3_600_000,
  aql: 'SELECT COUNT(*) FROM events /* activity */',
  buckets: [
    { startMs: dayMs + 3_600_000, connections: 4, sentBytes: 2_000_000 },
    { startMs: dayMs + 7_200_000, connections: 8, sentBytes: null },
  ],
});

export const minuteMs = 60_000;
/** A data connection that time joined to its session. */
export const aConnection = (changes: Partial<PictureConnection> = {}): PictureConnection => ({
  startMs: dayMs + 2 * minuteMs,
  endMs: dayMs + 4 * minuteMs,
  mode: 'passive',
  confidence: 'time',
  doubt: null,
  session: 0,
  sessionsOpen: 1,
  source: '10.1.2.3',
  sourcePort: 40_001,
  destination: '203.0.113.9',
  destinationPort: 50_000,
  connections: 1,
  sentBytes: 14_200_000,
  receivedBytes: 0,
  totalBytes: null,
  records: { from: 'events', aql: 'SELECT /* joined */' },
  ...changes,
});
/** One that nothing joins for certain. */
const doubted = aConnection({
  destinationPort: 8_443,
  doubt: 'other-service',
  records: { from: 'flows', aql: 'SELECT /* doubted */' },
});
/** A session with both of them. */
export const aPicture = (changes: Partial<ChannelPicture> = {}): ChannelPicture => ({
  window: aRun().window,
  sessions: [
    {
      startMs: dayMs,
      endMs: dayMs + 5 * minuteMs,
      assumed: 'start',
      clientPort: 40_000,
      sentBytes: 200,
      receivedBytes: 400,
      totalBytes: null,
    },
  ],
  connections: [aConnection(), doubted],
  allSessions: 1,
  allConnections: 2,
  partial: false,
  aql: 'SELECT /* picture */',
  flowsAql: null,
  ...changes,
});
