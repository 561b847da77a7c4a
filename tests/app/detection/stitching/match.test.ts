import type { Announcement } from '../../../../app/detection/stitching/announcement.ts';
import type { Connection } from '../../../../app/detection/connections/connection.ts';
import { stitch } from '../../../../app/detection/stitching/match.ts';
import { active, at, client, connection, only, passive, server } from './builders.ts';

const modesOf = (connections: readonly Connection[]) =>
  only(connections).joined.map(({ mode, confidence, sentBytes, receivedBytes }) => ({
    mode,
    confidence,
    sentBytes,
    receivedBytes,
  }));

describe('what joins', () => {
  test('a high port of the server while a session is open, by time alone', () => {
    expect(modesOf([connection(), passive()])).toEqual([
      { mode: 'passive', confidence: 'time', sentBytes: 5_000, receivedBytes: 0 },
    ]);
  });

  test('a connection from port 20 of the server, its bytes turned to the client’s view', () => {
    expect(modesOf([connection(), active()])).toEqual([
      { mode: 'active', confidence: 'port', sentBytes: 5_000, receivedBytes: 0 },
    ]);
  });

  test('one from another high port of the server, by time alone', () => {
    expect(modesOf([connection(), active({ sourcePort: 61_920 })])).toEqual([
      { mode: 'active', confidence: 'time', sentBytes: 5_000, receivedBytes: 0 },
    ]);
  });

  test('port 989 of FTP over TLS, on either side', () => {
    const control = connection({ destinationPort: 990 });
    expect(modesOf([control, passive({ destinationPort: 989 })])).toEqual([
      { mode: 'ftps-data', confidence: 'port', sentBytes: 5_000, receivedBytes: 0 },
    ]);
    expect(modesOf([control, active({ sourcePort: 989 })])).toEqual([
      { mode: 'ftps-data', confidence: 'port', sentBytes: 5_000, receivedBytes: 0 },
    ]);
  });

  test('a TFTP answer to the port of the request is known by it', () => {
    const request = connection({
      protocolId: 17,
      destinationPort: 69,
      receivedBytes: 0,
      endMs: at(0),
    });
    const data = active({ protocolId: 17, sourcePort: 40_100, destinationPort: 40_000 });
    expect(modesOf([request, data])).toEqual([
      { mode: 'tftp', confidence: 'port', sentBytes: 5_000, receivedBytes: 0 },
    ]);
    expect(modesOf([request, { ...data, destinationPort: 40_007 }])[0]?.confidence).toBe('time');
  });

  test('a client on the server’s own host is told from it by the data port', () => {
    const local = { source: server, destination: server };
    const { joined } = only([
      connection(local),
      passive(local),
      active({ ...local, startMs: at(5), endMs: at(6) }),
    ]);
    expect(joined.map(({ mode }) => mode)).toEqual(['passive', 'active']);
  });
});

describe('what does not join', () => {
  const nothing = (data: Connection, control = connection()) => {
    const [pair] = stitch([control, data]);
    expect(pair?.joined ?? []).toEqual([]);
  };

  test('well-known ports and ports that the rule counts by themselves', () => {
    for (const destinationPort of [443, 445, 1_023, 20, 990]) nothing(passive({ destinationPort }));
  });

  test('answers of the server from a service port', () => {
    nothing(active({ sourcePort: 443 }));
    nothing(active({ sourcePort: 21 }));
  });

  test('other hosts and other domains', () => {
    nothing(passive({ source: '10.0.0.2' }));
    nothing(passive({ destination: '93.184.216.35' }));
    nothing(passive({ domainId: 1 }));
  });

  test('UDP with an FTP session, TCP with a TFTP request', () => {
    nothing(passive({ protocolId: 17 }));
    nothing(passive(), connection({ protocolId: 17, destinationPort: 69 }));
  });

  test('a session that was never answered', () => {
    nothing(passive(), connection({ receivedBytes: 0 }));
  });

  test('a connection without the port that would tell what it is', () => {
    nothing(passive({ destinationPort: null }));
    nothing(active({ sourcePort: null, destinationPort: null }));
  });
});

const endedAt = (minutes: number) => ({ startMs: null, endMs: at(minutes) });

