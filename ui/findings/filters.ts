import type { Card } from '../../cards/cards.ts';
import { byWorstFirst } from '../../cards/rank.ts';
import { portsOfFinding, protocolsOfFinding } from '../../cards/finding-ports.ts';
import { ratedBytes } from '../../cards/rated-bytes.ts';
import { risks, type Finding } from '../../contract/finding.ts';
import type { TimeWindow } from '../../contract/run.ts';
import type { Format } from '../../words/format.ts';
import type { SortKey } from './choices.ts';
import { hostText } from './host.ts';
import { isActiveIn } from './overview/parts.ts';
import { defaultView, type Scope, type Sort, type View } from './view.ts';

/** The part of a view that decides which findings are shown. */
export type Filters = Pick<
  View,
  'text' | 'risks' | 'protocols' | 'bytes' | 'address' | 'only' | 'exclude' | 'time'
>;

/** The findings that pass every filter, in their order; `window` is that of their run. */
export function filterFindings(
  findings: readonly Finding[],
  filters: Filters,
  window: TimeWindow,
): Finding[] {
  const words = wordsOf(filters);
  const { time } = filters;
  return findings.filter(
    (finding) =>
      (filters.risks.length === 0 || filters.risks.includes(finding.risk)) &&
      matchesProtocols(finding, filters.protocols) &&
      matchesBytes(finding, filters.bytes) &&
      (filters.address === null || hasAddress(finding, filters.address)) &&
      matchesOnly(finding, filters.only) &&
      !isExcluded(finding, filters.exclude) &&
      (time === null || isActiveIn(finding, time, window)) &&
      matchesWords(finding, words),
  );
}

function wordsOf({ text }: Filters): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).map(hostText);
}

function matchesProtocols(finding: Finding, protocols: Filters['protocols']): boolean {
  return (
    protocols.length === 0 ||
    protocolsOfFinding(finding).some((protocol) => protocols.includes(protocol))
  );
}

function matchesBytes(finding: Finding, bytes: Filters['bytes']): boolean {
  return bytes === 'any' || (ratedBytes(finding, 'sent') !== null) === (bytes === 'known');
}

/** Every destination address that a finding names; of several it names at most 50. */
export function destinationsOf(finding: Finding): readonly string[] {
  return finding.destination === null
    ? finding.destinations.map((target) => target.address)
    : [finding.destination];
}

function hasAddress(finding: Finding, address: string): boolean {
  return finding.source === address || destinationsOf(finding).includes(address);
}

function valuesOf(finding: Finding, field: Scope['field']): readonly string[] {
  const values = {
    source: () => [finding.source],
    destination: () => destinationsOf(finding),
    user: () => finding.users,
  };
  return values[field]();
}

/** Several values of one field are alternatives; several fields have to hold together. */
function matchesOnly(finding: Finding, only: readonly Scope[]): boolean {
  return only.every(({ field }) =>
    only.some((scope) => scope.field === field && valuesOf(finding, field).includes(scope.value)),
  );
}

/**
 * A finding goes only when all its values of the field are excluded: leaving out one of two users, or one
 * of fifty destinations, must not hide what the others did.
 */
function isExcluded(finding: Finding, exclude: readonly Scope[]): boolean {
  return exclude.some(({ field }) => {
    const values = valuesOf(finding, field);
    return (
      values.length > 0 &&
      values.length >= countOf(finding, field) &&
      values.every((value) =>
        exclude.some((scope) => scope.field === field && scope.value === value),
      )
    );
  });
}

/** How many values a finding really has, of which it names only the first. */
function countOf(finding: Finding, field: Scope['field']): number {
  if (field === 'source') return 1;
  return field === 'user' ? finding.userCount : finding.destinationCount;
}

