import { cpCore, ftpProxy, paEdge } from '../devices.ts';
import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import { inSession, withData } from '../transfer.ts';
import { control, passiveData } from './ftp-session.ts';
import {
  dayMs,
  hourMs,
  minuteMs,
  observed,
  onePair,
  secondMs,
  silence,
  type StoryWriter,
} from './story.ts';

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
  return onePair(ftpProxy, inSession(sessions), {
    story: 'multi-user-host',
    state: 'established',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'users-not-split', 'sessions-counted-once'],
  });
};

/**
 * Three bursts of twelve sessions within ten seconds: QRadar stores three records and one that stands for
 * nine. 36 connections in 12 records, and the bytes of 24 connections are lost; flows have them.
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
  return onePair(cpCore, inSession(sessions), {
    story: 'coalesced-bursts',
    state: 'established',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'flows-counted'],
    // Three bursts, four stored records each.
    withoutFlows: {
      coalesced: 24,
      sentBytes: 12 * 150,
      receivedBytes: 12 * 400,
      mustShow: ['coalesced-counted'],
    },
  });
};

/**
 * A script that asks a server every hour whether fourteen files changed, with a client started for each: as many sessions
 * within ten seconds, of which the firewall's log source keeps four records.
 */
export const clientPerFile: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 18 }, (_, hoursAgo) =>
    Array.from({ length: 14 }, (_, index) =>
      control(random, {
        startMs: endMs - (1 + hoursAgo) * hourMs + index * 600,
        durationMs: 400,
        source: '10.20.2.31',
        destination: '28.77.12.8',
        port: 21,
        user: null,
      }),
    ),
  ).flat();
  return { ...observed(paEdge, sessions), transfers: inSession(sessions), expected: {} };
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
  return {
    ...observed(paEdge, [...controls, ...data]),
    transfers: withData('passive', controls, data),
    expected: {
      silences: [
        silence(
          'low-and-slow',
          '10.30.7.14',
          'One connection in 24 hours; seven in seven days are a finding of a 7-day window.',
        ),
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
    ...observed(paEdge, sessions),
    transfers: inSession(sessions),
    expected: {
      silences: [...visits, { source: '10.30.20.99' }].map(({ source }) =>
        silence(
          'ordinary-transfers',
          source,
          'At most three connections to a mirror and at most five mirrors.',
        ),
      ),
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
