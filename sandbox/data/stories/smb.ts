import { cpCore, paEdge, zeekDmz } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import { inSession } from '../transfer.ts';
import { smb } from './smb-session.ts';
import {
  hourMs,
  minuteMs,
  observed,
  onePair,
  pairOf,
  secondMs,
  seenBy,
  type StoryWriter,
} from './story.ts';

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
  return onePair(paEdge, inSession(sessions), {
    story: 'smb-exfiltration',
    state: 'moving',
    risk: 'HIGH',
    mustShow: ['connections-above-threshold', 'sent-above-high'],
  });
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
    ...observed(paEdge, [session]),
    transfers: inSession([session]),
    expected: {
      findings: [
        pairOf(paEdge, [session], {
          story: 'smb-single-session',
          state: 'moving',
          risk: 'MEDIUM',
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
    ...observed(paEdge, sessions),
    events: [...seenBy(cpCore, sessions), ...seenBy(paEdge, sessions)],
    transfers: inSession(sessions),
    expected: {
      findings: [
        pairOf(paEdge, sessions, {
          story: 'two-log-sources',
          state: 'moving',
          risk: 'MEDIUM',
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
  return onePair(zeekDmz, inSession(sessions), {
    story: 'smb-ipv6',
    state: 'moving',
    risk: 'MEDIUM',
    mustShow: ['connections-above-threshold', 'sent-above-medium', 'ipv6-seen'],
  });
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
    ...observed(zeekDmz, honest),
    events: seenBy(zeekDmz, [...honest, lie]),
    // What the reset session really sent is a packet or two without a file.
    transfers: inSession([...honest, { ...lie, sent: 0 }]),
    expected: {
      findings: [
        pairOf(zeekDmz, honest, {
          story: 'lying-counters',
          connections: 5,
          state: 'established',
          risk: 'LOW',
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
