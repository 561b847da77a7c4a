import type { Prediction, PropertyMap, Variant } from '../../../contract/validation.ts';
import { settingUses, type FindingSettings } from '../rule/finding-settings.ts';
import { portPacks } from '../../../cards/port-packs.ts';
import { rule } from '../rule/rule.ts';
import { timesOf, type Placed } from './recipe.ts';

/**
 * What a rule version is the hash of: the rule as it is shipped, and the settings that change what is found. JSON with members in the
 * order of their names.
 */
export function ruleStatement(settings: FindingSettings): string {
  const finding = Object.entries(settings).filter(
    ([name]) => settingUses[name as keyof typeof settingUses] === 'finds',
  );
  return inOrder({ rule, portPacks, settings: Object.fromEntries(finding) });
}

/** What a receipt is the hash of: everything that the prediction was made from, and it. */
export function receiptStatement(made: {
  readonly placed: Placed;
  readonly variant: Variant;
  readonly marker: string;
  readonly prediction: Prediction;
  readonly ruleVersion: string;
  readonly properties: PropertyMap;
  readonly settings: FindingSettings;
}): string {
  const { placed, settings, ...rest } = made;
  const { technique, source, host, target, bytes } = placed;
  const times = timesOf(settings);
  return inOrder({ ...rest, technique: technique.id, source, host, target, bytes, times });
}

/** JSON whose text depends on the values alone: members in the order of their names (UTF-16 units, as RFC 8785 sorts them). */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
