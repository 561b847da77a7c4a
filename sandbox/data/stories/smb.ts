import { cpCore, paEdge, zeekDmz } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import { smb } from './smb-session.ts';
import { hourMs, minuteMs, pairFinding, secondMs, seenBy, type StoryWriter } from './story.ts';

/** 48 MB over SMB to the Internet in five sessions: the one protocol whose volume is on its own port. */
export const smbExfiltration: StoryWriter = ({ endMs, random }) => {
  const sizes = [22_000_000, 14_000_000, 9_000_000, 2_000_000, 1_000_000];
  const sessions = sizes.map((sent, index) =>
    smb(random, {
      startMs: endMs - 5 * hourMs + index * 12 * minuteMs,
      durationMs: 8 * minuteMs,
      source: '10.30.6.23',
      destination: '29.133.8.41',
      sent,
      received: 180_000,
      user: 'CORP\\j.brandt',
    }),
  );
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'smb-exfiltration',
          source: '10.30.6.23',
          destination: '29.133.8.41',
          port: 445,
          connections: 5,
          sentBytes: 48_000_000,
          receivedBytes: 900_000,
          state: 'moving',
          risk: 'HIGH',
          users: ['CORP\\j.brandt'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-above-high'],
        }),
      ],
    },
  };
};

/** One long session with 3.4 MB: below the count threshold, above the volume one. */
export const smbSingleSession: StoryWriter = ({ endMs, random }) => {
  const session = smb(random, {
    startMs: endMs - 8 * hourMs,
    durationMs: 50 * minuteMs,
    source: '10.30.6.77',
    destination: '29.133.9.12',
    sent: 3_400_000,
    received: 95_000,
    user: 'CORP\\a.silva',
  });
  return {
    events: seenBy(paEdge, [session]),
    flows: [{ domainId: 0, sessions: [session] }],
    expected: {
      findings: [
        pairFinding({
          story: 'smb-single-session',
          source: '10.30.6.77',
          destination: '29.133.9.12',
          port: 445,
          connections: 1,
          sentBytes: 3_400_000,
          receivedBytes: 95_000,
          state: 'moving',
          risk: 'MEDIUM',
          users: ['CORP\\a.silva'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['volume-without-count', 'volume-counts', 'sent-above-medium'],
        }),
      ],
    },
  };
};

/** An inner and an edge firewall see the same seven sessions. Added up they would pass the HIGH threshold. */
export const twoLogSources: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 7 }, (_, index) =>
    smb(random, {
      startMs: endMs - 11 * hourMs + index * 20 * minuteMs,
      durationMs: 4 * minuteMs,
      source: '10.30.8.31',
      destination: '28.120.9.9',
      sent: 900_000,
      received: 60_000,
      user: 'CORP\\p.duval',
    }),
  );
  return {
    events: [...seenBy(cpCore, sessions), ...seenBy(paEdge, sessions)],
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'two-log-sources',
          source: '10.30.8.31',
          destination: '28.120.9.9',
          port: 445,
          connections: 7,
          sentBytes: 6_300_000,
          receivedBytes: 420_000,
          state: 'moving',
          risk: 'MEDIUM',
          users: ['CORP\\p.duval'],
          logSourceIds: [logSources.paEdge.id, logSources.cpCore.id],
          mustShow: ['connections-above-threshold', 'sent-above-medium', 'log-sources-not-added'],
        }),
      ],
    },
  };
};

/** SMB to a global IPv6 address, which the source query cannot see. */
export const smbIpv6: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 4 }, (_, index) =>
    smb(random, {
      startMs: endMs - 7 * hourMs + index * 25 * minuteMs,
      durationMs: 6 * minuteMs,
      source: '2d00:c0de:10:30::51',
      destination: '2d00:51c0:7::44',
      sent: 700_000,
      received: 40_000,
    }),
  );
  return {
    events: seenBy(zeekDmz, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'smb-ipv6',
          source: '2d00:c0de:10:30::51',
          destination: '2d00:51c0:7::44',
          port: 445,
          connections: 4,
          sentBytes: 2_800_000,
          receivedBytes: 160_000,
          state: 'moving',
          risk: 'MEDIUM',
          logSourceIds: [logSources.zeekDmz.id],
          mustShow: ['connections-above-threshold', 'sent-above-medium', 'ipv6-seen'],
        }),
      ],
    },
  };
};

/**
 * Five sessions, one of which was reset and claims 1.9 GB sent in four packets. Four packets hold at most
 * 4 × 65,535 bytes (RFC 791), so the claim is in no sum and the risk stays LOW.
 */
export const lyingCounters: StoryWriter = ({ endMs, random }) => {
  const honest = Array.from({ length: 4 }, (_, index) =>
    smb(random, {
      startMs: endMs - 14 * hourMs + index * 30 * minuteMs,
      durationMs: 20 * secondMs,
      source: '10.30.3.40',
      destination: '29.8.8.21',
      sent: 190,
      received: 180,
    }),
  );
  const lie = smb(random, {
    startMs: endMs - 13 * hourMs - 10 * minuteMs,
    durationMs: 2 * secondMs,
    source: '10.30.3.40',
    destination: '29.8.8.21',
    sent: 1_900_000_000,
    received: 0,
    packets: { sent: 4, received: 2 },
  });
  return {
    events: seenBy(zeekDmz, [...honest, lie]),
    flows: [{ domainId: 0, sessions: honest }],
    expected: {
      findings: [
        pairFinding({
          story: 'lying-counters',
          source: '10.30.3.40',
          destination: '29.8.8.21',
          port: 445,
          connections: 5,
          sentBytes: 760,
          receivedBytes: 720,
          state: 'established',
          risk: 'LOW',
          logSourceIds: [logSources.zeekDmz.id],
          mustShow: [
            'connections-above-threshold',
            'impossible-counter',
            'impossible-counter-excluded',
          ],
        }),
      ],
    },
  };
};
