import type { EventRow } from '../../sql/store.ts';
import { cpCore, ftpProxy, webProxy } from '../devices.ts';
import { sumOf, type Session } from '../session.ts';
import { channelOf, controlsOf, inSession, sessionsOf, withData } from '../transfer.ts';
import { control, uploads } from './ftp-session.ts';
import {
  clientPort,
  hourMs,
  minuteMs,
  observed,
  onePair,
  pairOf,
  secondMs,
  seenBy,
  type StoryWriter,
} from './story.ts';

/**
 * The FTP proxy logs the control sessions, the inner firewall the data connections. The firewall's clock is
 * eleven minutes ahead, and what it logs arrives four minutes late.
 */
export const lateRecords: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 14 * hourMs,
    everyMs: 30 * minuteMs,
    durationMs: 2 * minuteMs,
    source: '10.30.11.41',
    destination: '28.77.4.7',
    user: 'CORP\\v.marin',
    parts: [2_900_000, 2_800_000, 2_700_000, 2_600_000, 2_500_000],
    dataPort: (index) => 50_500 + index,
  });
  const controls = controlsOf(transfers);
  const data = transfers.flatMap((transfer) => transfer.data);
  const late = seenBy(cpCore, data).map((record): EventRow => ({
    ...record,
    deviceMs: (record.deviceMs ?? record.startMs) + 11 * minuteMs,
    startMs: record.startMs + 4 * minuteMs,
  }));
  return {
    ...observed(ftpProxy, sessionsOf(transfers)),
    events: [...seenBy(ftpProxy, controls), ...late],
    transfers,
    expected: {
      findings: [
        pairOf(ftpProxy, controls, {
          story: 'late-records',
          state: 'moving',
          risk: 'HIGH',
          mustShow: [
            'connections-above-threshold',
            'sessions-counted-once',
            'sent-above-high',
            'data-channel-counted',
          ],
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/**
 * Uploads through the web proxy, which fetches and stores by FTP itself: its one record for each has the bytes
 * of the file. The one kind of FTP record that the source query can read.
 */
export const proxyUploads: StoryWriter = ({ endMs, random }) => {
  const sessions = [1_900_000, 1_700_000, 1_500_000, 1_300_000, 1_100_000].map((sent, index) => ({
    ...control(random, {
      startMs: endMs - 2 * hourMs + index * 8 * minuteMs,
      durationMs: minuteMs,
      source: '10.30.11.42',
      destination: '28.77.4.15',
      port: 21,
      user: 'CORP\\h.aubert',
    }),
    sent,
  }));
  return {
    events: seenBy(webProxy, sessions),
    // The collector stands outside and sees the proxy, not its clients.
    flows: [],
    transfers: inSession(sessions),
    expected: {
      findings: [
        pairOf(webProxy, sessions, {
          story: 'proxy-uploads',
          state: 'moving',
          risk: 'MEDIUM',
          mustShow: ['connections-above-threshold', 'sent-above-medium'],
        }),
      ],
    },
  };
};

/**
 * The server has one passive port, 50021, and each session leaves eight files there within seven seconds. Of
 * each burst QRadar stores three records and one that stands for five, with the bytes of one: half of the
 * 12.8 MB can be seen in events; flows have all.
 */
export const coalescedData: StoryWriter = ({ endMs, random }) => {
  const files = 8;
  const controls = Array.from({ length: 4 }, (_, index) =>
    control(random, {
      startMs: endMs - 3 * hourMs + index * 14 * minuteMs,
      durationMs: 20 * secondMs,
      source: '10.30.11.51',
      destination: '28.77.4.8',
      port: 21,
      user: 'CORP\\z.nagy',
    }),
  );
  const data = controls.map((session) =>
    Array.from({ length: files }, (_, file): Session => {
      return {
        ...session,
        startMs: session.startMs + 3 * secondMs + file * secondMs,
        durationMs: 900,
        sourcePort: clientPort(random),
        destinationPort: 50_021,
        sent: 400_000,
        received: 0,
      };
    }),
  );
  const transfers = withData('passive', controls, data);
  return onePair(cpCore, transfers, {
    story: 'coalesced-data',
    state: 'moving',
    risk: 'HIGH',
    mustShow: ['connections-above-threshold', 'data-channel-counted'],
    withoutFlows: {
      sentBytes: sumOf(controls, 'sent'),
      receivedBytes: sumOf(controls, 'received'),
      risk: 'MEDIUM',
      mustShow: ['sent-above-medium'],
    },
    dataChannel: channelOf(transfers),
  });
};