describe('time', () => {
  const joins = (minutes: number, known: Partial<Connection> = {}) =>
    only([connection(), passive({ startMs: at(minutes), endMs: at(minutes) + 1_000, ...known })])
      .joined.length === 1;

  test('five minutes after the session and a minute before it, not more', () => {
    expect([-1.01, -1, 0, 10, 15, 15.01].map((minutes) => joins(minutes))).toEqual([
      ...[false, true, true, true, true, false],
    ]);
  });

  test('five minutes more on either side where no log source saw both', () => {
    const elsewhere = { logSourceIds: [2] };
    expect([-5.01, -5, 20, 20.01].map((minutes) => joins(minutes, elsewhere))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(joins(-5, { logSourceIds: [2, 1] })).toBe(false);
    expect(joins(-5, { logSourceIds: [] })).toBe(true);
  });

  test('a session of which only the end is logged is taken to be an hour long', () => {
    const ended = connection({ startMs: null });
    const polled = (minutes: number) =>
      only([
        ended,
        ...[minutes, minutes].map((at, n) => passive({ ...endedAt(at), sourcePort: 40_001 + n })),
      ]).joined.length;
    expect([-52, -50, 0, 15, 16].map(polled)).toEqual([0, 2, 2, 2, 0]);
    expect(only([ended]).sessions[0]).toMatchObject({ assumed: 'start', startMs: at(-50) });
  });

  test('and reaches further over transfers that only data connections can be', () => {
    const ended = connection({ startMs: null, endMs: at(0) });
    const data = [-30, -150, -270].map((minutes, n) =>
      passive({ ...endedAt(minutes), destinationPort: 50_000 + n }),
    );
    const { joined, sessions } = only([ended, ...data]);
    expect(joined.map(({ connection }) => connection.endMs)).toEqual([at(-270), at(-150), at(-30)]);
    expect(sessions[0]?.startMs).toBe(at(-270));
  });

  test('but not over a service that is polled', () => {
    const ended = connection({ startMs: null, endMs: at(0) });
    const polled = Array.from({ length: 20 }, (_, n) =>
      passive({ startMs: null, endMs: at(-20 * n - 1), destinationPort: 8_080 }),
    );
    const { joined, doubted } = only([ended, ...polled]);
    expect([joined.length, doubted.length]).toEqual([0, 4]);
  });

  test('one of which only the start is logged reaches an hour ahead', () => {
    const opened = connection({ endMs: null });
    const count = (minutes: number) =>
      only([opened, passive({ startMs: at(minutes), endMs: null })]).joined.length;
    expect([-2, 0, 60, 65, 66].map(count)).toEqual([0, 1, 1, 1, 0]);
    expect(only([opened]).sessions[0]).toMatchObject({ assumed: 'end', endMs: at(60) });
  });

  test('of sessions logged at their ends, each data connection goes to the one that ends next', () => {
    const ends = [10, 20, 30].map((minutes) => connection({ startMs: null, endMs: at(minutes) }));
    const data = [9, 19, 29].map((minutes) => passive({ startMs: null, endMs: at(minutes) }));
    const { joined, sessions } = only([...data, ...ends].toReversed());
    expect(joined.map(({ session }) => sessions[session]?.endMs)).toEqual([at(10), at(20), at(30)]);
    expect(joined.map(({ sessionsOpen }) => sessionsOpen)).toEqual([1, 1, 1]);
  });

  test('an end before the start is swapped', () => {
    expect(joins(3, { startMs: at(4), endMs: at(3) })).toBe(true);
    const { sessions } = only([connection({ startMs: at(10), endMs: at(0) })]);
    expect(sessions[0]).toMatchObject({ startMs: at(0), endMs: at(10) });
  });

  test('a session open for 24 hours takes what lies within it', () => {
    const day = connection({ endMs: at(24 * 60) });
    expect(only([day, passive({ startMs: at(23 * 60), endMs: null })]).joined).toHaveLength(1);
  });
});

describe('several sessions', () => {
  test('the one that was opened last is taken, and the others are counted', () => {
    const sessions = [
      connection({ sourcePort: 41_000 }),
      connection({ sourcePort: 41_001, startMs: at(2), endMs: at(9) }),
      connection({ sourcePort: 41_002, startMs: at(5), endMs: at(6) }),
    ];
    const data = passive({ startMs: at(3) });
    const [joined] = only([data, ...sessions]).joined;
    expect(joined).toMatchObject({ session: 1, sessionsOpen: 2 });
  });

  test('two clients of one server are apart', () => {
    const other = '10.0.0.2';
    const pairs = [
      ...stitch([
        connection(),
        passive(),
        connection({ source: other }),
        active({ destination: other }),
      ]),
    ];
    expect(pairs.map((pair) => [pair.client, pair.joined.map(({ mode }) => mode)])).toEqual([
      [client, ['passive']],
      [other, ['active']],
    ]);
  });

  test('two hosts that serve each other share no data connection', () => {
    const back = connection({ source: server, destination: client });
    const data = [passive(), active(), passive({ source: server, destination: client })];
    const pairs = [...stitch([connection(), back, ...data])];
    expect(pairs.map(({ joined }) => joined.length)).toEqual([2, 1]);
  });
});

describe('doubt', () => {
  const outside = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      passive({ startMs: at(300 + n), endMs: at(301 + n), sourcePort: 41_000 + n }),
    );

  test('a port that is used without a session is a service of its own: shown, not added', () => {
    const other = passive({ destinationPort: 50_002, sourcePort: 40_005 });
    const pair = only([connection(), passive(), ...outside(3), other]);
    expect(pair.joined.map(({ connection }) => connection.destinationPort)).toEqual([50_002]);
    expect(pair.doubted).toMatchObject([
      { connection: { destinationPort: 50_000 }, doubt: 'other-service', session: 0 },
    ]);
  });

  test('a stray or two outside of the sessions make none: they are what is in doubt', () => {
    const pair = only([connection(), passive(), ...outside(2)]);
    expect(pair.joined.map(({ connection }) => connection.startMs)).toEqual([passive().startMs]);
    expect(pair.doubted).toMatchObject(
      [at(300), at(301)].map((startMs) => ({
        connection: { startMs },
        doubt: 'no-session',
        session: -1,
        sessionsOpen: 0,
      })),
    );
  });

  test('nor do more of them beside as many transfers', () => {
    const transfers = [1, 2, 3, 4].map((n) =>
      passive({ startMs: at(n), endMs: at(n) + 1, sourcePort: 42_000 + n }),
    );
    const pair = only([connection(), ...transfers, ...outside(3)]);
    expect([pair.joined.length, pair.doubted.length]).toEqual([4, 3]);
  });

  test('a connection that carried nothing is no sign of a service', () => {
    const refused = passive({ startMs: at(300), endMs: null, sentBytes: 0, receivedBytes: 0 });
    expect(only([connection(), passive(), refused]).joined).toHaveLength(1);
  });

  test('port 20 is never in doubt, its session may just not be logged', () => {
    const later = active({ startMs: at(300), endMs: at(301) });
    const pair = only([connection(), active(), later]);
    expect([pair.joined.length, pair.doubted.length]).toEqual([1, 0]);
  });
});

