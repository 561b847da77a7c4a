import { asaEdge, paEdge } from '../devices.ts';
import { sumOf } from '../session.ts';
import { channelOf, controlsOf, type Transfer } from '../transfer.ts';
import { passiveData, tlsControl, uploads } from './ftp-session.ts';
import { hourMs, minuteMs, onePair, type Story, type StoryWriter } from './story.ts';

/** Implicit FTPS seen by a firewall that logs one total: only flows know the bytes sent. */
export const ftpsOneTotal: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'passive',
    session: tlsControl,
    port: 990,
    firstMs: endMs - 12 * hourMs,
    everyMs: 40 * minuteMs,
    durationMs: 3 * minuteMs,
    source: '10.30.5.88',
    destination: '28.91.40.6',
    user: null,
    parts: Array.from({ length: 8 }, () => 260_000),
    dataPort: (index) => 52_000 + index,
  });
  const controls = controlsOf(transfers);
  return onePair(asaEdge, transfers, {
    story: 'ftps',
    totalBytes: sumOf(controls, 'sent') + sumOf(controls, 'received'),
    state: 'moving',
    risk: 'MEDIUM',
    mustShow: [
      'connections-above-threshold',
      'sessions-counted-once',
      'flows-counted',
      'data-channel-joined',
    ],
    withoutFlows: { sentBytes: null, receivedBytes: null, risk: 'LOW', mustShow: ['total-only'] },
    dataChannel: channelOf(transfers),
  });
};

/** Implicit FTPS to high ports: encrypted, so no device can read which port was agreed on. */
export const ftpsUploadPassive: StoryWriter = ({ endMs, random }) =>
  told(
    'ftps-upload-passive',
    uploads(random, {
      mode: 'passive',
      session: tlsControl,
      port: 990,
      firstMs: endMs - 7 * hourMs,
      everyMs: 9 * minuteMs,
      durationMs: 6 * minuteMs,
      source: '10.30.11.21',
      destination: '28.91.41.7',
      user: 'CORP\\k.berg',
      parts: [4_100_000, 3_600_000, 2_900_000, 2_100_000, 1_500_000],
      dataPort: (index) => 60_000 + 3 * index,
    }),
  );

/** Implicit FTPS in active mode: the server comes back from port 989. */
export const ftpsUploadActive: StoryWriter = ({ endMs, random }) =>
  told(
    'ftps-upload-active',
    uploads(random, {
      mode: 'active',
      session: tlsControl,
      port: 990,
      firstMs: endMs - 10 * hourMs,
      everyMs: 11 * minuteMs,
      durationMs: 5 * minuteMs,
      source: '10.30.11.22',
      destination: '28.91.41.8',
      user: 'CORP\\n.haddad',
      parts: [4_400_000, 3_800_000, 2_600_000, 1_600_000],
      dataPort: (index) => 52_400 + index,
    }),
  );

/** Implicit FTPS whose server listens for data on the one port that IANA gave it, 989. */
export const ftpsDataPort: StoryWriter = ({ endMs, random }) =>
  told(
    'ftps-data-port',
    uploads(random, {
      mode: 'passive',
      session: tlsControl,
      port: 990,
      firstMs: endMs - 13 * hourMs,
      everyMs: 16 * minuteMs,
      durationMs: 4 * minuteMs,
      source: '10.30.11.23',
      destination: '28.91.41.9',
      user: 'CORP\\o.reyes',
      parts: [3_200_000, 3_100_000, 2_900_000, 2_800_000],
      dataPort: () => 989,
    }),
  );

/**
 * Explicit FTPS: `AUTH TLS` on port 21, then several files in one session. The session stays open for two
 * hours, so its record comes long after those of its files.
 */
export const ftpsExplicit: StoryWriter = ({ endMs, random }) => {
  const parts = [2_700_000, 2_600_000, 2_500_000, 2_400_000, 1_900_000];
  const controls = [15, 12, 9, 6].map((hoursAgo) =>
    tlsControl(random, {
      startMs: endMs - hoursAgo * hourMs,
      durationMs: 2 * hourMs,
      source: '10.30.11.24',
      destination: '28.91.41.10',
      port: 21,
      user: 'CORP\\e.fontaine',
    }),
  );
  const transfers = controls.map((session, index): Transfer => {
    // All files in the first session, the others list directories only.
    const files = index === 0 ? parts : [];
    return {
      domainId: 0,
      mode: 'passive',
      control: session,
      data: files.map((bytes, file) => {
        const startMs = session.startMs + (5 + 20 * file) * minuteMs;
        const lasting = { ...session, startMs, durationMs: 4 * minuteMs };
        return passiveData(lasting, random, bytes, 61_000 + file);
      }),
    };
  });
  return told('ftps-explicit', transfers);
};

/** TLS makes a control session larger than an FTP log-in, so all of these pass for moving data. */
function told(story: string, transfers: readonly Transfer[]): Story {
  return onePair(paEdge, transfers, {
    story,
    state: 'moving',
    risk: 'HIGH',
    mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
    dataChannel: channelOf(transfers),
  });
}
