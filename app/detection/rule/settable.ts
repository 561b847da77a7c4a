import type { PortPack, Settings } from '../../../contract/session.ts';
import { portPacks } from './port-packs.ts';
import { portsOf, rule } from './rule.ts';
import type { Rule, Threshold } from './rule-type.ts';

/** The rule's thresholds with what an administrator set; a figure that differs has the source `setting`. */
export function thresholdsOf({ thresholds }: Pick<Settings, 'thresholds'>): Rule['thresholds'] {
  const { connections, mediumBytes, highBytes } = thresholds;
  return {
    ...rule.thresholds,
    connections: threshold(rule.thresholds.connections, connections),
    mediumBytes: threshold(rule.thresholds.mediumBytes, mediumBytes),
    highBytes: threshold(rule.thresholds.highBytes, highBytes),
  };
}

function threshold(own: Threshold, value: number): Threshold {
  return value === own.value ? own : { value, source: 'setting' };
}

/** Port numbers that the corrected profile asks for: the rule's and those of the packs, ascending. */
export function portsAsked(settings: { readonly portPacks: readonly PortPack[] }): number[] {
  const added = settings.portPacks.flatMap((pack) => portPacks[pack].map(({ port }) => port));
  return [...new Set([...portsOf(rule), ...added])].sort((a, b) => a - b);
}
