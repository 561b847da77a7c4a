import {
  channelConfidences,
  type ChannelConfidence,
  type ChannelMode,
} from '../../../contract/finding.ts';
import type { ChannelDoubt } from '../../../contract/channels.ts';
import { announcedConnections, type Announcement } from './announcement.ts';
import { candidacyOf, type Candidacy, type Ends } from './candidate.ts';
import { channelRule, type ChannelFamily } from './channel-rule.ts';
import {
  byTime,
  isEmpty,
  normalised,
  serviceKey,
  type Connection,
} from '../connections/connection.ts';
import { controlSessions, sessionFamily, type ControlSession } from './control.ts';
import { hostPairs, type HostPair } from './host-pairs.ts';
import { placer, type Place } from './placement.ts';
import { lookBack } from './look-back.ts';

/**
 * A data connection and what it is taken for. Bytes are the client's, whichever end opened the connection: `sent`
 * is what it uploaded. `session` is the place in the sessions of its pair (-1: announced, session not seen);
 * with `sessionsOpen` above 1 it may belong to another one of them: the one opened last was taken.
 */
export type DataConnection = {
  readonly connection: Connection;
  readonly mode: ChannelMode;
  readonly confidence: ChannelConfidence;
  readonly session: number;
  readonly sessionsOpen: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
};

/** One that is shown and not added, and why. */
export type DoubtedConnection = DataConnection & { readonly doubt: ChannelDoubt };

/** What became of the connections of one client with one server. All in order of time. */
export type PairChannel = Ends & {
  readonly domainId: number;
  readonly sessions: readonly ControlSession[];
  readonly joined: readonly DataConnection[];
  readonly doubted: readonly DoubtedConnection[];
};

/**
 * Joins data connections to FTP, FTPS and TFTP control sessions (docs/detection.md, "Stitching"). Takes plain
 * connections of any hosts and of any kind, in any order; what has no address or time is passed over.
 * Yields every client and server with a control session or an announcement, by domain and hosts; each
 * connection is in one of them at most, and there once. Costs little more than sorting: 10,000 connections
 * to one server, or sessions that overlap throughout, take no more than as many apart.
 */
export function* stitch(
  connections: Iterable<Connection>,
  announcements: readonly Announcement[] = [],
): Generator<PairChannel, void, void> {
  for (const pair of hostPairs(readable(connections), announcements)) yield* channelsOf(pair);
}

function* readable(connections: Iterable<Connection>): Generator<Connection> {
  for (const raw of connections) {
    const connection = normalised(raw);
    if (connection) yield connection;
  }
}

/** A connection in the one of its two roles that joins best. */
type Choice = Place & {
  readonly ends: Ends;
  readonly mode: ChannelMode;
  readonly confidence: ChannelConfidence;
  readonly openedBy: 'client' | 'server';
};

function* channelsOf({ domainId, hosts, ...all }: HostPair): Generator<PairChannel> {
  const sorted = all.connections.toSorted(byTime);
  const controls: Connection[] = [];
  const others: Connection[] = [];
  for (const connection of sorted)
    (sessionFamily(connection) === null ? others : controls).push(connection);
  const [a, b] = hosts;
  const roles = [{ client: a, server: b }, ...(a === b ? [] : [{ client: b, server: a }])].flatMap(
    (ends) => roleOf(ends, controls, others, all.announcements),
  );
  const choices = others.map((_, index) =>
    bestOf(roles.map((role) => role.choices[index] ?? null)),
  );
  const uses = usesOf(others, choices);
  // Of two hosts that serve each other, a stray may be one to both; it is shown once.
  const strayed = new Set<Connection>();
  for (const { ends, sessions, isExplained } of roles) {
    const own = others.flatMap((connection, index) => {
      const choice = choices[index];
      return choice?.ends === ends ? [dataOf(connection, choice)] : [];
    });
    const doubtOf = (data: DataConnection): ChannelDoubt | null => {
      if (data.confidence !== 'time') return null;
      if (isOtherService(uses.get(serviceKey(data.connection)))) return 'other-service';
      return isExplained(data) ? 'others-announced' : null;
    };
    const joined = own.filter((data) => doubtOf(data) === null);
    const doubted = own.flatMap((data) => {
      const doubt = doubtOf(data);
      return doubt === null ? [] : [{ ...data, doubt }];
    });
    const strays = straysOf(joined, others, choices, ends).filter(
      ({ connection }) => !strayed.has(connection),
    );
    for (const { connection } of strays) strayed.add(connection);
    yield {
      domainId,
      ...ends,
      sessions,
      joined,
      doubted: [...doubted, ...strays].sort((a, b) => byTime(a.connection, b.connection)),
    };
  }
}

type Role = {
  readonly ends: Ends;
  readonly sessions: readonly ControlSession[];
  readonly choices: readonly (Choice | null)[];
  /** Whether what was announced in its session leaves no room for this connection. */
  readonly isExplained: (data: DataConnection) => boolean;
};

