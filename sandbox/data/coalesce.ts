import type { EventRow } from '../sql/store.ts';

/** QRadar coalesces what arrives within ten seconds of the first match (docs/qradar-facts.md#coalescing). */
export const intervalMs = 10_000;
/** The first three matching records of an interval are stored singly. */
export const storedSingly = 3;

/** What coalescing looks at and changes of a record. */
export type Coalesced = Pick<
  EventRow,
  | 'qid'
  | 'source'
  | 'destination'
  | 'destinationPort'
  | 'username'
  | 'startMs'
  | 'endMs'
  | 'eventCount'
>;

/**
 * What QRadar stores of these records of one log source when coalescing is on: of each interval the first
 * three records with the same QID, source, destination, destination port and user, and one more record that
 * stands for the rest. That record keeps the payload and properties of the first it stands for, so their
 * byte counters are lost, and counts them in `eventCount`. Returns the stored records in order of time.
 */
export function coalesce<Row extends Coalesced>(records: readonly Row[]): Row[] {
  const coalescing = new Coalescing<Row>();
  const stored = records.toSorted(byTime).flatMap((record) => coalescing.add(record));
  return [...stored, ...coalescing.over(Infinity)].sort(byTime);
}

function byTime(a: Coalesced, b: Coalesced): number {
  return a.startMs - b.startMs;
}

type Interval<Row> = { readonly untilMs: number; seen: number; rest: Row | null };

/**
 * The same for records of one log source that come one after the other, by their own times: what stands for the rest of ten seconds
 * is known when these are over.
 */
export class Coalescing<Row extends Coalesced> {
  readonly #open = new Map<string, Interval<Row>>();

  /** What is to be stored now: the record itself, unless it is folded, and before it what an interval that is over leaves. */
  add(row: Row): Row[] {
    const key = keyOf(row);
    const interval = this.#open.get(key);
    if (interval === undefined || row.startMs >= interval.untilMs) {
      this.#open.set(key, { untilMs: row.startMs + intervalMs, seen: 1, rest: null });
      return [...(interval?.rest ? [interval.rest] : []), row];
    }
    interval.seen += 1;
    if (interval.seen <= storedSingly) return [row];
    const { rest } = interval;
    interval.rest = rest
      ? { ...rest, eventCount: rest.eventCount + row.eventCount, endMs: row.startMs }
      : row;
    return [];
  }

  /** The records that stand for the rest of intervals that are over by then, epoch ms. */
  over(atMs: number): Row[] {
    const done = [...this.#open].filter(([, { untilMs }]) => untilMs <= atMs);
    for (const [key] of done) this.#open.delete(key);
    return done.flatMap(([, { rest }]) => rest ?? []);
  }
}

/** Records with the same one are folded. */
function keyOf(record: Coalesced): string {
  return JSON.stringify([
    record.qid,
    record.source,
    record.destination,
    record.destinationPort,
    record.username,
  ]);
}
