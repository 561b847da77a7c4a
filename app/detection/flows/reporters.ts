/**
 * What reports connections has an id: log sources have QRadar's own, from 0 up; flow sources have a name
 * only, so theirs is computed from it and lies below 0. Equal names give equal ids in every run and in
 * every part of a run, so evidence can be merged without a table of names.
 */

/** What a flow source reports: single flows, or records that each stand for many connections. */
export type FlowKind = 'flow' | 'superflow';

/** The id of a flow source for one kind of its records. A console with many flow sources has a few hundred. */
export function flowReporterId(name: string, kind: FlowKind): number {
  return -(2 * hashOf(name) + (kind === 'superflow' ? 1 : 2));
}

/** Whether an id is that of a flow source, not of a log source. */
export function isFlowReporter(id: number): boolean {
  return id < 0;
}

/** Which kind of records the id of a flow source stands for. */
export function flowKindOf(id: number): FlowKind {
  return -id % 2 === 1 ? 'superflow' : 'flow';
}

/** Whether it is that of records which each stand for many connections. */
export function isSuperflow(id: number): boolean {
  return isFlowReporter(id) && flowKindOf(id) === 'superflow';
}

/** 51 bits (FNV-1a twice with different primes), so that twice as much plus 2 is still a whole number. */
function hashOf(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x2bb0_cd5f;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x0100_0193);
    high = Math.imul(high ^ unit, 0x85eb_ca6b);
  }
  return (low >>> 0) + ((high ^ (high >>> 15)) & 0x7_ffff) * 2 ** 32;
}
