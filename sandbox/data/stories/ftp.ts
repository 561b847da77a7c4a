import { asaEdge, paEdge } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import { sumOf, type Session } from '../session.ts';
import { activeData, control, passiveData } from './ftp-session.ts';
import { hourMs, minuteMs, pairFinding, secondMs, seenBy, type StoryWriter } from './story.ts';

/** A host that calls an FTP server every 15 minutes, give or take a tenth, and leaves a small file each time. */
export const ftpBeacon: StoryWriter = ({ endMs, random }) => {
  const beats = Array.from({ length: 72 }, (_, beat) =>
    control(random, {
      startMs: endMs - 19 * hourMs + beat * 15 * minuteMs + random.between(-90, 90) * secondMs,
      durationMs: random.between(4, 9) * secondMs,
      source: '10.30.4.17',
      destination: '28.14.7.201',
      port: 21,
      user: 'CORP\\m.keller',
    }),
  );
  const data = beats.map((beat, index) =>
    passiveData(beat, random, random.between(900, 2000), 50_000 + index),
  );
  const sessions = [...beats, ...data];
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'ftp-beacon',
          source: '10.30.4.17',
          destination: '28.14.7.201',
          port: 21,
          connections: 72,
          sentBytes: sumOf(beats, 'sent'),
          receivedBytes: sumOf(beats, 'received'),
          state: 'established',
          risk: 'LOW',
          users: ['CORP\\m.keller'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-below-medium'],
          dataChannel: {
            mode: 'passive',
            connections: 72,
            uploadedBytes: sumOf(data, 'sent'),
            ports: data.map((session) => session.destinationPort),
          },
        }),
      ],
    },
  };
};

/**
 * 14,200,000 bytes uploaded on six passive data connections. On port 21 only commands are seen, so the
 * finding is LOW: the volume is on the data channel (detection.md 0 fact 1).
 */
export const ftpUploadPassive: StoryWriter = ({ endMs, random }) => {
  const parts = [3_400_000, 2_900_000, 2_600_000, 2_200_000, 1_700_000, 1_400_000];
  const controls = parts.map((_, index) =>
    control(random, {
      startMs: endMs - 6 * hourMs + index * 7 * minuteMs,
      durationMs: 5 * minuteMs,
      source: '10.30.4.52',
      destination: '28.77.3.9',
      port: 21,
      user: 'CORP\\s.okoye',
    }),
  );
  const data = controls.map((session, index) =>
    passiveData(session, random, parts[index] ?? 0, 50_000 + 2 * index),
  );
  const sessions = [...controls, ...data];
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'ftp-upload-passive',
          source: '10.30.4.52',
          destination: '28.77.3.9',
          port: 21,
          connections: 6,
          sentBytes: sumOf(controls, 'sent'),
          receivedBytes: sumOf(controls, 'received'),
          state: 'established',
          risk: 'LOW',
          users: ['CORP\\s.okoye'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-below-medium'],
          dataChannel: {
            mode: 'passive',
            connections: 6,
            uploadedBytes: 14_200_000,
            ports: [50_000, 50_002, 50_004, 50_006, 50_008, 50_010],
          },
        }),
      ],
    },
  };
};

/** The same upload in active mode: the server comes back from port 20, R2L, and "receives" 14 MB. */
export const ftpUploadActive: StoryWriter = ({ endMs, random }) => {
  const parts = [4_000_000, 3_500_000, 3_000_000, 2_000_000, 1_700_000];
  const controls = parts.map((_, index) =>
    control(random, {
      startMs: endMs - 9 * hourMs + index * 6 * minuteMs,
      durationMs: 4 * minuteMs,
      source: '10.30.4.61',
      destination: '28.77.3.10',
      port: 21,
      user: 'CORP\\l.novak',
    }),
  );
  const data = controls.map((session, index) =>
    activeData(session, parts[index] ?? 0, 51_200 + index),
  );
  const sessions = [...controls, ...data];
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'ftp-upload-active',
          source: '10.30.4.61',
          destination: '28.77.3.10',
          port: 21,
          connections: 5,
          sentBytes: sumOf(controls, 'sent'),
          receivedBytes: sumOf(controls, 'received'),
          state: 'established',
          risk: 'LOW',
          users: ['CORP\\l.novak'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-below-medium'],
          dataChannel: {
            mode: 'active',
            connections: 5,
            uploadedBytes: 14_200_000,
            ports: [51_200, 51_201, 51_202, 51_203, 51_204],
          },
        }),
      ],
      silences: [
        {
          story: 'ftp-upload-active',
          domainId: 0,
          source: '28.77.3.10',
          port: null,
          why: 'The data connections are opened by the server, so they are R2L and to high ports.',
        },
      ],
    },
  };
};

/** Implicit FTPS seen by a firewall that logs one total: bytes sent stay unknown. */
export const ftps: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 8 }, (_, index): Session => {
    const session = control(random, {
      startMs: endMs - 12 * hourMs + index * 40 * minuteMs,
      durationMs: 3 * minuteMs,
      source: '10.30.5.88',
      destination: '28.91.40.6',
      port: 990,
      user: null,
    });
    // The handshake with its certificates is what makes a TLS control session this large.
    return { ...session, sent: 1_900 + 10 * index, received: 4_600 };
  });
  const data = sessions.map((session, index) =>
    passiveData(session, random, 260_000, 52_000 + index),
  );
  return {
    events: seenBy(asaEdge, [...sessions, ...data]),
    flows: [{ domainId: 0, sessions: [...sessions, ...data] }],
    expected: {
      findings: [
        pairFinding({
          story: 'ftps',
          source: '10.30.5.88',
          destination: '28.91.40.6',
          port: 990,
          connections: 8,
          sentBytes: null,
          receivedBytes: null,
          // 8 × (1,900 + 4,600) and 10 × (0 + … + 7)
          totalBytes: 52_280,
          state: 'moving',
          risk: 'LOW',
          logSourceIds: [logSources.asaEdge.id],
          mustShow: ['connections-above-threshold', 'total-only', 'sessions-counted-once'],
          dataChannel: {
            mode: 'passive',
            connections: 8,
            uploadedBytes: 8 * 260_000,
            ports: data.map((session) => session.destinationPort),
          },
        }),
      ],
    },
  };
};
