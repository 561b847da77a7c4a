import { properties } from '../../../sandbox/data/second-day/console.ts';
import {
  loadSecondDay,
  secondDayEndMs,
  secondDaySeed,
  tellSecondDay,
} from '../../../sandbox/data/second-day/day.ts';
import type { PairTruth, Seeable } from '../../../sandbox/data/truth.ts';
import type { EventRow, FlowRow } from '../../../sandbox/sql/row-columns.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';

const told = tellSecondDay(secondDayEndMs, secondDaySeed);
const truth = told.truthBy('events and flows');
const inDay = ({ startMs }: { readonly startMs: number }): boolean =>
  startMs >= told.day.startMs && startMs < told.day.stopMs;

/** Between the ends of a pair, whichever opened it; pairs and what stands beside them do not share ends here. */
function between<Row extends EventRow | FlowRow>(rows: readonly Row[], pair: PairTruth): Row[] {
  const ends = [pair.source, pair.destination].sort().join();
  return rows.filter((row) => {
    const [source, destination] = [row.source, row.destination].map((one) =>
      one.replace('::ffff:', ''),
    );
    return inDay(row) && [source, destination].sort().join() === ends;
  });
}

function pairOf(story: string): PairTruth {
  const [only, ...others] = truth.pairs.filter((one) => one.story === story);
  if (!only || others.length > 0) throw new Error(`${story} is not one pair.`);
  return only;
}

function seeableOf(pair: PairTruth): Seeable {
  if (!pair.seeable) throw new Error(`${pair.story} does not say what can be told of it.`);
  return pair.seeable;
}

/** Uploaded by the records' own counters, added up without a thought. */
function added(pair: PairTruth, rows: readonly EventRow[]): number {
  const counter = ({ properties: values = {} }: EventRow, way: 'Sent' | 'Received'): number =>
    Number(values[`Bytes ${way}`] ?? values[`Bytes${way}`] ?? 0);
  return rows.reduce((sum, row) => {
    const isOut = row.source.replace('::ffff:', '') === pair.source;
    return sum + counter(row, isOut ? 'Sent' : 'Received');
  }, 0);
}

function flown(pair: PairTruth, rows: readonly FlowRow[]): number {
  return rows.reduce(
    (sum, row) => sum + (row.source === pair.source ? row.sourceBytes : row.destinationBytes),
    0,
  );
}

const at = (place: string): PairTruth[] =>
  truth.pairs.filter(({ story }) => story.startsWith(`${place}/`));

describe('the second day', () => {
  it('is the same each time, and another with another seed', () => {
    const again = tellSecondDay(secondDayEndMs, secondDaySeed);
    expect(again.events).toEqual(told.events);
    expect(again.flows).toEqual(told.flows);
    expect(again.truthBy('events and flows')).toEqual(truth);
    expect(tellSecondDay(secondDayEndMs, 1).events).not.toEqual(told.events);
  });

  it('loads, as large as docs/bench.md says', async () => {
    const store = await ConsoleStore.open({ threads: 1 });
    try {
      await loadSecondDay(store, { endMs: secondDayEndMs, seed: secondDaySeed });
      const rows = await store.rows(
        'SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM flows) AS flows',
      );
      expect(rows).toEqual([{ events: 9809, flows: 6876 }]);
      expect(truth.pairs).toHaveLength(344);
      expect(store.properties).toEqual(properties);
    } finally {
      store.close();
    }
  });

  it('gives pairs and what stands beside them ends of their own, but where a story says so', () => {
    const ends = truth.pairs.map((one) => `${one.source} ${one.destination} ${one.port}`);
    expect(new Set(ends).size).toBe(ends.length);
    const beside = new Set(truth.bystanders.map((one) => `${one.source} ${one.destination}`));
    const shared = truth.pairs.filter((one) => beside.has(`${one.source} ${one.destination}`));
    expect(shared.map(({ story }) => story)).toEqual([
      'web-beside',
      'port-reused/progress',
      'port-reused/one-router',
    ]);
  });
});

