import type { PortPack, Settings } from '../../../contract/session.ts';
import { portPacks } from '../../../cards/port-packs.ts';
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

/** Directions, as QRadar takes them from its network hierarchy, that count as outbound. */
export function directionsAsked({
  remoteSources,
}: Pick<Settings, 'remoteSources'>): ('L2R' | 'R2R')[] {
  return remoteSources ? ['L2R', 'R2R'] : ['L2R'];
}

/** Categories of records that tell of a session, by the rule alone. */
const sessionCategories: readonly number[] = [
  ...rule.categories.permit,
  ...rule.categories.opened,
  ...rule.categories.progress,
  ...rule.categories.closed,
];

/** Categories that an administrator added and that the rule has no meaning for, ascending. */
export function addedCategories({ categories }: Pick<Settings, 'categories'>): number[] {
  const known = new Set([...sessionCategories, ...rule.categories.denied]);
  return categories.filter((id) => !known.has(id)).sort((a, b) => a - b);
}

/** Categories whose records count as those of a session: the rule's, and those that an administrator added. */
export function categoriesAsked(settings: Pick<Settings, 'categories'>): number[] {
  return [...sessionCategories, ...addedCategories(settings)];
}
