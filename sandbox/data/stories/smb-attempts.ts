import { asaEdge, paEdge } from '../devices.ts';
import type { ExpectedDenied } from '../expected.ts';
import type { Session } from '../session.ts';
import { inSession } from '../transfer.ts';
import { smb } from './smb-session.ts';
import {
  hourMs,
  minuteMs,
  observed,
  onePair,
  secondMs,
  silence,
  type StoryWriter,
} from './story.ts';

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
  return onePair(paEdge, inSession(sessions), {
    story: 'smb-attempts',
    state: 'attempt',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'attempt-only'],
  });
};

/** One host tries SMB at 200 addresses, one to three times each: no pair passes the threshold. */
export const fanOut: StoryWriter = ({ endMs, random }) => {
  // 67 targets once, 67 twice, 66 three times.
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
  return onePair(paEdge, inSession(sessions), {
    story: 'fan-out',
    kind: 'fan-out',
    destination: null,
    destinationCount: 200,
    state: 'attempt',
    risk: 'LOW',
    mustShow: ['fan-out', 'fan-out-pooled', 'attempt-only'],
  });
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
  const through = observed(asaEdge, [fallback]);
  return {
    ...through,
    events: [...refused.map((session) => asaEdge.denied(session)), ...through.events],
    transfers: [],
    expected: {
      silences: [
        silence(
          'hash-leak',
          '10.30.4.99',
          'SMB was denied; denied connections are counted beside the findings.',
        ),
      ],
      denied: [denied(445, 3), denied(139, 2)],
    },
  };
};

function denied(port: number, connections: number): ExpectedDenied {
  return {
    story: 'hash-leak',
    domainId: 0,
    source: '10.30.4.99',
    port,
    transport: 'tcp',
    connections,
  };
}
