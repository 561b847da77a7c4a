import { asaEdge, paEdge } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import type { Session } from '../session.ts';
import { smb } from './smb-session.ts';
import { hourMs, minuteMs, pairFinding, secondMs, seenBy, type StoryWriter } from './story.ts';

/** SMB out that is let through and never answered: twelve attempts, two SYN packets each. */
export const smbAttempts: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 12 }, (_, index) =>
    smb(random, {
      startMs: endMs - 15 * hourMs + index * 8 * minuteMs,
      durationMs: 3 * secondMs,
      source: '10.30.8.77',
      destination: '29.61.2.2',
      sent: 132,
      received: 0,
    }),
  );
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'smb-attempts',
          source: '10.30.8.77',
          destination: '29.61.2.2',
          port: 445,
          connections: 12,
          sentBytes: 12 * 132,
          receivedBytes: 0,
          state: 'attempt',
          risk: 'LOW',
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'attempt-only'],
        }),
      ],
    },
  };
};

/** One host tries SMB at 200 addresses, one to three times each: no pair passes the threshold. */
export const fanOut: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 200 }, (_, target) =>
    Array.from({ length: 1 + (target % 3) }, (_, attempt) =>
      smb(random, {
        startMs: endMs - 4 * hourMs + target * 20 * secondMs + attempt * 3 * secondMs,
        durationMs: 3 * secondMs,
        source: '10.30.9.9',
        destination: `29.77.${target % 10}.${10 + target}`,
        sent: 132,
        received: 0,
      }),
    ),
  ).flat();
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        {
          story: 'fan-out',
          kind: 'fan-out',
          domainId: 0,
          source: '10.30.9.9',
          destination: null,
          destinationCount: 200,
          port: 445,
          transport: 'tcp',
          // 67 targets once, 67 twice, 66 three times.
          connections: 399,
          coalesced: 0,
          sentBytes: 399 * 132,
          receivedBytes: 0,
          totalBytes: null,
          state: 'attempt',
          risk: 'LOW',
          users: [],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['fan-out', 'fan-out-pooled', 'attempt-only'],
          benign: null,
          dataChannel: null,
        },
      ],
    },
  };
};

/**
 * A document with a `file://` link (TA18-074A): SMB is tried on 445 and 139 and denied, then Windows falls
 * back to WebDAV on 80. Never a finding, counted as denied.
 */
export const hashLeak: StoryWriter = ({ endMs, random }) => {
  const startMs = endMs - 2 * hourMs;
  const attempt = (destinationPort: number, afterSeconds: number): Session =>
    smb(random, {
      startMs: startMs + afterSeconds * secondMs,
      durationMs: secondMs,
      source: '10.30.4.99',
      destination: '29.50.60.70',
      sent: 0,
      received: 0,
      destinationPort,
    });
  const refused = [
    attempt(445, 0),
    attempt(445, 3),
    attempt(445, 9),
    attempt(139, 14),
    attempt(139, 17),
  ];
  const fallback = { ...attempt(80, 21), sent: 412, received: 1_180 };
  return {
    events: [...refused.map((session) => asaEdge.denied(session)), ...seenBy(asaEdge, [fallback])],
    flows: [{ domainId: 0, sessions: [fallback] }],
    expected: {
      silences: [
        {
          story: 'hash-leak',
          domainId: 0,
          source: '10.30.4.99',
          port: null,
          why: 'SMB was denied; denied connections are counted beside the findings.',
        },
      ],
      denied: [
        {
          story: 'hash-leak',
          domainId: 0,
          source: '10.30.4.99',
          port: 445,
          transport: 'tcp',
          connections: 3,
        },
        {
          story: 'hash-leak',
          domainId: 0,
          source: '10.30.4.99',
          port: 139,
          transport: 'tcp',
          connections: 2,
        },
      ],
    },
  };
};
