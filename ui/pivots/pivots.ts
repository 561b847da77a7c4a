import type { PivotQueries } from '../../contract/details.ts';
import type { Answer } from '../api/useAnswer.ts';
import { recordJson } from './record-json.ts';
import {
  pairOf,
  specOf,
  type Availability,
  type PivotContext,
  type PivotEffect,
  type PivotSpec,
  type PivotTarget,
} from './target.ts';

/** Order of the groups in a menu; a divider stands between two that are not empty. */
export const pivotGroups = ['filter', 'inspect', 'decide', 'copy'] as const;
export type PivotGroup = (typeof pivotGroups)[number];

/**
 * One thing an analyst can do with an address or a user. Plain data: it says whether it exists for a
 * target (`appliesTo`), whether it can be used now, what it is called and what it would do; it does nothing.
 * `effect` is `null` exactly when `availability` is not ready.
 */
export type Pivot = {
  readonly id: string;
  readonly group: PivotGroup;
  readonly appliesTo: (spec: PivotSpec) => boolean;
  readonly label: (target: PivotTarget, context: PivotContext) => string;
  readonly availability: (target: PivotTarget, context: PivotContext) => Availability;
  readonly effect: (target: PivotTarget, context: PivotContext) => PivotEffect | null;
};

/** A pivot as a menu shows it. `effect` is `null` where it cannot be used now; the label then says why. */
export type PivotItem = {
  readonly id: string;
  readonly group: PivotGroup;
  readonly label: string;
  /** Why it cannot be used now, as the label says it, too; `null` where it can. */
  readonly reason: string | null;
  readonly effect: PivotEffect | null;
};

const ready: Availability = { state: 'ready' };
const unavailable = (reason: string): Availability => ({ state: 'unavailable', reason });
const always = () => ready;
const items = ({ words }: PivotContext) => words.pivots.items;
const reasons = ({ words }: PivotContext) => words.pivots.reasons;
const ifThere = (aql: string | null, context: PivotContext) =>
  aql === null ? unavailable(reasons(context).noQuery) : ready;

function knownValue<T>(answer: Answer<T>): T | null {
  return answer.state === 'known' ? answer.value : null;
}

/** Why an answer is not there, or what to say of the value when it is. */
function when<T>(
  answer: Answer<T>,
  context: PivotContext,
  ofValue: (value: T) => Availability,
): Availability {
  const { noRun, checking, failed } = reasons(context);
  if (answer.state === 'absent') return unavailable(noRun);
  if (answer.state === 'asking') return unavailable(checking);
  if (answer.state === 'failed') {
    return unavailable(failed(context.words.problems.codes[answer.problem.code].title));
  }
  return ofValue(answer.value);
}

/** A page of Log Activity or Network Activity with the result of one of the server's ready-made queries. */
function search(
  name: keyof PivotQueries,
  kind: 'eventSearch' | 'flowSearch',
  description: Pick<Pivot, 'appliesTo' | 'label'>,
): Pivot {
  return {
    id: name,
    group: 'inspect',
    availability: (_, context) =>
      when(context.queries, context, (known) => ifThere(known[name], context)),
    effect: (_, { queries }) => {
      const aql = knownValue(queries)?.[name] ?? null;
      return aql === null ? null : { kind, aql };
    },
    ...description,
  };
}

function filter(kind: 'only' | 'exclude'): Pivot {
  return {
    id: kind,
    group: 'filter',
    appliesTo: () => true,
    label: ({ field }, context) => items(context)[kind](field),
    availability: always,
    effect: ({ field, value }) => ({ kind: 'filter', change: { kind, field, value } }),
  };
}

const pairLabel =
  (name: 'pairEvents' | 'pairFlows') => (target: PivotTarget, context: PivotContext) => {
    const pair = pairOf(target);
    return pair ? items(context)[name](pair.source, pair.destination) : '';
  };

/** QRadar looked and has no asset, as opposed to: we could not look. */
function hasNoAsset(address: PivotContext['address']): boolean {
  const asset = knownValue(address)?.asset ?? null;
  return asset !== null && asset.id === null && asset.name === null;
}

/** The query behind "copy AQL": the narrowest one that the target has. */
function copiedQuery(target: PivotTarget, queries: PivotQueries): string | null {
  if (target.field === 'user') return queries.userEvents;
  if (pairOf(target)) return queries.pairEvents;
  return target.field === 'source' ? queries.sourceEvents : queries.destinationEvents;
}

