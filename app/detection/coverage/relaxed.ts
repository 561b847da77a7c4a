import type { Change } from '../../../contract/coverage.ts';
import { directions, type Direction } from '../../../contract/details.ts';
import type { Settings } from '../../../contract/session.ts';
import { aliases } from '../aql/columns.ts';
import { cellsOf, countIn, hostIn, nameIn, type Cells } from '../rows/cells.ts';
import { phaseOf } from '../rows/rows.ts';
import { outsideOf } from '../rule/addresses.ts';
import { rule } from '../rule/rule.ts';
import { directionsAsked, portsAsked } from '../rule/settable.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';

/** A row of `cardsQuery` as cells, with what the clauses look at. */
export type CardRow = {
  readonly cells: Cells;
  readonly port: number;
  readonly direction: Direction;
  readonly category: number;
  readonly categoryName: string | null;
  readonly destination: string;
  readonly hasSent: boolean;
  readonly hasOther: boolean;
  readonly connections: number;
};

/** Reads a row of `cardsQuery` as far as clauses go; `null` for what has no port or destination. */
export function readCardRow(row: unknown): CardRow | null {
  const cells = cellsOf(row);
  const port = countIn(cells?.[aliases.destinationPort]);
  const destination = hostIn(cells?.[aliases.destination]);
  if (!cells || port === null || destination === null) return null;
  return {
    cells,
    port,
    destination,
    direction: directions.find((known) => known === cells[aliases.direction]) ?? 'unknown',
    category: countIn(cells[aliases.category]) ?? -1,
    categoryName: nameIn(cells[aliases.categoryName]),
    hasSent: countIn(cells[aliases.sentKnown]) === 1,
    hasOther: countIn(cells[aliases.otherKnown]) === 1,
    connections: countIn(cells[aliases.connections]) ?? 0,
  };
}

/** The rule as some changes would leave it. */
export type Relaxed = {
  readonly settings: FindingSettings;
  /** Categories that count as allowing a connection, beside those of the rule. */
  readonly categories: ReadonlySet<number>;
  readonly directions: ReadonlySet<Direction>;
  readonly usesOther: boolean;
};

/** The settings, and what changes make of them. A change of a property of bytes received moves no card. */
export function relaxed(settings: FindingSettings, changes: readonly Change[]): Relaxed {
  const packs = changes.flatMap((change) => (change.kind === 'port-pack' ? [change.pack] : []));
  const blocks = changes.flatMap((change) => (change.kind === 'own-block' ? [change.block] : []));
  return {
    settings: {
      ...settings,
      portPacks: [...new Set<Settings['portPacks'][number]>([...settings.portPacks, ...packs])],
      ownPublicBlocks: settings.ownPublicBlocks.filter((block) => !blocks.includes(block)),
    },
    categories: new Set([
      ...settings.categories,
      ...changes.flatMap((change) => (change.kind === 'category' ? [change.id] : [])),
    ]),
    directions: new Set<Direction>([
      ...directionsAsked(settings),
      ...changes.flatMap((change) => (change.kind === 'direction' ? [change.direction] : [])),
    ]),
    usesOther: changes.some((change) => change.kind === 'property' && change.meaning === 'sent'),
  };
}

/**
 * The rows that a run under this rule would get, as it would get them. A category that is added reads as one that
 * permits; the other property of bytes sent is read where the first ones are not filled.
 */
export function* passing(rows: readonly CardRow[], rule_: Relaxed): Generator<Cells> {
  const { settings, categories } = rule_;
  const ports = new Set(portsAsked(settings));
  const isOutside = outsideOf(settings.ownPublicBlocks);
  const [permit] = rule.categories.permit;
  for (const row of rows) {
    const isAdded = categories.has(row.category);
    if (!ports.has(row.port) || !rule_.directions.has(row.direction)) continue;
    if (!isAdded && phaseOf(row.category) === null && !isDenied(row)) continue;
    if (!isOutside(row.destination)) continue;
    yield {
      ...row.cells,
      ...(isAdded ? { [aliases.category]: permit } : {}),
      ...(rule_.usesOther && !row.hasSent && row.hasOther ? otherCounter(row.cells) : {}),
    };
  }
}

/** Whether a device on the way refused it. */
export function isDenied({ category }: Pick<CardRow, 'category'>): boolean {
  return rule.categories.denied.includes(category);
}

function otherCounter(cells: Cells): Cells {
  return {
    [aliases.sentKnown]: 1,
    [aliases.sentImpossible]: cells[aliases.otherImpossible],
    [aliases.sent]: cells[aliases.otherSum],
    [aliases.sentLargest]: cells[aliases.otherLargest],
  };
}
