import type { SentQuery } from '../../../contract/run.ts';
import type { UnknownReason } from '../../../contract/coverage.ts';
import type { EventSearch } from '../../ports/search.ts';
import { numberListLiteral } from '../aql/literals.ts';
import { hostIs } from '../aql/query.ts';
import {
  clausesQuery,
  mostClauseGroups,
  readClauseGroup,
  type ClauseGroup,
} from '../coverage/clauses-query.ts';
import type { CoverageContext } from '../coverage/coverage-context.ts';
import { allRows } from '../searching/all-rows.ts';
import { hostTypes } from '../searching/filling-query.ts';
import type { Found } from './answers.ts';
import { reasonOf, type BenchFacts, type Failure } from './bench-facts.ts';
import type { Minutes } from './moments.ts';
import type { Placed } from './recipe.ts';
import { mostFoundRows, readFoundRow, signalsQuery } from './signals-query.ts';
import { mostSourceGroups, readSourceGroup, sourcesQuery } from './sources-query.ts';
import type { SignalRule } from './technique-type.ts';

/** What is looked for, in which minutes. */
export type LookAsked = {
  readonly placed: Placed;
  readonly marker: string;
  readonly rules: readonly SignalRule[];
  readonly minutes: Minutes;
};

export type LookWatch = {
  readonly signal: AbortSignal;
  /** Called before each search. */
  readonly onQuery: (query: SentQuery) => void;
};

/** What was found, and the context in which clauses are judged. */
export type Looked = {
  readonly found: Found;
  readonly context: CoverageContext;
  readonly failures: readonly Failure[];
};

/**
 * The searches of a look, at the same time: what can arrive and how late, the signals of Sysmon, and what was logged between the two hosts. Each
 * that fails leaves the others as they are. Throws only `cancelled` and `not-signed-in`.
 */
export async function lookAtSignals(
  { placed, marker, rules, minutes: { window, network: between, day } }: LookAsked,
  facts: BenchFacts,
  search: EventSearch,
  { signal, onQuery }: LookWatch,
): Promise<Looked> {
  const failures: Failure[] = [];
  const ask = (query: SentQuery, limit: number) => {
    onQuery(query);
    return allRows(search, query, { limit, signal });
  };
  const attempt = async <T>(name: string, answer: () => Promise<T>): Promise<T | UnknownReason> => {
    try {
      return await answer();
    } catch (error) {
      const reason = reasonOf(error);
      failures.push({ search: name, reason });
      return reason;
    }
  };
  const own = rules.filter(({ sysmonId }) => sysmonId !== null);
  const { sysmon } = facts;
  const context = contextOf(placed, { ...facts, window: between });
  const [sources, signals, network] = await Promise.all([
    attempt('validation-sources', async () => {
      const query = sourcesQuery(placed, sysmon, { ...facts, window: day });
      const { rows } = await ask(query, mostSourceGroups);
      return rows.flatMap((row) => readSourceGroup(row) ?? []);
    }),
    attempt('validation-signals', async () => {
      const query = signalsQuery(own, { placed, marker }, sysmon, { ...facts, window });
      const { rows, isCut } = await ask(query, mostFoundRows);
      return { rows: rows.flatMap((row) => readFoundRow(row, own, sysmon) ?? []), isCut };
    }),
    attempt('coverage-clauses', () => networkGroups(placed, context, ask)),
  ]);
  const groups = typeof network === 'string' ? network : network.groups;
  return {
    found: {
      rows: typeof signals === 'string' ? signals : signals.rows,
      isCut: typeof signals !== 'string' && signals.isCut,
      sources,
      network: groups,
    },
    context: typeof network === 'string' ? context : network.context,
    failures,
  };
}

type Ask = (query: SentQuery, limit: number) => ReturnType<typeof allRows>;

/** Records between the two hosts, but those that hosts write of themselves, by the outcome of each clause. */
async function networkGroups(
  { target }: Placed,
  context: CoverageContext,
  ask: Ask,
): Promise<{ readonly groups: readonly ClauseGroup[]; readonly context: CoverageContext }> {
  if (target === null) return { groups: [], context };
  const first = await ask(clausesQuery(context), mostClauseGroups);
  // A query that names a disabled property finds nothing.
  const isEmptied = first.rows.length === 0 && context.measured.length > 0;
  const used = isEmptied ? { ...context, measured: [] } : context;
  const { rows } = isEmptied ? await ask(clausesQuery(used), mostClauseGroups) : first;
  return { groups: rows.flatMap((row) => readClauseGroup(row, used) ?? []), context: used };
}

function contextOf({ source, target }: Placed, facts: BenchFacts): CoverageContext {
  const { properties } = facts;
  const meanings = ['sent', 'received', 'total'] as const;
  return {
    ...facts,
    measured: meanings.flatMap((meaning) => properties[meaning].map((name) => ({ name, meaning }))),
    pipeline: [],
    isPlain: false,
    only:
      target === null
        ? []
        : [
            hostIs('source', source, facts),
            hostIs('destination', target, facts),
            `(devicetype IS NULL OR NOT (devicetype IN ${numberListLiteral(hostTypes)}))`,
          ],
  };
}