/** Every pivot, in the order of the menu. At most eleven apply to any one target; a test counts them. */
export const pivots: readonly Pivot[] = [
  filter('only'),
  filter('exclude'),
  search('sourceEvents', 'eventSearch', {
    appliesTo: ({ field }) => field === 'source',
    label: (_, context) => items(context).sourceEvents,
  }),
  search('destinationEvents', 'eventSearch', {
    appliesTo: ({ field }) => field === 'destination',
    label: (_, context) => items(context).destinationEvents,
  }),
  search('userEvents', 'eventSearch', {
    appliesTo: ({ field }) => field === 'user',
    label: (_, context) => items(context).userEvents,
  }),
  search('pairEvents', 'eventSearch', {
    appliesTo: ({ isPair }) => isPair,
    label: pairLabel('pairEvents'),
  }),
  search('sourceFlows', 'flowSearch', {
    // With a pair its own flows say more, and the menu stays within ten items.
    appliesTo: ({ field, isPair }) => field === 'source' && !isPair,
    label: (_, context) => items(context).sourceFlows,
  }),
  search('pairFlows', 'flowSearch', {
    appliesTo: ({ isPair }) => isPair,
    label: pairLabel('pairFlows'),
  }),
  {
    id: 'asset',
    group: 'inspect',
    // Destinations are outside by definition, and QRadar keeps assets of its own networks.
    appliesTo: ({ field }) => field === 'source',
    label: (_, context) => {
      const name = knownValue(context.address)?.asset?.name ?? null;
      return name === null ? items(context).asset : items(context).assetNamed(name);
    },
    // Where nothing is known of the asset the page still opens by address, and QRadar decides.
    availability: (_, context) => {
      const { address } = context;
      if (address.state === 'asking') return unavailable(reasons(context).checking);
      return hasNoAsset(address) ? unavailable(reasons(context).noAsset) : ready;
    },
    effect: ({ value, domainId }, { address }) => {
      if (address.state === 'asking' || hasNoAsset(address)) return null;
      const assetId = knownValue(address)?.asset?.id ?? null;
      return { kind: 'asset', assetId, address: value, domainId };
    },
  },
  {
    id: 'offenses',
    group: 'inspect',
    appliesTo: ({ field }) => field === 'source',
    label: (_, context) => {
      const { offenses, offensesKnown } = items(context);
      const known = knownValue(context.address)?.offenses ?? [];
      return known.length === 0 ? offenses : offensesKnown(known.length);
    },
    availability: (_, context) =>
      when(context.address, context, ({ offenses }) => {
        if (offenses === null) return unavailable(reasons(context).offensesNotKnown);
        return offenses.length === 0 ? unavailable(reasons(context).noOffenses) : ready;
      }),
    effect: ({ value }, { address }) => {
      const offenses = knownValue(address)?.offenses ?? [];
      const [first, ...others] = offenses;
      if (first === undefined) return null;
      return others.length === 0
        ? { kind: 'offense', id: first.id }
        : { kind: 'offenseList', address: value, offenses };
    },
  },
  {
    id: 'allow',
    group: 'decide',
    appliesTo: ({ hasRecord }) => hasRecord,
    label: (_, context) => items(context).allow,
    availability: always,
    // A card stands for its worst finding, which the form names.
    effect: ({ field, value, finding, card }) => {
      const first = finding ?? card?.findings[0];
      return first === undefined
        ? null
        : { kind: 'allow', origin: { finding: first, field, value } };
    },
  },
  {
    id: 'copyValue',
    group: 'copy',
    appliesTo: () => true,
    label: ({ field }, context) =>
      field === 'user' ? items(context).copyUser : items(context).copyAddress,
    availability: always,
    effect: ({ field, value }) => ({
      kind: 'copy',
      what: field === 'user' ? 'user' : 'address',
      text: value,
    }),
  },
  {
    id: 'copyJson',
    group: 'copy',
    appliesTo: ({ hasRecord }) => hasRecord,
    label: (_, context) => items(context).copyJson,
    availability: always,
    effect: ({ finding, card }, { words }) => {
      const record = finding ?? card;
      return record === undefined
        ? null
        : { kind: 'copy', what: 'json', text: recordJson(record, words) };
    },
  },
  {
    id: 'copyAql',
    group: 'copy',
    appliesTo: () => true,
    label: (_, context) => items(context).copyAql,
    availability: (target, context) =>
      when(context.queries, context, (known) => ifThere(copiedQuery(target, known), context)),
    effect: (target, { queries }) => {
      const known = knownValue(queries);
      const text = known === null ? null : copiedQuery(target, known);
      return text === null ? null : { kind: 'copy', what: 'aql', text };
    },
  },
];

/** The items of a target's menu, in order. Which items there are does not depend on what is known yet. */
export function pivotItems(target: PivotTarget, context: PivotContext): PivotItem[] {
  const spec = specOf(target);
  return pivots
    .filter((pivot) => pivot.appliesTo(spec))
    .map((pivot) => {
      const label = pivot.label(target, context);
      const availability = pivot.availability(target, context);
      const reason = availability.state === 'ready' ? null : availability.reason;
      return {
        id: pivot.id,
        group: pivot.group,
        label: reason === null ? label : context.words.pivots.withReason(label, reason),
        reason,
        effect: pivot.effect(target, context),
      };
    });
}
