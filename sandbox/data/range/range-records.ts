import { parseAddress } from '../../sql/addresses.ts';
import type { ConsoleStore, EventRow } from '../../sql/store.ts';
import { coalesce } from '../coalesce.ts';
import { cpCore, paEdge, type Device } from '../devices.ts';
import { localNetworks, privateNetworks } from '../direction.ts';
import { randomFrom } from '../random.ts';
import { RangeRefusal, type RangeOrder, type SignalName } from './order.ts';
import { sceneMs, type Scene, type Traces } from './scene.ts';
import type { SysmonHost } from './sysmon-records.ts';
import type { Variant } from './techniques.ts';

/** An order with nothing left open. */
export type RangePlan = Pick<
  RangeOrder,
  'technique' | 'twin' | 'lateSeconds' | 'coalesced' | 'without'
> & {
  readonly variant: Variant;
  readonly host: SysmonHost;
  /** Null where the technique goes nowhere. */
  readonly target: string | null;
  readonly marker: string;
  readonly bytes: number;
  readonly sessions: number;
  /** When the last session has ended, epoch ms. */
  readonly untilMs: number;
};

/**
 * Why a signal leaves no record: the order said so, the connection never leaves its host, the console has no firewall that would see it, or
 * that firewall is silent.
 */
export type WhyNot = 'ordered' | 'loopback' | 'no-firewall' | 'silent-firewall';

/** The records of one signal, as they are stored, in order of time; or why there are none. */
export type SignalRecords = { readonly signal: SignalName; readonly rows: readonly EventRow[] } & (
  { readonly whyNot: null } | { readonly whyNot: WhyNot }
);

/** Ms between the beginnings of two sessions; the second where they are to be coalesced. */
const everyMs = { apart: 8000, coalesced: 800 } as const;

/** When the first session of so many begins, so that the last has ended at `untilMs`. Epoch ms. */
export function beginsMs({
  untilMs,
  sessions,
  coalesced,
}: Pick<RangePlan, 'untilMs' | 'sessions' | 'coalesced'>): number {
  return untilMs - sceneMs - (sessions - 1) * everyMs[coalesced ? 'coalesced' : 'apart'];
}

/**
 * All records of a plan by signal, as this console stores them: parsed by `parsed`, with directions of its own network hierarchy, coalesced where a
 * log source does that. Throws a `RangeRefusal` for a target that does not suit the technique.
 */
export function recordsOf(
  plan: RangePlan,
  store: ConsoleStore,
  parsed: (row: EventRow) => EventRow,
): SignalRecords[] {
  const place = placeOf(plan.target);
  const scenes = scenesOf(plan);
  const firewall = place === 'private' ? cpCore : paEdge;
  const dark = darkness(plan, firewall, store);
  const stored = storing(plan, store, parsed);
  return plan.variant.signals.map((signal) => {
    const whyNot = plan.without.includes(signal)
      ? 'ordered'
      : signal.startsWith('firewall')
        ? dark
        : null;
    const rows = whyNot === null ? scenes.flatMap((scene) => rowsOf(scene, signal, firewall)) : [];
    return { signal, rows: stored(rows), whyNot };
  });
}

function scenesOf(plan: RangePlan): Traces[] {
  const { host, marker, bytes, sessions, variant, coalesced } = plan;
  const firstMs = beginsMs(plan);
  return Array.from({ length: sessions }, (_, index) => {
    const scene: Scene = {
      host,
      marker,
      target: plan.target ?? host.address,
      // The last part has what does not divide.
      bytes: Math.floor((bytes * (index + 1)) / sessions) - Math.floor((bytes * index) / sessions),
      startMs: firstMs + index * everyMs[coalesced ? 'coalesced' : 'apart'],
      isFirst: index === 0,
      random: randomFrom(0, `${marker} ${index}`),
    };
    return variant.traces(scene);
  });
}

function rowsOf(traces: Traces, signal: SignalName, firewall: Device): EventRow[] {
  if (signal === 'firewall-control') return traces.control ? firewall.allowed(traces.control) : [];
  if (signal === 'firewall-data')
    return traces.data.flatMap((session) => firewall.allowed(session));
  return traces.host.filter(([name]) => name === signal).map(([, row]) => row);
}

/** Why no firewall tells of the connections; null where one does. */
function darkness(
  { target }: RangePlan,
  { logSource }: Device,
  { dimensions }: ConsoleStore,
): WhyNot | null {
  if (placeOf(target) === 'loopback') return 'loopback';
  const known = dimensions.logSources.find(({ id }) => id === logSource.id);
  if (known === undefined) return 'no-firewall';
  return known.status === 'ERROR' ? 'silent-firewall' : null;
}

function storing(
  { coalesced, lateSeconds }: RangePlan,
  { dimensions }: ConsoleStore,
  parsed: (row: EventRow) => EventRow,
): (rows: readonly EventRow[]) => EventRow[] {
  const blocks = dimensions.networks.filter(({ domainId }) => domainId === 0);
  const networks = localNetworks(blocks.map(({ cidr }) => cidr));
  const coalescing = dimensions.logSources.filter(({ coalesceEvents }) => coalesceEvents);
  return (rows) => {
    const all = rows.map((row) => ({
      ...parsed(row),
      direction: networks.direction(row.source, row.destination),
    }));
    const isFolded = coalesced || coalescing.some(({ id }) => id === all[0]?.logSourceId);
    return (isFolded ? coalesce(all) : all).map((row) => ({
      ...row,
      endMs: (row.endMs ?? row.startMs) + lateSeconds * 1000,
    }));
  };
}

const loopback = localNetworks(['127.0.0.0/8', '::1/128']);
const ownNetworks = localNetworks(privateNetworks);

function placeOf(target: string | null): 'loopback' | 'private' | 'outside' {
  if (target === null) return 'private';
  if (parseAddress(target) === null) throw new RangeRefusal(400, 'The target is no address.');
  if (loopback.isLocal(target)) return 'loopback';
  return ownNetworks.isLocal(target) ? 'private' : 'outside';
}
