import { cpPermit } from '../devices.ts';
import { channelOf, controlsOf, inSession, sessionsOf } from '../transfer.ts';
import { control, uploads } from './ftp-session.ts';
import { smb } from './smb-session.ts';
import {
  hourMs,
  minuteMs,
  pairOf,
  secondMs,
  seenBy,
  silence,
  type StoryContext,
  type StoryWriter,
} from './story.ts';

/** A segment whose router logs no permits: 14 MB by passive FTP that only the flow collector saw. */
export const flowsOnlyUpload: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 9 * hourMs,
    everyMs: 13 * minuteMs,
    durationMs: 7 * minuteMs,
    source: '10.30.11.61',
    destination: '28.77.4.11',
    user: null,
    parts: [3_000_000, 2_900_000, 2_800_000, 2_700_000, 2_600_000],
    dataPort: (index) => 50_600 + index,
  });
  return {
    events: [],
    flows: [{ domainId: 0, sessions: sessionsOf(transfers) }],
    transfers,
    expected: {
      findings: [
        pairOf(cpPermit, controlsOf(transfers), {
          story: 'flows-only-upload',
          logSourceIds: [],
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'flows-counted'],
          withoutFlows: null,
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/** Packets of an FTP log-in each way, its acknowledgements included: a choice that lets sampling see it. */
const loginPackets = { sent: 30, received: 30 };

/** The collector samples one packet in so many. */
const oneIn = 10;

/**
 * A firewall that logs permits without counters, and a collector that samples one packet in ten: the events
 * know no bytes, the flows a tenth of them.
 */
export const sampledFlows: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 16 * hourMs,
    everyMs: 21 * minuteMs,
    durationMs: 6 * minuteMs,
    source: '10.30.11.62',
    destination: '28.77.4.12',
    user: null,
    parts: [3_500_000, 3_300_000, 3_100_000, 2_900_000],
    dataPort: (index) => 50_700 + index,
  }).map((transfer) => ({
    ...transfer,
    control: { ...transfer.control, packets: loginPackets },
  }));
  const sessions = sessionsOf(transfers);
  const controls = controlsOf(transfers);
  const counted = (counter: 'sent' | 'received') =>
    controls.reduce((sum, session) => sum + Math.floor(session[counter] / oneIn), 0);
  return {
    events: seenBy(cpPermit, sessions),
    flows: [{ domainId: 0, sessions, capture: { kind: 'sampled', oneIn } }],
    transfers,
    expected: {
      findings: [
        pairOf(cpPermit, controls, {
          story: 'sampled-flows',
          sentBytes: counted('sent'),
          receivedBytes: counted('received'),
          // A tenth of 12.8 MB.
          state: 'moving',
          risk: 'MEDIUM',
          mustShow: ['connections-above-threshold', 'flows-counted'],
          withoutFlows: {
            sentBytes: null,
            receivedBytes: null,
            state: 'unknown',
            risk: 'LOW',
            mustShow: ['sent-unknown'],
          },
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/** Half an hour of SMB that no device logged; between its flow reports stand such as have content only. */
export const contentFlows: StoryWriter = ({ endMs, random }) => {
  const session = smb(random, {
    startMs: endMs - 4 * hourMs,
    durationMs: 30 * minuteMs,
    source: '10.30.11.63',
    destination: '29.133.9.40',
    sent: 12_600_000,
    received: 210_000,
  });
  return {
    events: [],
    flows: [{ domainId: 0, sessions: [session], capture: { kind: 'content' } }],
    transfers: inSession([session]),
    expected: {
      findings: [
        pairOf(cpPermit, [session], {
          story: 'content-flows',
          logSourceIds: [],
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['volume-without-count', 'sent-above-high', 'flows-counted'],
          withoutFlows: null,
        }),
      ],
    },
  };
};

/** A sweep of 445 over 300 addresses within a minute that the collector folded into one superflow. */
export const sweepSuperflow: StoryWriter = ({ endMs, random }: StoryContext) => {
  const sessions = Array.from({ length: 300 }, (_, target) =>
    smb(random, {
      startMs: endMs - 6 * hourMs + target * 150,
      durationMs: secondMs,
      source: '10.30.11.64',
      destination: `29.90.${Math.floor(target / 250)}.${1 + (target % 250)}`,
      sent: 66,
      received: 0,
    }),
  );
  return {
    events: [],
    flows: [{ domainId: 0, sessions, capture: { kind: 'superflow' } }],
    transfers: inSession(sessions),
    expected: {
      silences: [
        silence(
          'sweep-superflow',
          '10.30.11.64',
          'No device logged this sweep, and the superflow names one destination of all.',
        ),
      ],
    },
  };
};
