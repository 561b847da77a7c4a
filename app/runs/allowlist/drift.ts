import type { Drift } from '../../../contract/drift.ts';
import { setRules, type SetRule } from '../../detection/allowing/sets.ts';
import type { ReferenceSet } from '../../ports/reference-sets.ts';
import type { Merged } from './read-list.ts';

type Found = Merged & { readonly sets: readonly ReferenceSet[] };

/** What somebody should know of the reference sets, set by set: what is gone, new, or not as the app makes it. */
export function driftOf(found: Found): Drift[] {
  return setRules.flatMap((rule) => {
    const set = found.sets.find(({ name }) => name === rule.name) ?? null;
    return [...missingIn(rule, set, found), ...(set ? oddIn(rule, set, found) : [])];
  });
}

function missingIn({ name }: SetRule, set: ReferenceSet | null, { list }: Found): Drift[] {
  const value = list.filter(
    ({ kept, state }) => kept.setName === name && state === 'missing',
  ).length;
  if (value === 0) return [];
  const emptied = set?.entries.length === 0 ? ('set-emptied' as const) : ('entries-gone' as const);
  const kind = set === null ? ('set-deleted' as const) : emptied;
  return [{ kind, setName: name, value, detail: '' }];
}

function oddIn(rule: SetRule, set: ReferenceSet, { added, unreadable }: Found): Drift[] {
  const setName = rule.name;
  const values = unreadable.get(setName) ?? [];
  const outside = added.filter((kept) => kept.setName === setName).length;
  const found: (Drift | null)[] = [
    outside > 0 ? { kind: 'entries-added', setName, value: outside, detail: '' } : null,
    set.type === rule.type ? null : { kind: 'set-retyped', setName, value: 0, detail: set.type },
    set.namespace === 'SHARED'
      ? null
      : { kind: 'set-not-shared', setName, value: 0, detail: set.namespace },
    set.timeToLiveS === null
      ? null
      : { kind: 'set-expires', setName, value: set.timeToLiveS, detail: '' },
    values.length === 0
      ? null
      : {
          kind: 'values-unreadable',
          setName,
          value: values.length,
          detail: (values[0] ?? '').replaceAll(/\p{C}/gu, ' ').slice(0, 100),
        },
  ];
  return found.filter((drift) => drift !== null);
}
