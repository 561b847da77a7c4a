import type { EventRow } from '../sql/store.ts';

/** QRadar coalesces what arrives within ten seconds of the first match (docs/qradar-facts.md#coalescing). */
export const intervalMs = 10_000;
/** The first three matching records of an interval are stored singly. */
export const storedSingly = 3;

/**
 * What QRadar stores of these records of one log source when coalescing is on: of each interval the first
 * three records with the same QID, source, destination, destination port and user, and one more record that
 * stands for the rest. That record keeps the payload and properties of the first it stands for, so their
 * byte counters are lost, and counts them in `eventCount`. Returns the stored records in order of time.
 */
export function coalesce(records: readonly EventRow[]): EventRow[] {
  const stored: EventRow[] = [];
  const open = new Map<string, { until: number; seen: number; rest: number }>();
  for (const record of [...records].sort((a, b) => a.startMs - b.startMs)) {
    const key = keyOf(record);
    const interval = open.get(key);
    if (!interval || record.startMs >= interval.until) {
      open.set(key, { until: record.startMs + intervalMs, seen: 1, rest: -1 });
      stored.push(record);
      continue;
    }
    interval.seen += 1;
    const rest = stored[interval.rest];
    if (interval.seen <= storedSingly) {
      stored.push(record);
    } else if (rest === undefined) {
      interval.rest = stored.push(record) - 1;
    } else {
      stored[interval.rest] = {
        ...rest,
        eventCount: rest.eventCount + record.eventCount,
        endMs: record.startMs,
      };
    }
  }
  return stored;
}

/** Records with the same one are folded. */
export function keyOf(record: EventRow): string {
  return JSON.stringify([
    record.qid,
    record.source,
    record.destination,
    record.destinationPort,
    record.username,
  ]);
}
