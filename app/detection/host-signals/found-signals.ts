import type { HostSignal } from '../../../contract/host-signal.ts';
import type { SkipReason } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import type { QueryContext } from '../aql/query.ts';
import { hostSignalId } from '../judging/ids.ts';
import { cellsOf, countIn, hostIn, nameIn, timeIn, type Cells } from '../rows/cells.ts';
import { maskedCommand } from './mask.ts';
import { mostGroups, signalRecords, type SignalFields } from './query.ts';
import { recognise, type Recognised } from './recognise.ts';

/** Log sources named of one signal. */
const mostLogSources = 10;

type Group = {
  readonly domainId: number;
  readonly host: string;
  readonly logSource: { readonly id: number; readonly name: string };
  readonly computer: string | null;
  readonly process: string | null;
  readonly command: string | null;
  readonly pipe: string | null;
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
};

type Reporter = { readonly id: number; readonly name: string; count: number };

type Found = {
  readonly recognised: Recognised;
  newest: Group;
  count: number;
  firstSeenMs: number;
  readonly logSources: Map<number, Reporter>;
};

/** Signals of hosts, folded from groups of records in any order. No secret of a command line is kept. */
export class FoundSignals {
  readonly #found = new Map<string, Found>();
  #groups = 0;

  /** Takes a row of `hostSignalsQuery` in; says why it cannot be read, or `null`, also for one that is no signal. */
  fold(row: unknown): SkipReason | null {
    this.#groups += 1;
    const cells = cellsOf(row);
    if (cells === null) return 'not-a-row';
    const told = {
      process: textIn(cells, aliases.process),
      originalName: textIn(cells, aliases.originalName),
      command: textIn(cells, aliases.commandLine),
      pipe: textIn(cells, aliases.pipeName),
    };
    const recognised = recognise(told);
    if (recognised === null) return null;
    const group = readGroup(cells, recognised);
    if (typeof group === 'string') return group;
    this.#add(group, recognised);
    return null;
  }

  get count(): number {
    return this.#found.size;
  }

  /** Whether there may be more groups than were read. */
  get isFull(): boolean {
    return this.#groups >= mostGroups;
  }

  /** Newest first, then by id: a total order. */
  all(
    fields: SignalFields,
    context: QueryContext,
    domainNames: ReadonlyMap<number, string>,
  ): HostSignal[] {
    return [...this.#found]
      .map(([id, found]) => signalOf(id, found, { fields, context, domainNames }))
      .sort((a, b) => b.lastSeenMs - a.lastSeenMs || (a.id < b.id ? -1 : 1));
  }

  #add(group: Group, recognised: Recognised): void {
    const { domainId, host } = group;
    const id = hostSignalId({ domainId, host, kind: recognised.kind, what: recognised.what });
    const found: Found = this.#found.get(id) ?? {
      recognised,
      newest: group,
      count: 0,
      firstSeenMs: group.firstSeenMs,
      logSources: new Map(),
    };
    if (isNewer(group, found.newest)) found.newest = group;
    found.count += group.count;
    found.firstSeenMs = Math.min(found.firstSeenMs, group.firstSeenMs);
    const source: Reporter = found.logSources.get(group.logSource.id) ?? {
      ...group.logSource,
      count: 0,
    };
    source.count += group.count;
    found.logSources.set(source.id, source);
    this.#found.set(id, found);
  }
}

/** Of two of the same time the one whose text comes first, so that the order of rows does not matter. */
function isNewer(a: Group, b: Group): boolean {
  if (a.lastSeenMs !== b.lastSeenMs) return a.lastSeenMs > b.lastSeenMs;
  const text = ({ command, pipe, process }: Group) => `${command}\n${pipe}\n${process}`;
  return text(a) < text(b);
}

function readGroup(cells: Cells, { kind }: Recognised): Group | SkipReason {
  const host = hostIn(cells[aliases.source]);
  const firstSeenMs = timeIn(cells[aliases.firstSeen]);
  const lastSeenMs = timeIn(cells[aliases.lastSeen]);
  const count = countIn(cells[aliases.connections]) ?? 0;
  const id = countIn(cells[aliases.logSource]);
  if (host === null) return 'no-source';
  if (firstSeenMs === null || lastSeenMs === null) return 'no-time';
  if (count === 0 || id === null) return 'no-count';
  const command = textIn(cells, aliases.commandLine);
  return {
    domainId: countIn(cells[aliases.domain]) ?? 0,
    host,
    logSource: { id, name: nameIn(cells[aliases.logSourceName]) ?? String(id) },
    computer: nameIn(cells[aliases.computer]),
    process: nameIn(cells[aliases.process]),
    command: kind === 'c2-pipe' || command === null ? null : maskedCommand(command),
    pipe: kind === 'c2-pipe' ? nameIn(cells[aliases.pipeName]) : null,
    count,
    firstSeenMs,
    lastSeenMs,
  };
}

/** A text as it came, whole, because what would be cut off may tell; `null` for none. */
function textIn(cells: Cells, alias: string): string | null {
  const value = cells[alias];
  return typeof value === 'string' && nameIn(value) !== null ? value : null;
}

function signalOf(
  id: string,
  { recognised, newest, count, firstSeenMs, logSources }: Found,
  told: {
    readonly fields: SignalFields;
    readonly context: QueryContext;
    readonly domainNames: ReadonlyMap<number, string>;
  },
): HostSignal {
  const { kind, entry } = recognised;
  const { domainId, host, computer, process, command, pipe, lastSeenMs } = newest;
  return {
    id,
    kind,
    domain: { id: domainId, name: told.domainNames.get(domainId) ?? null },
    ...{ host, computer, process, command, pipe, entry, count, firstSeenMs, lastSeenMs },
    logSources: [...logSources.values()]
      .sort((a, b) => b.count - a.count || a.id - b.id)
      .slice(0, mostLogSources),
    aql: signalRecords({ kind, host, domainId, pipe }, told.fields, told.context),
  };
}
