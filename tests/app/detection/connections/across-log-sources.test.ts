import fc from 'fast-check';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import {
  counterNames,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { recordArbitrary } from '../arbitrary-rows.ts';
import { at } from '../stitching/builders.ts';
import {
  flow,
  inTwoOrders,
  opening,
  otherRouter,
  progress,
  record,
  router,
  sentOf,
  sumOf,
  told,
} from './builders.ts';

/** Both ends of a session as a log source wrote them. */
const session = (from: number, to: number, known: Partial<ConnectionRecord> = {}) => [
  opening({ ...known, timeMs: at(from), sentBytes: null }),
  record({ ...known, timeMs: at(to) }),
];
const second = { logSourceId: 2 };

describe('the same ports from two log sources', () => {
  test('at once are one connection, each counter from who counted most', () => {
    const other = { ...second, sentBytes: 160, receivedBytes: 90 };
    expect(assemble([...session(0, 5), ...session(0, 5, other)])).toMatchObject([
      {
        startMs: at(0),
        endMs: at(5),
        sentBytes: 160,
        receivedBytes: 200,
        logSourceIds: [1, 2],
        countedBy: { sentBytes: [2], receivedBytes: [1] },
      },
    ]);
  });

  test('ten minutes late are one connection, whose times are those of the first', () => {
    expect(assemble([...session(0, 5), ...session(15, 20, second)])).toMatchObject([
      { startMs: at(0), endMs: at(5), firstSeenMs: at(0) },
    ]);
  });

  test('late, a begin is not taken from who was late: it lies after the end', () => {
    expect(assemble([record(), ...session(10, 12, second)])).toMatchObject([
      { startMs: null, endMs: at(0), logSourceIds: [1, 2] },
    ]);
  });

  test('more than an hour late are two', () => {
    expect(assemble([record(), record({ ...second, timeMs: at(60) })])).toHaveLength(1);
    expect(assemble([record(), record({ ...second, timeMs: at(60) + 1 })])).toHaveLength(2);
  });

  test('used twice, are two connections, seen by both at once or by one of them late', () => {
    const twice = [record(), record({ timeMs: at(30) })];
    for (const lateBy of [0, 10, 50])
      expect(
        assemble([
          ...twice,
          ...twice.map((one) => ({ ...one, ...second, timeMs: one.timeMs + lateBy * 60_000 })),
        ]),
      ).toHaveLength(2);
  });

  test('of which one log source missed the first are not joined to the wrong one', () => {
    const known = { ...second, timeMs: at(30) };
    expect(assemble([record(), record({ timeMs: at(30) }), record(known)])).toMatchObject([
      { endMs: at(0), logSourceIds: [1] },
      { endMs: at(30), logSourceIds: [1, 2] },
    ]);
  });
});

describe('lines that come again and again for hours', () => {
  const lines = Array.from({ length: 30 }, (_, n) =>
    record({ phase: 'opening', timeMs: at(5 * n), sentBytes: 10 * (n + 1) }),
  );

  test('are the connection of which another log source saw the begin, the end or a part', () => {
    const closed = (minute: number) => record({ ...second, timeMs: at(minute), sentBytes: 400 });
    const others = [
      [opening({ ...second, timeMs: at(0) })],
      [closed(150)],
      [closed(75)],
      [opening({ ...second, timeMs: at(0) }), closed(150)],
      [flow(0, 150, { sentBytes: 400 })],
      [flow(60, 61, { sentBytes: 400 })],
    ];
    for (const other of others) expect(assemble([...lines, ...other])).toHaveLength(1);
  });

  test('are not one that began more than an hour after or ended as long before', () => {
    expect(assemble([...lines, record({ ...second, timeMs: at(145 + 61) })])).toHaveLength(2);
    expect(assemble([...lines, record({ ...second, timeMs: at(-61) })])).toHaveLength(2);
  });
});

describe('two paths', () => {
  test('that each carry a part of the connections are added: their ports differ', () => {
    const paths = [1, 2, 3, 4].map((n) =>
      record({ logSourceId: 1 + (n % 2), sourcePort: 40_000 + n }),
    );
    expect(assemble(paths)).toHaveLength(4);
  });

  test('in two domains are apart, whatever their ports', () => {
    const domains = [record({ sentBytes: 1 }), record({ ...second, domainId: 1, sentBytes: 2 })];
    expect(assemble(domains).map(({ domainId, sentBytes }) => [domainId, sentBytes])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe('a flow and a log', () => {
  test('at the same time are one connection, and its begin is the flow’s', () => {
    expect(assemble([flow(-3, 0), record({ sentBytes: 90 })])).toMatchObject([
      { startMs: at(-3), endMs: at(0), sentBytes: 100, countedBy: { sentBytes: [router] } },
    ]);
  });

  test('that is written late are one connection', () => {
    expect(assemble([flow(0, 1), record({ timeMs: at(40) })])).toMatchObject([
      { startMs: at(0), endMs: at(1), logSourceIds: [router, 1] },
    ]);
  });

  test('are two where the flow begins later than the log: a flow is not late', () => {
    expect(assemble([record(), flow(5, 6)])).toHaveLength(1);
    expect(assemble([record(), flow(6, 7)])).toHaveLength(2);
  });

  test('are one where a later log fits, though an earlier one does not', () => {
    expect(assemble([record(), flow(30, 31), record({ timeMs: at(45) })])).toMatchObject([
      { logSourceIds: [router, 1], startMs: at(30) },
      { logSourceIds: [1], endMs: at(0) },
    ]);
  });

  test('are one where the session idles between flows', () => {
    const flows = [flow(0, 10), flow(50, 60), flow(95, 100)];
    expect(assemble([...session(0, 100), ...flows])).toMatchObject([
      { startMs: at(0), endMs: at(100), sentBytes: 300, logSourceIds: [router, 1] },
    ]);
  });

  test('are two each where the log tells of ports that were used again, and no byte is counted twice', () => {
    const flows = [flow(0, 10), flow(50, 60)];
    expect(sentOf(assemble([...session(0, 10), ...session(50, 60), ...flows]))).toEqual([100, 100]);
  });

  test('of two routers are one, with pieces cut at other times', () => {
    const other = { logSourceId: otherRouter, sentBytes: 150 };
    const flows = [flow(0, 1), flow(1, 2), flow(2, 3), flow(0, 1.5, other), flow(1.5, 3, other)];
    expect(assemble(flows)).toMatchObject([
      { sentBytes: 300, logSourceIds: [router, otherRouter].sort((a, b) => a - b) },
    ]);
  });
});

describe('a log source that does not tell the source port', () => {
  const untold = { ...second, sourcePort: null };

  test('adds nothing to as many connections of others at that time', () => {
    const known = [0, 1, 2].map((n) => record({ sourcePort: 40_000 + n, timeMs: at(n) }));
    const other = known.map(({ timeMs }) => record({ ...untold, timeMs }));
    expect(assemble([...known, ...other])).toHaveLength(3);
  });

  test('adds what it saw beyond them', () => {
    expect(assemble([record(), record(untold), record(untold)])).toHaveLength(2);
  });

  test('adds nothing late: many connections of that hour could be meant', () => {
    expect(assemble([record(), record({ ...untold, timeMs: at(6) })])).toHaveLength(2);
  });

  test('is understood where what began first ends as late as the others', () => {
    const own = [
      progress({ ...untold, timeMs: at(0) }),
      opening({ ...untold, timeMs: at(5) }),
      record({ ...untold, timeMs: at(20) }),
      record({ ...untold, timeMs: at(21) }),
    ];
    const others = [
      opening({ sourcePort: 40_001, timeMs: at(5) }),
      record({ sourcePort: 40_002, timeMs: at(20) }),
    ];
    expect(assemble([...own, ...others])).toHaveLength(2);
  });
});

/** As events and flows bring them, in one domain or two. */
const recordsArbitrary = fc.array(
  fc
    .tuple(recordArbitrary, fc.constantFrom(null, router, otherRouter), fc.nat({ max: 90 }))
    .map(([one, from, minutes]): ConnectionRecord => {
      if (from === null) return one;
      const startMs = one.timeMs - minutes * 60_000;
      return { ...one, phase: 'closed', logSourceId: from, startMs, totalBytes: null };
    }),
  { maxLength: 40 },
);

describe('whatever the records', () => {
  const holds = (property: (all: ConnectionRecord[], shuffled: ConnectionRecord[]) => void) =>
    fc.assert(
      fc.property(inTwoOrders(recordsArbitrary), ([all, shuffled]) => property(all, shuffled)),
      { numRuns: 500 },
    );

  test('their order makes no difference', () => {
    holds((all, shuffled) => expect(told(assemble(shuffled))).toEqual(told(assemble(all))));
  });

  test('there are no more connections than records, and no more bytes than their counters', () => {
    holds((all) => {
      const connections = assemble(all);
      expect(connections.length).toBeLessThanOrEqual(all.length);
      for (const name of counterNames)
        expect(sumOf(connections, name)).toBeLessThanOrEqual(sumOf(all, name));
    });
  });

  test('each connection is of hosts, ports and reporters that there are, and none lasts a negative time', () => {
    holds((all) => {
      const ends = new Set(
        all.flatMap(({ domainId, source, destination, destinationPort, protocolId, logSourceId }) =>
          [domainId, source, destination, destinationPort, protocolId, logSourceId].join(' '),
        ),
      );
      for (const one of assemble(all)) {
        const { domainId, source, destination, destinationPort, protocolId } = one;
        for (const id of one.logSourceIds)
          expect(ends).toContain(
            [domainId, source, destination, destinationPort, protocolId, id].join(' '),
          );
        for (const name of counterNames) {
          expect(one.countedBy[name].length > 0).toBe(one[name] !== null);
          expect(one.logSourceIds).toEqual(expect.arrayContaining([...one.countedBy[name]]));
        }
        expect(one.startMs ?? -Infinity).toBeLessThanOrEqual(one.endMs ?? Infinity);
      }
    });
  });

  test('one more log source that saw the same at the same time adds no connection and no byte', () => {
    fc.assert(
      fc.property(fc.array(recordArbitrary, { maxLength: 30 }), (all) => {
        const own = all.map((one) => ({ ...one, domainId: 0, logSourceId: 1 }));
        const once = assemble(own);
        const twice = assemble([...own, ...own.map((one) => ({ ...one, logSourceId: 2 }))]);
        expect(twice).toHaveLength(once.length);
        expect(sentOf(twice).toSorted()).toEqual(sentOf(once).toSorted());
      }),
      { numRuns: 500 },
    );
  });
});
