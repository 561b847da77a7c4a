import fc from 'fast-check';
import type { Connection } from '../../../../app/detection/connections/connection.ts';
import { controlSessions } from '../../../../app/detection/stitching/control.ts';
import { lookBack } from '../../../../app/detection/stitching/look-back.ts';
import { at, client, connection, passive, server } from './builders.ts';

const ends = { client, server };
/** A session of which only the end was logged. */
const ended = (minute: number, known: Partial<Connection> = {}) =>
  connection({ startMs: null, endMs: at(minute), ...known });
const spansOf = (connections: readonly Connection[]) =>
  controlSessions(connections, 'ftp').map(({ startMs, endMs, assumed }) => ({
    startMs,
    endMs,
    assumed,
  }));

describe('a session of which one end was logged', () => {
  test('is an hour long, or as long as the one before has been over', () => {
    expect(spansOf([ended(120)])).toEqual([{ startMs: at(60), endMs: at(120), assumed: 'start' }]);
    expect(spansOf([ended(100), ended(120)])).toMatchObject([{}, { startMs: at(100) }]);
  });

  test('began no later than its first record, however long before that was', () => {
    expect(spansOf([ended(300, { firstSeenMs: at(10) })])).toEqual([
      { startMs: at(10), endMs: at(300), assumed: 'start' },
    ]);
    expect(spansOf([ended(300, { firstSeenMs: at(290) })])).toMatchObject([{ startMs: at(240) }]);
  });

  test('also where the session before ended after that', () => {
    expect(spansOf([ended(100), ended(120, { firstSeenMs: at(95) })])).toMatchObject([
      {},
      { startMs: at(95) },
    ]);
  });

  test('ends an hour later, or where the next one begins', () => {
    const opened = (minute: number) => connection({ startMs: at(minute), endMs: null });
    expect(spansOf([opened(0)])).toEqual([{ startMs: at(0), endMs: at(60), assumed: 'end' }]);
    expect(spansOf([opened(0), opened(20)])).toMatchObject([{ endMs: at(20) }, { endMs: at(80) }]);
  });
});

describe('looking back', () => {
  const transfer = (minute: number, known: Partial<Connection> = {}) =>
    passive({
      startMs: at(minute),
      endMs: at(minute),
      destinationPort: 50_000 + minute,
      ...known,
    });
  const startOf = (sessions: readonly Connection[], others: readonly Connection[]) =>
    lookBack(controlSessions(sessions, 'ftp'), others, ends).map(({ startMs }) => startMs);

  test('moves the begin to the first transfer before the end', () => {
    expect(startOf([ended(600)], [transfer(5), transfer(300)])).toEqual([at(5)]);
    expect(startOf([ended(600)], [transfer(590)])).toEqual([at(540)]);
  });

  test('as far as the session that ended before, and not to what comes after the end', () => {
    expect(startOf([ended(100), ended(600)], [transfer(5), transfer(99), transfer(300)])).toEqual([
      at(5),
      at(300),
    ]);
    expect(startOf([ended(600)], [transfer(601)])).toEqual([at(540)]);
  });

  test('does not take a service that is polled for transfers, nor UDP, nor other hosts', () => {
    const polled = { destinationPort: 50_000 };
    expect(startOf([ended(600)], [transfer(5, polled), transfer(6, polled)])).toEqual([at(540)]);
    expect(startOf([ended(600)], [transfer(5, { protocolId: 17 })])).toEqual([at(540)]);
    expect(startOf([ended(600)], [transfer(5, { source: '10.9.9.9' })])).toEqual([at(540)]);
  });

  test('leaves sessions whose begin was logged as they are', () => {
    expect(startOf([connection()], [transfer(-50)])).toEqual([at(0)]);
  });

  test('never makes a session shorter, later or other than it was', () => {
    const minute = fc.nat({ max: 600 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(minute), fc.option(minute)), { maxLength: 10 }),
        fc.array(fc.tuple(minute, fc.constantFrom(50_000, 50_001, 50_002, 989)), {
          maxLength: 20,
        }),
        (spans, transfers) => {
          const sessions = controlSessions(
            spans.flatMap(([from, to], id) =>
              from === null && to === null
                ? []
                : [
                    connection({
                      id,
                      startMs: from === null ? null : at(Math.min(from, to ?? from)),
                      endMs: to === null ? null : at(Math.max(from ?? to, to)),
                    }),
                  ],
            ),
            'ftp',
          );
          const others = transfers
            .toSorted(([a], [b]) => a - b)
            .map(([from, destinationPort]) => transfer(from, { destinationPort }));
          const reached = lookBack(sessions, others, ends);
          expect(reached).toHaveLength(sessions.length);
          const before = new Map(sessions.map((session) => [session.connection.id, session]));
          for (const { connection: of, startMs, endMs, assumed } of reached) {
            const was = before.get(of.id);
            expect(startMs).toBeLessThanOrEqual(was?.startMs ?? NaN);
            expect(endMs).toBe(was?.endMs);
            if (assumed !== 'start') expect(startMs).toBe(was?.startMs);
            expect(startMs).toBeLessThanOrEqual(endMs);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
