import { fortiBranch, paEdge } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import type { Session } from '../session.ts';
import { clientPort, hourMs, minuteMs, pairFinding, seenBy, type StoryWriter } from './story.ts';

/** Head office and branch both use 10.30.0.0/16: the same two addresses are two findings, one a domain. */
export const twoDomains: StoryWriter = ({ endMs, random }) => {
  const session = (index: number): Session => ({
    startMs: endMs - 17 * hourMs + index * 45 * minuteMs,
    durationMs: minuteMs,
    source: '10.30.2.2',
    sourcePort: clientPort(random),
    destination: '28.44.1.17',
    destinationPort: 21,
    transport: 'tcp',
    sent: 140,
    received: 300,
    user: null,
  });
  const head = [0, 1, 2, 3, 4].map(session);
  const branch = [5, 6, 7, 8].map(session);
  return {
    events: [...seenBy(paEdge, head), ...seenBy(fortiBranch, branch)],
    flows: [
      { domainId: 0, sessions: head },
      { domainId: 1, sessions: branch },
    ],
    expected: {
      findings: [
        pairFinding({
          story: 'two-domains',
          source: '10.30.2.2',
          destination: '28.44.1.17',
          port: 21,
          connections: 5,
          sentBytes: 5 * 140,
          receivedBytes: 5 * 300,
          state: 'established',
          risk: 'LOW',
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold'],
        }),
        pairFinding({
          story: 'two-domains',
          domainId: 1,
          source: '10.30.2.2',
          destination: '28.44.1.17',
          port: 21,
          connections: 4,
          sentBytes: 4 * 140,
          receivedBytes: 4 * 300,
          state: 'established',
          risk: 'LOW',
          logSourceIds: [logSources.fortiBranch.id],
          mustShow: ['connections-above-threshold', 'sessions-counted-once'],
        }),
      ],
    },
  };
};
