import {
  announcedConnections,
  type Announcement,
} from '../../../../app/detection/stitching/announcement.ts';
import type { Connection } from '../../../../app/detection/connections/connection.ts';
import { controlSessions } from '../../../../app/detection/stitching/control.ts';
import { stitch } from '../../../../app/detection/stitching/match.ts';
import { cursorOver } from '../../../../app/detection/stitching/windows.ts';
import { active, at, client, connection, minuteMs, only, passive, server } from './builders.ts';

// How much work something is, is told by how often it looks at its input, which no other load changes.

/** The same things, and how often anything has been read of them. */
function watched<T extends object>(things: readonly T[]) {
  let reads = 0;
  const proxies = things.map(
    (thing) =>
      new Proxy(thing, {
        get: (target, name, receiver): unknown => {
          reads += 1;
          return Reflect.get(target, name, receiver);
        },
      }),
  );
  return { things: proxies, reads: () => reads };
}

const dayMs = 24 * 60 * minuteMs;
const many = 10_000;

/** That many short data connections over a day, on a thousand ports. */
function dataOfADay(count: number): Connection[] {
  return Array.from({ length: count }, (_, n) =>
    passive({
      startMs: at(0) + Math.floor((n * dayMs) / count),
      endMs: null,
      destinationPort: 50_000 + (n % 1_000),
      sentBytes: 1_000,
    }),
  );
}