/** Every word has to occur somewhere: in an address, the port, the protocol, a user, a log source, a domain. */
function matchesWords(finding: Finding, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [
    finding.source,
    ...destinationsOf(finding),
    ...portsOfFinding(finding).flatMap(({ port, transport, protocol }) => [
      `${port}`,
      transport ?? '',
      protocol,
    ]),
    ...finding.users,
    ...finding.logSources.map((source) => source.name),
    finding.domain.name ?? '',
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A filter in force, for its removable tag. */
export type ActiveFilter =
  | { readonly kind: 'text' | 'risk' | 'protocol' | 'bytes' | 'address'; readonly value: string }
  | { readonly kind: 'only' | 'exclude'; readonly scope: Scope }
  | { readonly kind: 'time'; readonly time: TimeWindow };

/** The filters in force, in the order of the filter bar. */
export function activeFilters(filters: Filters): ActiveFilter[] {
  const simple = (kind: 'text' | 'bytes' | 'address', value: string | null): ActiveFilter[] =>
    value === null || value === '' ? [] : [{ kind, value }];
  return [
    ...simple('text', filters.text.trim()),
    ...filters.risks.map((value) => ({ kind: 'risk' as const, value })),
    ...filters.protocols.map((value) => ({ kind: 'protocol' as const, value })),
    ...simple('bytes', filters.bytes === 'any' ? null : filters.bytes),
    ...simple('address', filters.address),
    ...filters.only.map((scope) => ({ kind: 'only' as const, scope })),
    ...filters.exclude.map((scope) => ({ kind: 'exclude' as const, scope })),
    ...(filters.time === null ? [] : [{ kind: 'time' as const, time: filters.time }]),
  ];
}

/** The view without one of its filters. */
export function withoutFilter(view: View, filter: ActiveFilter): View {
  if ('scope' in filter) {
    const kept = view[filter.kind].filter((scope) => !isSameScope(scope, filter.scope));
    return { ...view, [filter.kind]: kept };
  }
  const { kind } = filter;
  if (kind === 'risk')
    return { ...view, risks: view.risks.filter((value) => value !== filter.value) };
  if (kind === 'protocol')
    return { ...view, protocols: view.protocols.filter((value) => value !== filter.value) };
  return { ...view, [kind]: defaultView[kind] };
}

/** The view with every filter taken off; range, profile, sort and layout stay. */
export function withoutFilters(view: View): View {
  const { text, risks: anyRisk, protocols, bytes, address, only, exclude, time } = defaultView;
  const { closed, mine, unseen } = defaultView;
  return {
    ...view,
    ...{ text, risks: anyRisk, protocols, bytes, address, only, exclude, time },
    ...{ closed, mine, unseen },
  };
}

/** The view after a pivot: "only" replaces an earlier "only" of its field, "exclude" adds to it. */
export function withScope(view: View, change: Scope & { kind: 'only' | 'exclude' }): View {
  const scope = { field: change.field, value: change.value };
  const others = view[change.kind].filter((entry) =>
    change.kind === 'only' ? entry.field !== scope.field : !isSameScope(entry, scope),
  );
  const opposite = change.kind === 'only' ? 'exclude' : 'only';
  return {
    ...view,
    [change.kind]: [...others, scope],
    [opposite]: view[opposite].filter((entry) => !isSameScope(entry, scope)),
  };
}

function isSameScope(a: Scope, b: Scope): boolean {
  return a.field === b.field && a.value === b.value;
}

type Value = number | string | null;

/** Below 0 where the first comes first in the reader's language: `Format.compare`. */
type CompareTexts = Format['compare'];

const findingValue: Record<SortKey, (finding: Finding) => Value> = {
  risk: (finding) => -risks.indexOf(finding.risk),
  sent: (finding) => ratedBytes(finding, 'sent'),
  received: (finding) => ratedBytes(finding, 'received'),
  connections: (finding) => finding.connections,
  lastSeen: (finding) => finding.lastSeenMs,
  firstSeen: (finding) => finding.firstSeenMs,
  source: (finding) => finding.source,
  destination: (finding) => destinationsOf(finding)[0] ?? null,
  port: (finding) => finding.port,
  user: (finding) => finding.users[0] ?? null,
  protocol: (finding) => finding.protocol,
  logSource: (finding) => finding.logSources[0]?.name ?? null,
};

const cardValue: Partial<Record<SortKey, (card: Card) => Value>> = {
  risk: (card) => -risks.indexOf(card.risk),
  sent: (card) => card.sentBytes,
  received: (card) => card.receivedBytes,
  connections: (card) => card.connections,
  lastSeen: (card) => card.lastSeenMs,
  firstSeen: (card) => card.firstSeenMs,
  source: (card) => card.source,
};

/** Findings in the order asked for; what is not known comes last either way, ties are worst first. */
export function sortFindings(
  findings: readonly Finding[],
  sort: Sort,
  compare: CompareTexts,
): Finding[] {
  const value = findingValue[sort.by];
  const order = orderOf(sort, compare);
  return findings.toSorted((a, b) => order(value(a), value(b)) || byWorstFirst(a, b));
}

/**
 * Cards in the order asked for; those of equal value keep the order they came in, worst first. Sorted by
 * a column that only a finding has, a card stands where its worst finding does.
 */
export function sortCards(cards: readonly Card[], sort: Sort, compare: CompareTexts): Card[] {
  const own = cardValue[sort.by];
  const value = (card: Card): Value => {
    if (own) return own(card);
    const [worst] = card.findings;
    return worst ? findingValue[sort.by](worst) : null;
  };
  const order = orderOf(sort, compare);
  return cards.toSorted((a, b) => order(value(a), value(b)));
}

function orderOf({ descending }: Sort, compare: CompareTexts) {
  return (a: Value, b: Value): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(`${a}`, `${b}`);
    return descending ? -order : order;
  };
}
