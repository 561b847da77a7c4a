import { asaEdge, cpCore, ftpProxy, paEdge } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import type { Random } from '../random.ts';
import { sumOf, type Session } from '../session.ts';
import {
  clientPort,
  dayMs,
  hourMs,
  minuteMs,
  pairFinding,
  secondMs,
  seenBy,
  type StoryWriter,
} from './story.ts';

/** Typed FTP commands: real control sessions send a median of 63 and at most some hundred bytes (detection.md 10). */
const controlSent = [118, 203] as const;
const controlReceived = [240, 512] as const;

type Control = Pick<Session, 'startMs' | 'durationMs' | 'source' | 'destination'> & {
  readonly port: number;
  readonly user: string | null;
};

function control(random: Random, what: Control): Session {
  return {
    startMs: what.startMs,
    durationMs: what.durationMs,
    source: what.source,
    sourcePort: clientPort(random),
    destination: what.destination,
    destinationPort: what.port,
    transport: 'tcp',
    sent: random.between(...controlSent),
    received: random.between(...controlReceived),
    user: what.user,
  };
}

/** The client opens the data connection to a port the server chose: bytes are sent. */
function passiveData(of: Session, random: Random, bytes: number, port: number): Session {
  return {
    ...of,
    startMs: of.startMs + 2 * secondMs,
    durationMs: Math.max(secondMs, of.durationMs - 4 * secondMs),
    sourcePort: clientPort(random),
    destinationPort: port,
    sent: bytes,
    received: 0,
  };
}

/** The server opens the data connection from port 20: the upload shows as bytes received, inbound. */
function activeData(of: Session, bytes: number, port: number): Session {
  return {
    ...of,
    startMs: of.startMs + 2 * secondMs,
    durationMs: Math.max(secondMs, of.durationMs - 4 * secondMs),
    source: of.destination,
    sourcePort: 20,
    destination: of.source,
    destinationPort: port,
    sent: 0,
    received: bytes,
  };
}

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

/** A terminal server: four people, two sessions each. Split by user, nobody passes the threshold. */
export const multiUserHost: StoryWriter = ({ endMs, random }) => {
  const users = ['CORP\\a.weber', 'CORP\\b.ito', 'CORP\\c.mensah', 'CORP\\d.rossi'];
  const sessions = [...users, ...users].map((user, index) =>
    control(random, {
      startMs: endMs - 10 * hourMs + index * 55 * minuteMs,
      durationMs: 2 * minuteMs,
      source: '10.20.3.5',
      destination: '28.101.2.3',
      port: 21,
      user,
    }),
  );
  return {
    events: seenBy(ftpProxy, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'multi-user-host',
          source: '10.20.3.5',
          destination: '28.101.2.3',
          port: 21,
          connections: 8,
          sentBytes: sumOf(sessions, 'sent'),
          receivedBytes: sumOf(sessions, 'received'),
          state: 'established',
          risk: 'LOW',
          users,
          logSourceIds: [logSources.ftpProxy.id],
          mustShow: ['connections-above-threshold', 'users-not-split', 'sessions-counted-once'],
        }),
      ],
    },
  };
};

/**
 * Three bursts of twelve sessions within ten seconds: QRadar stores three records and one that stands for
 * nine. 36 connections in 12 records, and the bytes of 24 connections are lost.
 */
export const coalescedBursts: StoryWriter = ({ endMs, random }) => {
  const bursts = [4, 7, 13].map((hoursAgo) =>
    Array.from({ length: 12 }, (_, index): Session => {
      const session = control(random, {
        startMs: endMs - hoursAgo * hourMs + index * 700,
        durationMs: 500,
        source: '10.30.5.5',
        destination: '28.55.66.77',
        port: 21,
        user: 'CORP\\t.lindqvist',
      });
      return { ...session, sent: 150, received: 400 };
    }),
  );
  const sessions = bursts.flat();
  return {
    events: seenBy(cpCore, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'coalesced-bursts',
          source: '10.30.5.5',
          destination: '28.55.66.77',
          port: 21,
          connections: 36,
          coalesced: 24,
          // Three bursts, four stored records each.
          sentBytes: 12 * 150,
          receivedBytes: 12 * 400,
          state: 'established',
          risk: 'LOW',
          users: ['CORP\\t.lindqvist'],
          logSourceIds: [logSources.cpCore.id],
          mustShow: ['connections-above-threshold', 'coalesced-counted'],
        }),
      ],
    },
  };
};

/** One session a day for a week: never more than one within 24 hours. */
export const lowAndSlow: StoryWriter = ({ endMs, random }) => {
  const controls = Array.from({ length: 7 }, (_, day) =>
    control(random, {
      startMs: endMs - 3 * hourMs - day * dayMs,
      durationMs: 3 * minuteMs,
      source: '10.30.7.14',
      destination: '28.200.1.1',
      port: 21,
      user: null,
    }),
  );
  const data = controls.map((session) => passiveData(session, random, 300_000, 53_100));
  const sessions = [...controls, ...data];
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      silences: [
        {
          story: 'low-and-slow',
          domainId: 0,
          source: '10.30.7.14',
          port: null,
          why: 'One connection in 24 hours; seven in seven days are a finding of a 7-day window.',
        },
      ],
    },
  };
};

/**
 * Ordinary use below every threshold: forty hosts fetch from one or two mirrors, one to three connections
 * each; one host asks five mirrors once, which is not yet a fan-out (more than five).
 */
export const ordinaryTransfers: StoryWriter = ({ endMs, random }) => {
  const visits = Array.from({ length: 40 }, (_, host) => ({
    source: `10.30.20.${10 + host}`,
    mirrors: 1 + (host % 2),
    connections: 1 + (host % 3),
  }));
  const sessions = [
    ...visits.flatMap((visit) => visitMirrors(visit, endMs, random)),
    ...visitMirrors({ source: '10.30.20.99', mirrors: 5, connections: 1 }, endMs, random),
  ];
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      silences: [...visits, { source: '10.30.20.99' }].map(({ source }) => ({
        story: 'ordinary-transfers',
        domainId: 0,
        source,
        port: null,
        why: 'At most three connections to a mirror and at most five mirrors.',
      })),
    },
  };
};

function visitMirrors(
  visit: { source: string; mirrors: number; connections: number },
  endMs: number,
  random: Random,
): Session[] {
  return Array.from({ length: visit.mirrors * visit.connections }, (_, index) =>
    control(random, {
      startMs: endMs - random.between(30, 1100) * minuteMs,
      durationMs: random.between(2, 40) * secondMs,
      source: visit.source,
      destination: `28.240.10.${1 + (index % visit.mirrors)}`,
      port: 21,
      user: null,
    }),
  );
}
