import * as exporters from './exporters.ts';
import type { Exporter } from './exporters.ts';
import type { Recorder } from './recorder.ts';
import * as recorders from './recorders.ts';
import type { Wire } from './wire.ts';

/** Who sees the connections of a place, each on its own. */
export type Watch = {
  readonly name: string;
  readonly recorders: (wire: Wire) => readonly Recorder[];
  readonly exporters: readonly Exporter[];
};

/** Two firewalls share the connections out, by a hash of the ends (ECMP): none sees those of the other. */
export const shared: Watch = {
  name: 'shared',
  recorders: ({ sourcePort, destinationPort }) => [
    (sourcePort + destinationPort) % 2 === 0 ? recorders.upliftA : recorders.upliftB,
  ],
  exporters: [],
};

/**
 * The same two as a pair for fail-over: A writes what is written before `switchMs` (epoch ms), B the rest. B
 * knows the sessions of A, so it closes with the sums of the whole connection.
 */
export function failOver(switchMs: number): Watch {
  const only = (recorder: Recorder, isFirst: boolean): Recorder => ({
    ...recorder,
    lines: (wire) => recorder.lines(wire).filter(({ atMs }) => atMs < switchMs === isFirst),
  });
  const pair = [only(recorders.upliftA, true), only(recorders.upliftB, false)];
  return { name: 'fail-over', recorders: () => pair, exporters: [] };
}

export const interim = logged('interim', recorders.interim);
export const progress = logged('progress', recorders.progress);
export const delta = logged('delta', recorders.delta);
export const opening = logged('opening-only', recorders.opening);
export const late = logged('late', recorders.late);
export const doubled = logged('doubled', recorders.doubled);
export const coalescing = logged('coalescing', recorders.coalescing);
export const oneRouter = exported('one-router', exporters.routerOne);

/** Every place at which the same kinds of transfers happen; the order gives them their networks. */
export const places: readonly Watch[] = [
  interim,
  shared,
  progress,
  delta,
  logged('total-only', recorders.total),
  { ...logged('total-and-flows', recorders.total), exporters: [exporters.routerOne] },
  opening,
  { ...logged('opening-and-flows', recorders.opening), exporters: [exporters.routerOne] },
  late,
  logged('portless', recorders.portless),
  logged('wrong-protocol', recorders.protocol),
  logged('mapped', recorders.mapped),
  doubled,
  coalescing,
  exported('two-routers', exporters.routerOne, exporters.routerTwo),
  {
    ...logged('interim-and-routers', recorders.interim),
    exporters: [exporters.routerOne, exporters.routerTwo],
  },
  exported('outbound-only', exporters.tapLeaving),
  exported('both-halves', exporters.tapLeaving, exporters.tapEntering),
];

function logged(name: string, recorder: Recorder): Watch {
  return { name, recorders: () => [recorder], exporters: [] };
}

function exported(name: string, ...seenBy: readonly Exporter[]): Watch {
  return { name, recorders: () => [], exporters: seenBy };
}
