import type { PassedOver, RunProperties } from '../../../contract/run.ts';
import type { Settings } from '../../../contract/session.ts';
import type { EventField, Filling } from '../../ports/console-facts.ts';
import { sourceRule } from '../rule/rule.ts';
import { aliases } from './columns.ts';
import { canBeProperty } from './literals.ts';

type Kind = keyof RunProperties;

/** Which properties a run reads, and which it passes over although the console has them. */
export type ChosenProperties = {
  readonly properties: RunProperties;
  readonly passedOver: PassedOver[];
};

/** … and which it reads where it looks at records on other ports than those of the rule. */
export type ChosenEverywhere = ChosenProperties & {
  /**
   * Those that are read, then further counters that are not disabled, though filled in no record on the rule's ports: another device
   * may log data channels than the one that logs their sessions.
   */
  readonly elsewhere: RunProperties;
};

/**
 * Which of the candidate names the console has, as it spells them, in their order: fields of `events`, numeric ones
 * where they are to be added up, else all of the type of the first.
 * A name that the console does not know would make the whole query fail, and `SUM` over a text property is
 * not documented, so both are passed over. So is a property named like one of our column aliases, because
 * an alias wins over a field of the same name.
 */
export function existingProperties(
  candidates: Settings['properties'],
  fields: readonly EventField[],
): ChosenProperties {
  const usable = fields.filter(({ name }) => canBeProperty(name) && !taken.has(folded(name)));
  const byName = new Map(usable.map((field) => [folded(field.name), field]));
  const passedOver: PassedOver[] = [];
  const properties = mapKinds((kind) => {
    const found = distinct(candidates[kind].flatMap((name) => byName.get(folded(name)) ?? []));
    const isNumeric = counted.has(kind) || (found[0]?.numeric ?? false);
    const fitting = found.filter(({ numeric }) => numeric === isNumeric);
    if (counted.has(kind)) {
      const texts = found.filter(({ numeric }) => !numeric);
      passedOver.push(...texts.map(({ name }) => ({ name, reason: 'text' as const })));
    }
    return fitting.map(({ name }) => name);
  });
  return { properties, passedOver };
}

/**
 * Those of the existing properties that are read. Never one that is disabled: naming it would empty the answers. One
 * that is filled in no record of the sample is left out, or comes last where the sample is not `isWhole`, as does one
 * of which it is not known. Where
 * nothing is known of the filling, or a query may name one only, it is one of each kind: the first, or the one that
 * is filled most.
 */
export function chosenProperties(
  existing: ChosenProperties,
  filling: Filling | null,
  { isWhole, mayNameSeveral }: { readonly isWhole: boolean; readonly mayNameSeveral: boolean },
): ChosenEverywhere {
  const passedOver = [...existing.passedOver];
  const properties = mapKinds((kind) => {
    const names = existing.properties[kind];
    if (filling === null) return names.slice(0, 1);
    const times = (name: string) => filling.get(name) ?? 0;
    const enabled = names.filter((name) => filling.get(name) !== null);
    const filled = enabled.filter((name) => times(name) > 0);
    const mayBeFilled = (name: string) => !isWhole || filled.length === 0 || !filling.has(name);
    const kept = [...filled, ...enabled.filter((name) => times(name) === 0 && mayBeFilled(name))];
    const byTimes = kept.toSorted((a, b) => times(b) - times(a));
    const read = mayNameSeveral && filled.length > 0 ? kept : byTimes.slice(0, 1);
    const left = names.filter((name) => !read.includes(name) && !filled.includes(name));
    passedOver.push(
      ...left.map((name) => ({
        name,
        reason: enabled.includes(name) ? ('empty' as const) : ('disabled' as const),
      })),
    );
    return read;
  });
  const elsewhere = mapKinds((kind) => {
    const read = properties[kind];
    // What is announced stands in records of sessions, so on the rule's ports.
    if (filling === null || !mayNameSeveral || !counted.has(kind)) return read;
    const enabled = existing.properties[kind].filter((name) => filling.get(name) !== null);
    return [...read, ...enabled.filter((name) => !read.includes(name))];
  });
  return { properties, elsewhere, passedOver: distinct(passedOver) };
}

/** Of no kind any. */
export const noProperties: RunProperties = mapKinds(() => []);

/** All names in some properties, each once. */
export function namesIn(properties: RunProperties): string[] {
  return [...new Set(Object.values(properties).flat())];
}

/** The candidates of the source profile: those that the source query itself names come first. */
export function sourceCandidates(candidates: Settings['properties']): Settings['properties'] {
  const ownFirst = (names: string[], own: string) => [
    ...names.filter((name) => folded(name) === folded(own)),
    ...names.filter((name) => folded(name) !== folded(own)),
  ];
  const { sent, received } = sourceRule.byteProperties;
  return {
    ...candidates,
    sent: ownFirst(candidates.sent, sent),
    received: ownFirst(candidates.received, received),
  };
}

/** Kinds that are added up or compared. */
const counted: ReadonlySet<Kind> = new Set([
  'sent',
  'received',
  'total',
  'packetsSent',
  'packetsReceived',
]);

function mapKinds(names: (kind: Kind) => string[]): RunProperties {
  return {
    sent: names('sent'),
    received: names('received'),
    total: names('total'),
    packetsSent: names('packetsSent'),
    packetsReceived: names('packetsReceived'),
    dataPort: names('dataPort'),
    dataHost: names('dataHost'),
    dataMode: names('dataMode'),
    command: names('command'),
    fileName: names('fileName'),
  };
}

function distinct<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.name, item])).values()];
}

/** AQL names are case-insensitive. */
function folded(name: string): string {
  return name.toLowerCase();
}

const taken = new Set(Object.values(aliases).map(folded));