describe('a server with ten thousand data connections', () => {
  test('and one session of 24 hours: all join it, every byte once', () => {
    const { joined, doubted } = only([connection({ endMs: at(0) + dayMs }), ...dataOfADay(many)]);
    expect(joined).toHaveLength(many);
    expect(doubted).toEqual([]);
    expect(joined.reduce((sum, { sentBytes }) => sum + (sentBytes ?? 0), 0)).toBe(many * 1_000);
  });

  test('and as many sessions: each joins the one that was open', () => {
    const minutesApart = dayMs / many;
    const sessions = Array.from({ length: many }, (_, n) => {
      const startMs = at(0) + Math.floor(n * minutesApart);
      return connection({ startMs, endMs: startMs + 1_000, sourcePort: 30_000 + (n % 20_000) });
    });
    const { joined } = only([...sessions, ...dataOfADay(many)]);
    expect(joined).toHaveLength(many);
    expect(joined.every(({ session }, n) => session === n)).toBe(true);
  });

  test('after as many sessions that are over, within one that is not: all join that one', () => {
    const over = Array.from({ length: many }, (_, n) =>
      connection({ startMs: at(1) + n, endMs: at(1) + n + 1 }),
    );
    const data = dataOfADay(many).map((one) => ({
      ...one,
      startMs: (one.startMs ?? 0) + 20 * minuteMs,
    }));
    const { joined } = only([connection({ endMs: at(0) + 2 * dayMs }), ...over, ...data]);
    expect(joined).toHaveLength(many);
    expect(joined.every(({ session }) => session === 0)).toBe(true);
  });

  test('from ten thousand clients at once: none is given to another', () => {
    const clients = Array.from(
      { length: many },
      (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
    );
    const all = clients.flatMap((source, n) => [
      connection({ source }),
      passive({ source, sentBytes: n }),
    ]);
    const sent = new Map([...stitch(all)].map((pair) => [pair.client, pair.joined[0]?.sentBytes]));
    expect(sent.size).toBe(many);
    expect(clients.every((address, n) => sent.get(address) === n)).toBe(true);
  });

  test('in both modes, sessions open for a day on both sides: each joins once', () => {
    const all = [
      connection({ endMs: at(0) + dayMs }),
      connection({ source: server, destination: client, endMs: at(0) + dayMs }),
      ...dataOfADay(many),
      ...dataOfADay(many).map((data) => active({ startMs: data.startMs, endMs: null })),
    ];
    const joined = [...stitch(all)].flatMap((pair) => pair.joined);
    expect(joined).toHaveLength(2 * many);
  });
});

describe('work grows with the number of records, not with its square', () => {
  /** Reads for each thing, at two sizes a factor of ten apart. */
  const readsPerThing = (work: (count: number) => number) =>
    [many / 10, many].map((count) => work(count) / count);
  const notGrowing = ([small = 0, large = 0]: readonly number[]) => {
    // Sorting adds a logarithm: log2(10,000) / log2(1,000) is 1.33.
    expect(large).toBeLessThan(small * 1.5);
    expect(large).toBeGreaterThan(0);
  };

  test('when sessions all overlap', () => {
    notGrowing(
      readsPerThing((count) => {
        const windows = watched(
          Array.from({ length: count }, (_, n) => ({ fromMs: n, toMs: 2 * count + n })),
        );
        const held = cursorOver(windows.things);
        for (let timeMs = 0; timeMs < 3 * count; timeMs += 1) held(timeMs);
        return windows.reads();
      }),
    );
  });

  test('when short sessions lie within a long one', () => {
    notGrowing(
      readsPerThing((count) => {
        const windows = watched([
          { fromMs: 0, toMs: 10 * count },
          ...Array.from({ length: count }, (_, n) => ({ fromMs: n + 1, toMs: n + 2 })),
        ]);
        const held = cursorOver(windows.things);
        for (let timeMs = 0; timeMs < 10 * count; timeMs += 1) held(timeMs);
        return windows.reads();
      }),
    );
  });

  test.each(['startMs', 'endMs'] as const)('when only %s of sessions is logged', (known) => {
    notGrowing(
      readsPerThing((count) => {
        const sessions = watched(
          Array.from({ length: count }, (_, n) =>
            connection({ startMs: null, endMs: null, [known]: at(0) + n * 60_000 }),
          ),
        );
        expect(controlSessions(sessions.things, 'ftp')).toHaveLength(count);
        return sessions.reads();
      }),
    );
  });

  test('when one port is announced over and over', () => {
    notGrowing(
      readsPerThing((count) => {
        const announcements = watched(
          Array.from({ length: count }, (_, n): Announcement => {
            return {
              domainId: 0,
              client,
              server,
              listener: 'server',
              port: 50_000,
              atMs: at(0) + n * 10,
              controlPort: null,
            };
          }),
        );
        const connections = watched(
          Array.from({ length: count }, (_, n) =>
            passive({ startMs: at(0) + n * 10, endMs: null }),
          ),
        );
        const taken = announcedConnections(connections.things, announcements.things);
        expect(taken.size).toBe(count);
        return announcements.reads() + connections.reads();
      }),
    );
  });
});

describe('records that are not as they should be', () => {
  test('ends before starts, in ten thousand: all join as if they were the right way round', () => {
    const data = dataOfADay(many).map((one) => {
      return { ...one, endMs: (one.startMs ?? 0) - 500 };
    });
    const { joined } = only([connection({ startMs: at(0) + dayMs, endMs: at(0) - 1 }), ...data]);
    expect(joined).toHaveLength(many);
  });

  test('no ports at all: nothing is joined, nothing breaks', () => {
    const blank = dataOfADay(many).map((one) => {
      return { ...one, sourcePort: null, destinationPort: null };
    });
    expect(only([connection({ endMs: at(0) + dayMs }), ...blank])).toMatchObject({
      joined: [],
      doubted: [],
    });
  });

  test('IPv4 in IPv6 on one side: the same host', () => {
    const mapped = dataOfADay(many).map((one) => ({ ...one, source: `::ffff:${client}` }));
    const { joined } = only([connection({ endMs: at(0) + dayMs }), ...mapped]);
    expect(joined).toHaveLength(many);
  });

  test('a service that is used all day beside a session of an hour is doubted, not counted', () => {
    const service = dataOfADay(many).map((one) => ({ ...one, destinationPort: 8_443 }));
    const { joined, doubted } = only([
      connection({ startMs: at(120), endMs: at(180) }),
      ...service,
    ]);
    expect(joined).toEqual([]);
    // An hour, a minute before and five after, of a day.
    expect(doubted.length / many).toBeCloseTo(66 / 1_440, 2);
  });
});
