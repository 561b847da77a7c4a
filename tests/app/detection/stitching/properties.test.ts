import fc from 'fast-check';
import type { Connection } from '../../../../app/detection/connections/connection.ts';
import { windowOf } from '../../../../app/detection/stitching/control.ts';
import { stitch, type PairChannel } from '../../../../app/detection/stitching/match.ts';
import { at, client, server } from './builders.ts';

const time = fc.option(fc.integer({ min: 0, max: 400 }).map(at), { freq: 3 });
const byteCount = fc.option(fc.nat({ max: 100_000 }));

/** Connections of few hosts and ports, so that everything meets everything. */
const connectionsArbitrary: fc.Arbitrary<Connection[]> = fc
  .array(
    fc.record({
      domainId: fc.nat({ max: 1 }),
      source: fc.constantFrom(client, server, '10.0.0.2', '::ffff:10.0.0.1'),
      sourcePort: fc.constantFrom(null, 20, 989, 443, 40_000, 40_001),
      destination: fc.constantFrom(server, client, '10.0.0.2'),
      destinationPort: fc.constantFrom(null, 21, 21, 21, 990, 69, 989, 443, 50_000, 50_001, 40_000),
      protocolId: fc.constantFrom(6, 6, 17),
      startMs: time,
      endMs: time,
      sentBytes: byteCount,
      receivedBytes: byteCount,
      totalBytes: byteCount,
      connections: fc.integer({ min: 1, max: 3 }),
      logSourceIds: fc.subarray([1, 2]),
    }),
    { maxLength: 50 },
  )
  .map((connections) => connections.map((one, id) => ({ ...one, id })));

const told = (pairs: Iterable<PairChannel>) =>
  JSON.stringify([...pairs], (key, value: unknown) => (key === 'id' ? undefined : value));

describe('whatever the connections', () => {
  test('their order makes no difference', () => {
    fc.assert(
      fc.property(
        connectionsArbitrary.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(told(stitch(shuffled))).toBe(told(stitch(all)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('none is joined or doubted twice, or is a session as well', () => {
    fc.assert(
      fc.property(connectionsArbitrary, (all) => {
        const used = [...stitch(all)].flatMap(({ sessions, joined, doubted }) =>
          [...sessions, ...joined, ...doubted].map((one) => one.connection.id),
        );
        expect(new Set(used).size).toBe(used.length);
      }),
      { numRuns: 500 },
    );
  });

  test('none is joined outside of its session’s window, or to another pair', () => {
    fc.assert(
      fc.property(connectionsArbitrary, (all) => {
        for (const { client, server, sessions, joined } of stitch(all))
          for (const { connection: one, session } of joined) {
            const found = sessions[session];
            if (!found) throw new Error('joined without a session');
            const { fromMs, toMs } = windowOf(found, 'skew');
            const timeMs = one.startMs ?? one.endMs ?? NaN;
            expect(timeMs).toBeGreaterThanOrEqual(fromMs);
            expect(timeMs).toBeLessThanOrEqual(toMs);
            expect([one.source, one.destination].sort()).toEqual([client, server].sort());
            expect(one.domainId).toBe(found.connection.domainId);
          }
      }),
      { numRuns: 500 },
    );
  });
});
