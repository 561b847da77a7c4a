import type { Finding } from '../../../../contract/finding.ts';
import { connectionRow, findingOf } from '../../detection/builders.ts';

const base = findingOf(connectionRow());

/** A finding with that id, otherwise like any other. */
export function aFinding(id: string, change: Partial<Finding> = {}): Finding {
  return { ...base, id, ...change };
}

/** So many findings, `<prefix>0` the first. */
export function someFindings(count: number, prefix = 'p~0~10.1.2.'): Finding[] {
  return Array.from({ length: count }, (_, n) => aFinding(`${prefix}${n}`, { connections: n }));
}
