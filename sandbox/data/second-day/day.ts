import type { EventRow, FlowRow } from '../../sql/row-columns.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import { coalesce } from '../coalesce.ts';
import { randomFrom } from '../random.ts';
import type { Truth } from '../truth.ts';
import { properties, siteDimensions } from './console.ts';
import { traffic } from './background.ts';
import { atTheEdges, byTftp, forHours } from './edges.ts';
import { flowRecordsOf } from './exporters.ts';
import type { Happening, Telling } from './happening.ts';
import { ordinary } from './ordinary.ts';
import { recordsOf } from './recorder.ts';
import { coalescing, deniedLine, upliftA } from './recorders.ts';
import { sameEverywhere } from './same-everywhere.ts';
import { scans } from './scans.ts';
import { secondTruthOf, type Seen } from './seeable.ts';
import { littleOfMany, spread } from './thin.ts';
import { dayMs } from './transfers.ts';
import { wiresOf, type Span, type Wire } from './wire.ts';

/** The day as it was, and the records of it. */
export type SecondDay = {
  readonly day: Span;
  readonly happenings: readonly Happening[];
  readonly events: readonly EventRow[];
  readonly flows: readonly FlowRow[];
  /** What really happened, and what can be told of it from these databases. */
  readonly truthBy: (seen: Seen) => Truth;
};

/** When the day ends where nothing else is said: 19 May 2026, 06:30 UTC. */
export const secondDayEndMs = Date.UTC(2026, 4, 19, 6, 30);

/** Its seed; any other gives another day of the same shape. */
export const secondDaySeed = 20_260_519;

/** The parts of the day; each has addresses of its own. */
const parts: readonly ((telling: Telling) => Happening | Happening[])[] = [
  sameEverywhere,
  atTheEdges,
  forHours,
  byTftp,
  ordinary,
  littleOfMany,
  spread,
  scans,
  traffic,
];

/**
 * The second day, of another site with other devices, that ends at `endMs` (epoch ms). The rules of its
 * devices are in docs/bench.md. The same options give the same day; pure.
 */
export function tellSecondDay(endMs: number, seed: number): SecondDay {
  const day = { startMs: endMs - dayMs, stopMs: endMs };
  const telling = { day, randomOf: (label: string) => randomFrom(seed, label) };
  const happenings = parts.flatMap((tell) => tell(telling));
  const raw = happenings.flatMap(eventsOf);
  const isCoalesced = ({ logSourceId }: EventRow) => logSourceId === coalescing.logSource.id;
  const stored = coalesce(raw.filter(isCoalesced));
  // A record that stands for others keeps the counters of the first; those of the others are lost.
  const kept = new Set(stored.map(keyOf));
  const lost = new Set(raw.filter((row) => isCoalesced(row) && !kept.has(keyOf(row))).map(keyOf));
  return {
    day,
    happenings,
    events: [...raw.filter((row) => !isCoalesced(row)), ...stored],
    flows: flowsOf(happenings),
    truthBy: (seen) =>
      secondTruthOf(happenings, {
        day,
        seen,
        isLost: (wire) => recordsOf(coalescing, wire).some((row) => lost.has(keyOf(row))),
      }),
  };
}

/** Fills an empty store with the second day; returns it. */
export async function loadSecondDay(
  store: ConsoleStore,
  options: { readonly endMs: number; readonly seed: number },
): Promise<SecondDay> {
  const told = tellSecondDay(options.endMs, options.seed);
  await store.addProperties(properties);
  await store.setDimensions(siteDimensions(options.endMs));
  await store.insertEvents(told.events);
  await store.insertFlows(told.flows);
  return told;
}

function eventsOf({ watch, uses, others = [], denied = [] }: Happening): EventRow[] {
  const wires = [...uses.flatMap(wiresOf), ...others];
  const refusing = { ...upliftA, lines: (wire: Wire) => [deniedLine(wire)] };
  return [
    ...wires.flatMap((wire) =>
      watch.recorders(wire).flatMap((recorder) => recordsOf(recorder, wire)),
    ),
    ...denied.flatMap((wire) => recordsOf(refusing, wire)),
  ];
}

function flowsOf(happenings: readonly Happening[]): FlowRow[] {
  let flowId = 0;
  return happenings.flatMap(({ watch, uses, others = [] }) =>
    [...uses.flatMap(wiresOf), ...others].flatMap((wire) =>
      watch.exporters.flatMap((exporter) => {
        flowId += 1;
        return flowRecordsOf(exporter, wire, flowId);
      }),
    ),
  );
}

function keyOf(row: EventRow): string {
  return JSON.stringify([row.deviceMs, row.source, row.sourcePort, row.destination, row.payload]);
}
