import { clauses, type Change, type Clause } from '../../../contract/coverage.ts';
import { directions } from '../../../contract/details.ts';
import type { ClauseStep, EventFunnel, FollowedEvent } from '../../../contract/event-funnel.ts';
import type { PortPack } from '../../../contract/session.ts';
import { aliases } from '../aql/columns.ts';
import { cellsOf, countIn, hostIn, nameIn, numberIn, timeIn } from '../rows/cells.ts';
import { outsideOf } from '../rule/addresses.ts';
import { portPacks } from '../../../cards/port-packs.ts';
import { isRefused, outcomesIn, type ClauseValues } from './clause-outcomes.ts';
import type { CoverageContext } from './coverage-context.ts';
import { counterOf, mostNearby } from './event-query.ts';

/** Records that are shown: a person picks one of them. */
const mostShown = 20;

/** Rows of `eventQuery`, those nearest to the time first; what has no time, address or port is left out. */
export function readEvents(
  rows: readonly unknown[],
  timeMs: number,
  context: CoverageContext,
): Pick<EventFunnel, 'events' | 'isCut'> {
  const distance = (event: FollowedEvent) => Math.abs(event.timeMs - timeMs);
  const events = rows
    .flatMap((row) => readEvent(row, context) ?? [])
    .sort((a, b) => distance(a) - distance(b));
  return {
    events: events.slice(0, mostShown),
    isCut: rows.length >= mostNearby || events.length > mostShown,
  };
}

function readEvent(row: unknown, context: CoverageContext): FollowedEvent | null {
  const cells = cellsOf(row);
  if (!cells) return null;
  const timeMs = timeIn(cells[aliases.time]);
  const source = hostIn(cells[aliases.source]);
  const destination = hostIn(cells[aliases.destination]);
  const port = countIn(cells[aliases.destinationPort]);
  if (timeMs === null || source === null || destination === null || port === null) return null;
  const values: ClauseValues = {
    port,
    direction: directions.find((known) => known === cells[aliases.direction]) ?? 'unknown',
    category: countIn(cells[aliases.category]) ?? 0,
    // The query names some own blocks, here all of them are known.
    isOutside:
      countIn(cells[aliases.outside]) === 1 &&
      outsideOf(context.settings.ownPublicBlocks)(destination),
    filled: context.measured.map((_, at) => isThere(cells[counterOf(at)])),
  };
  const categoryName = nameIn(cells[aliases.categoryName]);
  return {
    ...{ timeMs, source, destination, destinationPort: port, direction: values.direction },
    logSource: nameIn(cells[aliases.logSourceName]) ?? '',
    sourcePort: countIn(cells[aliases.sourcePort]),
    category: { id: values.category, name: categoryName },
    isRefused: isRefused(values),
    eventCount: countIn(cells[aliases.eventCount]) ?? 1,
    counters: context.measured.flatMap(({ name, meaning }, at) =>
      values.filled[at] === true && meaning === 'sent'
        ? [{ name, value: numberIn(cells[counterOf(at)]) }]
        : [],
    ),
    steps: stepsOf({ ...values, destination, categoryName }, context),
  };
}

function isThere(cell: unknown): boolean {
  return cell !== null && cell !== undefined;
}

type Record_ = ClauseValues & {
  readonly destination: string;
  readonly categoryName: string | null;
};

function stepsOf(record: Record_, context: CoverageContext): ClauseStep[] {
  const outcomes = outcomesIn(context)(record);
  return clauses.map((clause) => {
    // Without properties in the query a record does not tell whether it fills one.
    const isUnknown = clause === 'sent-bytes' && context.measured.length === 0;
    const passes = isUnknown ? null : outcomes[clause];
    return { clause, passes, change: passes === false ? changeOf[clause](record, context) : null };
  });
}

/** The setting that would let a record pass a clause that it does not pass; `null`: there is none. */
const changeOf: Readonly<
  Record<Clause, (record: Record_, context: CoverageContext) => Change | null>
> = {
  port: ({ port }) => {
    // Parse boundary: the keys of the table are exactly the packs.
    const pack = (Object.keys(portPacks) as PortPack[]).find((name) =>
      portPacks[name].some((meaning) => meaning.port === port),
    );
    return pack === undefined ? null : { kind: 'port-pack', pack };
  },
  direction: ({ direction }) => (direction === 'unknown' ? null : { kind: 'direction', direction }),
  category: (record) =>
    isRefused(record) || record.category <= 0
      ? null
      : {
          kind: 'category',
          id: record.category,
          name: record.categoryName ?? String(record.category),
        },
  destination: ({ destination }, { settings }) => {
    const block = settings.ownPublicBlocks.find((own) => !outsideOf([own])(destination));
    const isPublic = outsideOf([])(destination);
    return block === undefined || !isPublic ? null : { kind: 'own-block', block };
  },
  'sent-bytes': ({ filled }, { measured, properties }) => {
    const other = measured.find(
      ({ name, meaning }, at) =>
        filled[at] === true && meaning === 'sent' && !properties.sent.includes(name),
    );
    return other ? { kind: 'property', meaning: 'sent', name: other.name } : null;
  },
};