describe('announced ports', () => {
  const announcement: Announcement = {
    domainId: 0,
    client,
    server,
    listener: 'server',
    port: 50_000,
    controlPort: 40_000,
    atMs: at(3),
  };

  test('join exactly, whatever else uses the port', () => {
    const later = passive({ startMs: at(300), endMs: at(301) });
    const pair = only([connection(), passive(), later], [announcement]);
    expect(pair.joined).toMatchObject([
      { mode: 'passive', confidence: 'announced', session: 0, sessionsOpen: 1 },
    ]);
    expect(pair.doubted).toEqual([]);
  });

  test('join without a control session', () => {
    const pair = only([passive()], [announcement]);
    expect(pair.joined).toMatchObject([{ confidence: 'announced', session: -1 }]);
  });

  test('name the session they were read in', () => {
    const other = connection({ sourcePort: 41_000, startMs: at(2) });
    expect(only([connection(), other, passive()], [announcement]).joined).toMatchObject([
      { session: 0 },
    ]);
  });

  test('may be the client’s', () => {
    const data = active({ sourcePort: 61_918, destinationPort: 50_000 });
    const said = [{ ...announcement, listener: 'client' as const }];
    expect(only([connection(), data], said).joined).toMatchObject([
      { mode: 'active', confidence: 'announced', sentBytes: 5_000 },
    ]);
  });

  test('are taken once each, within five minutes', () => {
    const data = [3, 4, 9].map((minutes) =>
      passive({ sourcePort: 42_000 + minutes, startMs: at(minutes), endMs: null }),
    );
    const said = [
      announcement,
      { ...announcement, atMs: at(4) },
      { ...announcement, atMs: at(3.5) },
    ];
    expect(only([connection(), ...data], said).joined.map(({ confidence }) => confidence)).toEqual([
      'announced',
      'announced',
      'time',
    ]);
  });
});