/** What every connection could be to one end as the client of the other; none without sessions. */
function roleOf(
  ends: Ends,
  controls: readonly Connection[],
  others: readonly Connection[],
  announcements: readonly Announcement[],
): Role[] {
  const own = controls.filter(({ source }) => source === ends.client);
  const said = announcements.filter(({ client }) => client === ends.client);
  if (own.length === 0 && said.length === 0) return [];
  const ofFamily = (family: ChannelFamily) =>
    controlSessions(
      own.filter((connection) => sessionFamily(connection) === family),
      family,
    );
  const sessions = [...lookBack(ofFamily('ftp'), others, ends), ...ofFamily('tftp')];
  const place = placer(sessions);
  const announced = announcedConnections(others, said);
  const choices = others.map((connection, index): Choice | null => {
    const announcement = announced.get(index);
    if (announcement) {
      const isPassive = announcement.listener === 'server';
      return {
        ...place.announced(connection, announcement),
        ends,
        mode: isPassive ? 'passive' : 'active',
        confidence: 'announced',
        openedBy: isPassive ? 'client' : 'server',
      };
    }
    return placed(connection, candidacyOf(connection, ends), place.byTime, ends);
  });
  return [{ ends, sessions, choices, isExplained: explanation(sessions, said, announced) }];
}

/**
 * Where every port announced in a session was connected to, what else ran meanwhile is none of its data. With
 * one that was not, something else may be it: NAT changes ports, and a sensor may read too late.
 */
function explanation(
  sessions: readonly ControlSession[],
  said: readonly Announcement[],
  answers: ReadonlyMap<number, Announcement>,
): Role['isExplained'] {
  const answered = new Set(answers.values());
  const place = placer(sessions);
  const explained = new Set<number>();
  const unexplained = new Set<number>();
  for (const announcement of said.toSorted((a, b) => a.atMs - b.atMs))
    (answered.has(announcement) ? explained : unexplained).add(place.announcing(announcement));
  const isOf = (session: number) => explained.has(session) && !unexplained.has(session);
  const isOfAll = sessions.every(({ family }, session) => family !== 'ftp' || isOf(session));
  return ({ mode, session, sessionsOpen }) =>
    mode !== 'tftp' && (sessionsOpen > 1 ? isOfAll : isOf(session));
}

function placed(
  connection: Connection,
  candidacy: Candidacy | null,
  byTimes: (connection: Connection, family: ChannelFamily) => Place | null,
  ends: Ends,
): Choice | null {
  if (candidacy === null) return null;
  const place = byTimes(connection, candidacy.family);
  if (place === null) return null;
  const confidence = place.isPortKnown ? 'port' : candidacy.confidence;
  return { ...candidacy, ...place, ends, confidence };
}

/** Each connection has one role only: the surest, and of equally sure ones that of a passive transfer. */
function bestOf(choices: readonly (Choice | null)[]): Choice | null {
  return choices.reduce<Choice | null>(
    (best, choice) => (choice && (!best || rankOf(choice) < rankOf(best)) ? choice : best),
    null,
  );
}

function rankOf({ confidence, openedBy }: Choice): number {
  return channelConfidences.indexOf(confidence) * 2 + (openedBy === 'client' ? 0 : 1);
}

/** How often a port was used while a session was open, and how often while none was. */
type Uses = { inside: number; outside: number };

function usesOf(
  others: readonly Connection[],
  choices: readonly (Choice | null)[],
): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const [index, connection] of others.entries()) {
    if (isEmpty(connection)) continue;
    const key = serviceKey(connection);
    const own = uses.get(key) ?? { inside: 0, outside: 0 };
    uses.set(key, own);
    if (choices[index]) own.inside += 1;
    else own.outside += 1;
  }
  return uses;
}

/** A port that is used without a session as much as with one belongs to another service; a stray or two do not tell. */
function isOtherService({ inside, outside }: Uses = { inside: 0, outside: 0 }): boolean {
  return outside > channelRule.mostStrays && outside >= inside;
}

/** Connections outside of every session to ports on which data connections were joined by their time alone. */
function straysOf(
  joined: readonly DataConnection[],
  others: readonly Connection[],
  choices: readonly (Choice | null)[],
  ends: Ends,
): DoubtedConnection[] {
  const ports = new Set(
    joined
      .filter(({ confidence }) => confidence === 'time')
      .map(({ connection }) => serviceKey(connection)),
  );
  return others.flatMap((connection, index) => {
    if (choices[index] || isEmpty(connection) || !ports.has(serviceKey(connection))) return [];
    const candidacy = candidacyOf(connection, ends);
    if (candidacy === null) return [];
    const data = dataOf(connection, { ...candidacy, ...unplaced });
    return [{ ...data, doubt: 'no-session' as const }];
  });
}

const unplaced = { session: -1, sessionsOpen: 0 };

function dataOf(
  connection: Connection,
  choice: Pick<Choice, 'mode' | 'confidence' | 'session' | 'sessionsOpen' | 'openedBy'>,
): DataConnection {
  const { mode, confidence, session, sessionsOpen } = choice;
  const { sentBytes, receivedBytes, totalBytes } = connection;
  const isClients = choice.openedBy === 'client';
  return {
    connection,
    mode,
    confidence,
    session,
    sessionsOpen,
    sentBytes: isClients ? sentBytes : receivedBytes,
    receivedBytes: isClients ? receivedBytes : sentBytes,
    totalBytes,
  };
}
