import { paEdge } from '../devices.ts';
import type { Session } from '../session.ts';
import { channelOf, controlsOf, sessionsOf, type Transfer } from '../transfer.ts';
import { control, uploads } from './ftp-session.ts';
import {
  clientPort,
  hourMs,
  minuteMs,
  observed,
  pairOf,
  secondMs,
  type StoryContext,
  type StoryWriter,
} from './story.ts';

/**
 * The FTP server has a web service on 8443 too, and the same host uses it all day, during its FTP sessions
 * and between them: 26 MB that are none of FTP's, beside 1.9 MB that are.
 */
export const webBesideFtp: StoryWriter = (context) => {
  const { endMs, random } = context;
  const ends = { source: '10.30.11.31', destination: '28.77.4.1', user: 'CORP\\i.moreau' };
  const transfers = uploads(random, {
    ...ends,
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 11 * hourMs,
    everyMs: 50 * minuteMs,
    durationMs: 4 * minuteMs,
    parts: [420_000, 400_000, 380_000, 360_000, 340_000],
    dataPort: (index) => 50_100 + index,
  });
  const between = Array.from(
    { length: 60 },
    (_, visit) => endMs - 18 * hourMs + visit * 17 * minuteMs,
  );
  const during = controlsOf(transfers).map(({ startMs }) => startMs + minuteMs);
  const web = [...between, ...during].map((startMs) =>
    visit(context, { ...ends, startMs, destinationPort: 8443, sent: 400_000 }),
  );
  return {
    ...observed(paEdge, [...sessionsOf(transfers), ...web]),
    transfers,
    bystanders: web,
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(transfers), {
          story: 'web-beside-ftp',
          state: 'moving',
          risk: 'MEDIUM',
          mustShow: ['connections-above-threshold', 'sent-above-medium', 'data-channel-counted'],
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/**
 * Two people on one host and one on another use the same server at once. It has four passive ports and gives
 * them out in turn, so each port serves everybody.
 */
export const usersAtOnce: StoryWriter = ({ endMs, random }) => {
  const passivePorts = 4;
  const use = (
    source: string,
    user: string,
    minutes: number,
    parts: readonly number[],
  ): Transfer[] =>
    uploads(random, {
      mode: 'passive',
      session: control,
      port: 21,
      firstMs: endMs - 8 * hourMs + minutes * minuteMs,
      everyMs: 10 * minuteMs,
      durationMs: 8 * minuteMs,
      source,
      destination: '28.77.4.2',
      user,
      parts,
      dataPort: (index) => 50_200 + ((minutes + index) % passivePorts),
    });
  const large = [
    ...use('10.30.11.32', 'CORP\\f.lange', 0, [3_100_000, 2_900_000, 2_300_000]),
    ...use('10.30.11.32', 'CORP\\y.sato', 3, [2_200_000, 1_800_000, 700_000]),
  ];
  const small = use('10.30.11.33', 'CORP\\w.osei', 5, [90_000, 110_000, 95_000, 105_000]);
  return {
    ...observed(paEdge, sessionsOf([...large, ...small])),
    transfers: [...large, ...small],
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(large), {
          story: 'users-at-once',
          state: 'moving',
          risk: 'HIGH',
          mustShow: [
            'connections-above-threshold',
            'users-not-split',
            'sent-above-high',
            'data-channel-counted',
          ],
          dataChannel: channelOf(large),
        }),
        pairOf(paEdge, controlsOf(small), {
          story: 'users-at-once',
          state: 'moving',
          risk: 'LOW',
          mustShow: ['connections-above-threshold', 'sent-below-medium', 'data-channel-counted'],
          dataChannel: channelOf(small),
        }),
      ],
    },
  };
};

/**
 * Three hosts behind one address. Two upload by FTP at once; the third uses a web service on 8080 of the
 * server all day and, once, one on 8081 while the others' sessions are open. Nothing in the records tells
 * that one connection from a data connection.
 */
export const natGateway: StoryWriter = (context) => {
  const { endMs, random } = context;
  const ends = { source: '10.30.11.1', destination: '28.77.4.5', user: null };
  const hidden = (minutes: number, parts: readonly number[], firstPort: number): Transfer[] =>
    uploads(random, {
      ...ends,
      mode: 'passive',
      session: control,
      port: 21,
      firstMs: endMs - 5 * hourMs + minutes * minuteMs,
      everyMs: 12 * minuteMs,
      durationMs: 9 * minuteMs,
      parts,
      dataPort: (index) => firstPort + index,
    });
  const transfers = [
    ...hidden(0, [2_600_000, 2_500_000, 2_400_000, 2_300_000, 2_200_000], 50_300),
    ...hidden(4, [310_000, 290_000, 300_000, 305_000], 50_400),
  ];
  const web = Array.from({ length: 40 }, (_, index) =>
    visit(context, {
      ...ends,
      startMs: endMs - 17 * hourMs + index * 24 * minuteMs,
      destinationPort: 8080,
      sent: 150_000,
    }),
  );
  const once = visit(context, {
    ...ends,
    startMs: endMs - 5 * hourMs + 6 * minuteMs,
    destinationPort: 8081,
    sent: 60_000,
  });
  return {
    ...observed(paEdge, [...sessionsOf(transfers), ...web, once]),
    transfers,
    bystanders: [...web, once],
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(transfers), {
          story: 'nat-gateway',
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/** A visit to a web service: half a minute, an answer of 30 kB. */
function visit(
  { random }: StoryContext,
  what: Pick<Session, 'startMs' | 'source' | 'destination' | 'destinationPort' | 'sent' | 'user'>,
): Session {
  return {
    ...what,
    durationMs: 30 * secondMs,
    sourcePort: clientPort(random),
    transport: 'tcp',
    received: 30_000,
  };
}
