import type { PairTruth, Seeable, Truth } from '../truth.ts';
import { toldByFlows } from './exporters.ts';
import type { Happening } from './happening.ts';
import { toldBy, type Told } from './recorder.ts';
import { coalescing } from './recorders.ts';
import type { Watch } from './watches.ts';
import { asOf, wasOpenIn, wiresOf, type Span, type Use, type Wire } from './wire.ts';

/** Which databases are looked at. */
export type Seen = 'events and flows' | 'events' | 'flows';

type Asked = {
  readonly day: Span;
  readonly seen: Seen;
  /** Whether the counters of the connection were lost in coalescing. */
  readonly isLost: (wire: Wire) => boolean;
};

/**
 * What happened in the day. A connection belongs to it if it was open in it, with all it moved since it began
 * and until the day ended. Beside it stands what the day's records can tell (docs/bench.md, "The second day").
 */
export function secondTruthOf(happenings: readonly Happening[], asked: Asked): Truth {
  const pairs = new Map<string, { watch: Watch; uses: Use[] }>();
  for (const { watch, uses } of happenings) {
    for (const use of uses.filter(({ control }) => wasOpenIn(control, asked.day))) {
      const { source, destination, destinationPort } = use.control;
      const key = JSON.stringify([use.story, source, destination, destinationPort]);
      const pair = pairs.get(key) ?? { watch, uses: [] };
      const data = use.data.filter((wire) => wasOpenIn(wire, asked.day));
      pair.uses.push({ ...use, data });
      pairs.set(key, pair);
    }
  }
  return {
    pairs: [...pairs.values()].flatMap(({ watch, uses }) => pairOf(watch, uses, asked)),
    bystanders: happenings.flatMap(({ others = [] }) =>
      others.filter((wire) => wasOpenIn(wire, asked.day)),
    ),
  };
}

function pairOf(watch: Watch, uses: readonly Use[], asked: Asked): PairTruth[] {
  const [first] = uses;
  if (!first) return [];
  const { story, control } = first;
  const wires = uses.flatMap(wiresOf);
  const uploads = wires.map((wire) => ways(wire, control.source, asOf(wire, asked.day.stopMs)));
  return [
    {
      story,
      domainId: 0,
      source: control.source,
      destination: control.destination,
      port: control.destinationPort,
      transport: control.transport,
      connections: uses.length,
      dataConnections: uses.flatMap(({ data }) => data).length,
      uploadedBytes: total(uploads.map(({ up }) => up)),
      downloadedBytes: total(uploads.map(({ down }) => down)),
      transfers: uses.map(({ mode, control: session, data }) => {
        return { domainId: 0, mode, control: session, data };
      }),
      devices: devicesOf(watch, wires),
      seeable: seeableOf(watch, uses, asked),
    },
  ];
}

function seeableOf(watch: Watch, uses: readonly Use[], asked: Asked): Seeable {
  const client = uses[0]?.control.source ?? '';
  const told = (wire: Wire): readonly Told[] => tellersOf(watch, wire, asked);
  // Nothing but its session tells that a connection carries files.
  const known = uses.filter(({ control }) => told(control).length > 0);
  const data = known.flatMap((use) => use.data).filter((wire) => told(wire).length > 0);
  const wires = [...known.map(({ control }) => control), ...data];
  const counted = wires.map((wire) => {
    const tellers = told(wire);
    const sent = most(tellers.map((one) => one.sent));
    const received = most(tellers.map((one) => one.received));
    const both = sent + received > 0 ? 0 : most(tellers.map((one) => one.total));
    return { ...ways(wire, client, { sent, received }), both };
  });
  const all = uses.flatMap(wiresOf);
  return {
    connections: known.length,
    dataConnections: data.length,
    uploadedBytes: total(counted.map(({ up }) => up)),
    downloadedBytes: total(counted.map(({ down }) => down)),
    undirectedBytes: total(counted.map(({ both }) => both)),
    why: [...new Set(all.flatMap((wire) => reasonsOf(wire, told(wire), asked)))].sort(),
  };
}

/** What each observer tells of a connection, as far as it is looked at. */
function tellersOf(watch: Watch, wire: Wire, { day, seen, isLost }: Asked): Told[] {
  const logged = watch.recorders(wire).flatMap((recorder): Told[] => {
    const told = toldBy(recorder, wire, day);
    if (!told) return [];
    const isBlind = recorder === coalescing && isLost(wire);
    return [isBlind ? { ...told, sent: null, received: null } : told];
  });
  const exported = watch.exporters.flatMap((exporter) => toldByFlows(exporter, wire, day) ?? []);
  return [...(seen === 'flows' ? [] : logged), ...(seen === 'events' ? [] : exported)];
}

/** Why less than what happened can be told of a connection; nothing where all can. */
function reasonsOf(wire: Wire, tellers: readonly Told[], { day, isLost }: Asked): string[] {
  const truth = asOf(wire, day.stopMs);
  const sent = most(tellers.map((one) => one.sent));
  const received = most(tellers.map((one) => one.received));
  if (tellers.length === 0) return ['no record of it in the day'];
  if (sent >= truth.sent && received >= truth.received) return [];
  if (isLost(wire)) return ['its counters were lost in coalescing'];
  if (tellers.some((one) => one.total !== null)) return ['one number for both directions'];
  if (tellers.every((one) => one.sent === null && one.received === null)) {
    return ['no record in the day counts bytes'];
  }
  if (tellers.every((one) => one.sent === null || one.received === null)) {
    return ['only one direction is seen'];
  }
  return ['a part was counted before the day, or after it'];
}

function devicesOf(watch: Watch, wires: readonly Wire[]): string[] {
  const names = wires.flatMap((wire) =>
    watch.recorders(wire).map(({ logSource }) => logSource.name),
  );
  return [...new Set([...names, ...watch.exporters.map(({ name }) => name)])].sort();
}

/** Bytes from and to a client, whichever end opened the connection. */
function ways(
  { source }: Wire,
  client: string,
  { sent, received }: { readonly sent: number; readonly received: number },
): { up: number; down: number } {
  return source === client ? { up: sent, down: received } : { up: received, down: sent };
}

function most(values: readonly (number | null)[]): number {
  return Math.max(0, ...values.map((value) => value ?? 0));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
