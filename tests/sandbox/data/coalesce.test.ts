import fc from 'fast-check';
import { coalesce } from '../../../sandbox/data/coalesce.ts';
import type { EventRow } from '../../../sandbox/sql/store.ts';

function anEvent(over: Partial<EventRow> = {}): EventRow {
  return {
    startMs: 0,
    source: '10.0.0.1',
    sourcePort: 50_000,
    destination: '28.1.1.1',
    destinationPort: 21,
    protocolId: 6,
    username: null,
    logSourceId: 103,
    category: 4002,
    qid: 1,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: null,
    ...over,
  };
}

describe('coalescing', () => {
  it('stores three records singly and one for the rest of ten seconds', () => {
    const records = Array.from({ length: 12 }, (_, index) =>
      anEvent({ startMs: index * 700, payload: `no ${index}` }),
    );
    const stored = coalesce(records);
    expect(stored.map((record) => record.eventCount)).toEqual([1, 1, 1, 9]);
    expect(stored.map((record) => record.payload)).toEqual(['no 0', 'no 1', 'no 2', 'no 3']);
    expect(stored[3]).toMatchObject({ startMs: 2100, endMs: 7700 });
  });

  it('begins anew ten seconds after the first record', () => {
    const records = [0, 1, 2, 3, 9_999, 10_000].map((startMs) => anEvent({ startMs }));
    expect(coalesce(records).map((record) => record.eventCount)).toEqual([1, 1, 1, 2, 1]);
  });

  it.each([
    ['QID', { qid: 2 }],
    ['source', { source: '10.0.0.2' }],
    ['destination', { destination: '28.1.1.2' }],
    ['destination port', { destinationPort: 22 }],
    ['user', { username: 'x' }],
  ])('keeps records of another %s apart', (_, other) => {
    const records = [0, 1, 2].flatMap((startMs) => [
      anEvent({ startMs }),
      anEvent({ startMs, ...other }),
    ]);
    expect(coalesce(records).every((record) => record.eventCount === 1)).toBe(true);
  });

  it('folds records that differ in what is not compared', () => {
    const records = [0, 1, 2, 3, 4].map((index) =>
      anEvent({ startMs: index, sourcePort: index, logSourceId: index }),
    );
    expect(coalesce(records)).toHaveLength(4);
  });

  it('loses no event, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40_000)), (times) => {
        const stored = coalesce(times.map((startMs) => anEvent({ startMs })));
        const events = stored.reduce((sum, record) => sum + record.eventCount, 0);
        expect(events).toBe(times.length);
        const sorted = stored.map((record) => record.startMs);
        expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
      }),
    );
  });
});