describe('what else runs in a session whose ports were announced', () => {
  const said = (port: number, minutes: number, controlPort = 40_000): Announcement => {
    return {
      domainId: 0,
      client,
      server,
      listener: 'server',
      port,
      controlPort,
      atMs: at(minutes),
    };
  };
  const other = passive({
    sourcePort: 45_000,
    destinationPort: 9_000,
    startMs: at(5),
    endMs: at(6),
  });
  const outcome = (connections: readonly Connection[], announcements: readonly Announcement[]) => {
    const { joined, doubted } = only(connections, announcements);
    return [joined, doubted].map((data) =>
      data.map(({ connection: { destinationPort } }) => destinationPort),
    );
  };

  test('is doubted, because everything announced is accounted for', () => {
    expect(outcome([connection(), passive(), other], [said(50_000, 3)])).toEqual([
      [50_000],
      [9_000],
    ]);
    const { doubted } = only([connection(), passive(), other], [said(50_000, 3)]);
    expect(doubted).toMatchObject([{ doubt: 'others-announced' }]);
  });

  test('is not, where an announced port was never seen: NAT may have changed it', () => {
    expect(outcome([connection(), passive(), other], [said(50_000, 3), said(50_001, 4)])).toEqual([
      [50_000, 9_000],
      [],
    ]);
  });

  test('is not, where it comes from a port that only data has', () => {
    const data = active({ startMs: at(5), endMs: at(6) });
    expect(outcome([connection(), passive(), data], [said(50_000, 3)])).toEqual([
      [50_000, 51_000],
      [],
    ]);
  });

  test('is not, where it may belong to a session that no sensor read', () => {
    const unread = connection({ sourcePort: 41_000, startMs: at(1), endMs: at(11) });
    expect(outcome([connection(), unread, passive(), other], [said(50_000, 3)])).toEqual([
      [50_000, 9_000],
      [],
    ]);
    const read = [said(50_000, 3), said(50_003, 6, 41_000)];
    const data = passive({ destinationPort: 50_003, startMs: at(6), endMs: at(7) });
    expect(outcome([connection(), unread, passive(), other, data], read)).toEqual([
      [50_000, 50_003],
      [9_000],
    ]);
  });

  test('of which only the end is logged, an announcement of the last hour is answered', () => {
    const ended = (minutes: number) => passive({ startMs: null, endMs: at(minutes) });
    const confidence = (minutes: number) =>
      only([connection({ endMs: at(120) }), ended(minutes)], [said(50_000, 3)]).joined[0]
        ?.confidence;
    expect([8, 9, 63, 64].map(confidence)).toEqual(['announced', 'announced', 'announced', 'time']);
  });
});

test('an IPv4-mapped address is the host that it stands for', () => {
  const pair = only([
    connection({ source: '::ffff:10.0.0.1' }),
    passive({ destination: '::FFFF:5db8:d822' }),
  ]);
  expect(pair).toMatchObject({ client, server });
  expect(pair.joined).toHaveLength(1);
});

test('what has no address, no time or no ports is passed over', () => {
  const { sessions, joined } = only([
    connection(),
    connection({ source: 'nowhere' }),
    passive({ destination: '' }),
    passive({ startMs: null, endMs: null }),
    passive({ protocolId: 1 }),
  ]);
  expect([sessions.length, joined.length]).toEqual([1, 0]);
});
