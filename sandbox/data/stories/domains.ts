import { fortiBranch, paEdge } from '../devices.ts';
import { inSession } from '../transfer.ts';
import { control } from './ftp-session.ts';
import { hourMs, minuteMs, observed, pairOf, type StoryWriter } from './story.ts';

/** Head office and branch both use 10.30.0.0/16: the same two addresses are two findings, one a domain. */
export const twoDomains: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 9 }, (_, index) =>
    control(random, {
      startMs: endMs - 17 * hourMs + index * 45 * minuteMs,
      durationMs: minuteMs,
      source: '10.30.2.2',
      destination: '28.44.1.17',
      port: 21,
      user: null,
    }),
  );
  const head = sessions.slice(0, 5);
  const branch = sessions.slice(5);
  const seen = { head: observed(paEdge, head), branch: observed(fortiBranch, branch) };
  return {
    events: [...seen.head.events, ...seen.branch.events],
    flows: [...seen.head.flows, ...seen.branch.flows],
    transfers: [...inSession(head), ...inSession(branch, fortiBranch.logSource.domainId)],
    expected: {
      findings: [
        pairOf(paEdge, head, {
          story: 'two-domains',
          state: 'established',
          risk: 'LOW',
          mustShow: ['connections-above-threshold'],
        }),
        pairOf(fortiBranch, branch, {
          story: 'two-domains',
          state: 'established',
          risk: 'LOW',
          mustShow: ['connections-above-threshold', 'sessions-counted-once'],
        }),
      ],
    },
  };
};
