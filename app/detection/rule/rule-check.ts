import { canonicalBlock } from './addresses.ts';
import type { Rule } from './rule-type.ts';

/**
 * The rule itself if it is sound; throws a `TypeError` naming every fault otherwise. Runs when the program
 * starts, so a slip in the data cannot become a query that silently matches something else.
 */
export function checkedRule(rule: Rule): Rule {
  const faults = [
    ...portFaults(rule),
    ...categoryFaults(rule),
    ...thresholdFaults(rule),
    ...rangeFaults(rule),
    ...(isCount(rule.window.maxMinutes) ? [] : ['window.maxMinutes is not a count']),
  ];
  if (faults.length > 0) throw new TypeError(`The rule is not sound: ${faults.join('; ')}`);
  return rule;
}

function portFaults({ ports }: Rule): string[] {
  return [
    ...(ports.length === 0 ? ['no ports'] : []),
    ...duplicates(ports.map(({ port, protocolId }) => `${port}/${protocolId}`)).map(
      (twice) => `port ${twice} has two meanings`,
    ),
    ...ports.flatMap(({ port, protocolId }) => [
      ...(isCount(port) && port <= 65_535 ? [] : [`${port} is not a port`]),
      ...(protocolId === 6 || protocolId === 17 ? [] : [`protocol ${protocolId} has no ports`]),
    ]),
  ];
}

function categoryFaults({ categories }: Rule): string[] {
  const ids = Object.values(categories).flat();
  return [
    ...duplicates(ids).map((id) => `category ${id} is in two phases`),
    ...ids.filter((id) => !isCount(id)).map((id) => `${id} is not a category id`),
    ...Object.entries(categories)
      .filter(([, own]) => own.length === 0)
      .map(([phase]) => `no category for ${phase}`),
  ];
}

function thresholdFaults({ thresholds }: Rule): string[] {
  const { mediumBytes, highBytes, fanOutPercentile, singleRecordShare, regularScore } = thresholds;
  return [
    ...Object.entries(thresholds)
      .filter(([, { value }]) => !(Number.isFinite(value) && value > 0))
      .map(([name]) => `threshold ${name} is not positive`),
    ...(mediumBytes.value < highBytes.value ? [] : ['mediumBytes is not below highBytes']),
    ...(fanOutPercentile.value <= 100 ? [] : ['fanOutPercentile is above 100']),
    ...(singleRecordShare.value <= 1 ? [] : ['singleRecordShare is above 1']),
    ...(regularScore.value < 100 ? [] : ['regularScore is not below 100']),
  ];
}

function rangeFaults({ specialRanges }: Rule): string[] {
  const wrong = (blocks: readonly string[], isOfKind: (block: string) => boolean) =>
    blocks.filter((block) => canonicalBlock(block) !== block || !isOfKind(block));
  return [
    ...wrong(specialRanges.ipv4, (block) => !block.includes(':')),
    ...wrong(specialRanges.ipv6, (block) => block.includes(':')),
  ].map((block) => `${block} is not a canonical block of its kind`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function duplicates<T>(values: readonly T[]): T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