describe('the truth of the second day', () => {
  it.each([
    'shared',
    'late',
    'portless',
    'wrong-protocol',
    'mapped',
    'delta',
    'fail-over',
    'coalescing',
  ])('is what the records of %s add up to', (place) => {
    expect(at(place).length).toBe(7);
    for (const pair of at(place)) {
      expect([pair.story, added(pair, between(told.events, pair))]).toEqual([
        pair.story,
        pair.uploadedBytes,
      ]);
    }
  });

  it.each(['outbound-only', 'both-halves', 'total-and-flows', 'opening-and-flows'])(
    'is what the flows of %s add up to',
    (place) => {
      expect(at(place).length).toBe(7);
      for (const pair of at(place)) {
        expect([pair.story, flown(pair, between(told.flows, pair))]).toEqual([
          pair.story,
          pair.uploadedBytes,
        ]);
      }
    },
  );

  it('is half of what two routers export', () => {
    expect(at('two-routers').length).toBe(7);
    for (const pair of at('two-routers')) {
      expect(flown(pair, between(told.flows, pair))).toBe(2 * pair.uploadedBytes);
    }
  });

  it('is less than running counters and doubled lines add up to', () => {
    for (const story of ['interim/smb-upload', 'hours/smb/progress', 'partner-backup']) {
      const pair = pairOf(story);
      expect(added(pair, between(told.events, pair))).toBeGreaterThan(1.2 * pair.uploadedBytes);
      expect(seeableOf(pair).uploadedBytes).toBe(pair.uploadedBytes);
    }
  });

  it('never lets more be told than happened, and says why where less is', () => {
    for (const pair of truth.pairs) {
      const { connections, dataConnections, uploadedBytes, downloadedBytes, ...more } =
        seeableOf(pair);
      expect(connections).toBeLessThanOrEqual(pair.connections);
      expect(dataConnections).toBeLessThanOrEqual(pair.dataConnections);
      expect(uploadedBytes).toBeLessThanOrEqual(pair.uploadedBytes);
      expect(downloadedBytes).toBeLessThanOrEqual(pair.downloadedBytes);
      const isAll =
        connections === pair.connections &&
        dataConnections === pair.dataConnections &&
        uploadedBytes === pair.uploadedBytes &&
        downloadedBytes === pair.downloadedBytes;
      expect([pair.story, more.why.length === 0]).toEqual([pair.story, isAll]);
    }
  });

  it('lets nothing be told where no record counts, and a sum where one number does', () => {
    const opened = pairOf('opening-only/ftp-passive');
    expect(between(told.events, opened)).toHaveLength(15);
    expect(seeableOf(opened)).toMatchObject({
      connections: 5,
      dataConnections: 10,
      uploadedBytes: 0,
    });
    const total = pairOf('total-only/smb-upload');
    expect(seeableOf(total)).toMatchObject({
      uploadedBytes: 0,
      undirectedBytes: total.uploadedBytes + total.downloadedBytes,
    });
  });

  it('leaves out at the edges what only other days have records of', () => {
    const seen = (story: string): number => seeableOf(pairOf(story)).uploadedBytes;
    expect(pairOf('edge/open-before/shared').uploadedBytes).toBe(18_000_000);
    expect(seen('edge/open-before/shared')).toBe(18_000_000);
    const flowed = pairOf('edge/open-before/one-router');
    expect(seen(flowed.story)).toBe(flown(flowed, between(told.flows, flowed)));
    const stepped = pairOf('edge/open-before/delta');
    expect(seen(stepped.story)).toBe(added(stepped, between(told.events, stepped)));
    expect(seen('edge/open-after/shared')).toBe(0);
    expect(seeableOf(pairOf('edge/record-after-the-day/late')).connections).toBe(0);
    expect(pairOf('edge/ftp-open-before/shared').dataConnections).toBe(2);
  });

  it('counts in a burst what was coalesced, and of its bytes those that are left', () => {
    const burst = pairOf('burst/smb');
    const records = between(told.events, burst);
    expect(records).toHaveLength(4);
    expect(records.reduce((sum, { eventCount }) => sum + eventCount, 0)).toBe(12);
    expect(seeableOf(burst)).toMatchObject({
      connections: 12,
      uploadedBytes: added(burst, records),
    });
  });

  it('has deltas that fall, so that they can be told from sums', () => {
    const pair = pairOf('delta/smb-upload');
    const counters = between(told.events, pair).map((row) =>
      Number(row.properties?.['Bytes Sent']),
    );
    expect(counters.length).toBeGreaterThan(5);
    expect(counters.at(-1)).toBeLessThan(counters[0] ?? 0);
  });

  it('has of events alone and flows alone what these tell', () => {
    const uploadedBy = (seen: 'events' | 'flows', story: string): number | undefined =>
      told.truthBy(seen).pairs.find((one) => one.story === story)?.seeable?.uploadedBytes;
    const both = pairOf('interim-and-routers/smb-upload').uploadedBytes;
    expect(uploadedBy('events', 'interim-and-routers/smb-upload')).toBe(both);
    expect(uploadedBy('flows', 'interim-and-routers/smb-upload')).toBe(both);
    expect(uploadedBy('flows', 'interim/smb-upload')).toBe(0);
    expect(uploadedBy('events', 'two-routers/smb-upload')).toBe(0);
  });
});
