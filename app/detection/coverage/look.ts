import { overallOf } from '../../../cards/coverage-verdicts.ts';
import type { CoverageResult, UnknownReason } from '../../../contract/coverage.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { ConsoleFacts, Filling } from '../../ports/console-facts.ts';
import type { DetectionPorts } from '../../ports/detection.ts';
import type { Pace } from '../../ports/steps.ts';
import { chosenProperties, existingProperties } from '../aql/properties.ts';
import { switchesOf } from '../aql/query.ts';
import { findRefused, switchesWithout } from '../aql/switches.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { allRows } from '../searching/all-rows.ts';
import { cardsQuery, mostCardGroups } from './cards-query.ts';
import { askByClause, type Ask, type ClauseAnswer } from './ask-clauses.ts';
import { checksOf } from './checks.ts';
import { asFarAsRead } from './cut-off.ts';
import { recordsOf, toTellBytesBy } from './clause-outcomes.ts';
import { clausesQuery, mostClauseGroups, readClauseGroup } from './clauses-query.ts';
import { pipelineColumns, type CoverageContext } from './coverage-context.ts';
import { flowClausesQuery, flowCounts, mostFlowGroups } from './flow-clauses-query.ts';
import { funnelOf } from './funnel.ts';
import { measuredOf, otherSent } from './measured.ts';
import { reasonOf } from './reason-of.ts';
import { readCardRow } from './relaxed.ts';
import { findRepairs } from './repairs.ts';
import { propertiesOf, sourcesOf } from './reporters.ts';

export type CoverageAsked = {
  /** On full minutes (`planWindow`). */
  readonly window: TimeWindow;
  readonly settings: FindingSettings;
};

export type CoverageWatch = {
  readonly signal: AbortSignal;
  /** Called before each search. */
  readonly onQuery: (query: SentQuery) => void;
  readonly pace: Pace;
};

/**
 * What this console can show of what the rule looks for, and the smallest changes that would show more: three searches, and
 * where a property is disabled one more, and short ones that find out which. Only that by clauses ends it where it fails,
 * with what it throws; what else the console does not say cannot be known.
 */
export async function lookAtCoverage(
  { window, settings }: CoverageAsked,
  { facts, search }: DetectionPorts,
  { signal, onQuery, pace }: CoverageWatch,
): Promise<CoverageResult> {
  const [listed, domains, refused] = await Promise.all([
    facts.eventFields(signal).catch(reasonOf),
    // Domains without a name are told by their ids.
    facts.domainNames(signal).catch(reasonOf),
    // What the console does not say is accepted.
    findRefused(facts, window, 'validator', signal).catch(reasonOf),
  ]);
  const notListed = typeof listed === 'string' ? listed : null;
  const fields = typeof listed === 'string' ? [] : listed;
  const ask: Ask = (query, limit) => {
    onQuery(query);
    return allRows(search, query, { limit, signal });
  };

  // 1. Every event by the outcome of each clause.
  const switches = switchesWithout(typeof refused === 'string' ? [] : refused);
  const existing = existingProperties(settings.properties, fields);
  const wanted: CoverageContext = {
    window,
    settings,
    switches,
    properties: existing.properties,
    measured: measuredOf(settings, fields),
    pipeline: pipelineColumns.filter((name) => fields.some((field) => field.name === name)),
    isPlain: false,
  };
  const first = await askByClause(wanted, ask, facts, signal);
  const byClause = first && (await withoutDisabled(first, ask, facts, signal));
  const asked = byClause?.context ?? { ...wanted, measured: [] };
  const groups = byClause?.rows.flatMap((row) => readClauseGroup(row, asked) ?? []) ?? [];
  const noClauses = byClause === null ? ('refused' as const) : null;
  const noFields = notListed ?? (asked.isPlain ? 'refused' : noClauses);
  const noBytes = noFields ?? byClause?.noBytes ?? null;

  // What a run would read, by what is filled in these very records.
  const filling: Filling = new Map([
    ...(byClause?.disabled ?? []).map((name) => [name, null] as const),
    ...asked.measured.map(({ name }, at) => {
      const filled = groups.filter((group) => group.filled[at] === true);
      return [name, recordsOf(filled)] as const;
    }),
  ]);
  const { properties } = chosenProperties(existing, filling, {
    isWhole: byClause?.isCut === false,
    mayNameSeveral: switchesOf(asked).severalNames,
  });
  const context: CoverageContext = { ...asked, properties };
  const other = otherSent(groups, context);
  const isAnyPossible = toTellBytesBy(groups, context).told.length > 0;

  // 2. Pairs, to judge what changes would show; 3. flows.
  const [predicted, flows] = await Promise.all([
    noBytes ?? predictedFrom({ context, other, isAnyPossible, ask, pace }).catch(reasonOf),
    ask(flowClausesQuery(context), mostFlowGroups)
      .then(({ rows, isCut }) => (isCut ? 'truncated' : flowCounts(rows, context)))
      .catch(reasonOf),
  ]);
  const prediction = typeof predicted === 'string' ? unpredicted(predicted) : predicted;
  const domainNames = typeof domains === 'string' ? new Map<number, string>() : domains;
  const input = { groups: noClauses ?? groups, flows, noFields, noBytes, domainNames };
  const told = checksOf(input, context);
  const checks = byClause?.isCut ? told.map(asFarAsRead) : told;
  return {
    overall: overallOf(checks),
    checks,
    funnel: noClauses ? [] : funnelOf(groups, context, noBytes ? ['sent-bytes'] : []),
    sources: sourcesOf(groups, context),
    properties: propertiesOf(groups, context),
    ...prediction,
    isCut: prediction.isCut || byClause?.isCut === true,
  };
}

type Prediction = Pick<CoverageResult, 'cardsNow' | 'repairs' | 'repairsUnknown' | 'isCut'>;

/** What the rule makes of the pairs of the window, with and without changes. */
async function predictedFrom({
  context,
  other,
  isAnyPossible,
  ask,
  pace,
}: {
  readonly context: CoverageContext;
  readonly other: string | null;
  /** Whether there are records that the search must find. */
  readonly isAnyPossible: boolean;
  readonly ask: Ask;
  readonly pace: Pace;
}): Promise<Prediction> {
  const first = await ask(cardsQuery(context, other), mostCardGroups);
  // The only properties in it that the first search did not name.
  const { packetsSent } = context.properties;
  const isEmptied = first.rows.length === 0 && packetsSent.length > 0 && isAnyPossible;
  const bare = { ...context, properties: { ...context.properties, packetsSent: [] } };
  const { rows, isCut } = isEmptied ? await ask(cardsQuery(bare, other), mostCardGroups) : first;
  const groups = rows.flatMap((row) => readCardRow(row) ?? []);
  const repairs = await pace(findRepairs(groups, context, other));
  return { ...repairs, repairsUnknown: null, isCut };
}

function unpredicted(repairsUnknown: UnknownReason): Prediction {
  return { cardsNow: null, repairs: [], repairsUnknown, isCut: false };
}

/** Which properties emptied an answer, and why bytes cannot be told from what came without them; `null` where they can. */
type Disabled = {
  readonly disabled: readonly string[];
  readonly noBytes: UnknownReason | null;
};

/**
 * The answer, asked once more without the properties that are disabled where they emptied it: a query that names one finds nothing.
 * Those known as disabled are in the first query all the same, so that one that was switched on since is seen at once.
 */
async function withoutDisabled(
  first: ClauseAnswer,
  ask: Ask,
  facts: Pick<ConsoleFacts, 'disabled' | 'knownDisabled'>,
  signal: AbortSignal,
): Promise<ClauseAnswer & Disabled> {
  const { rows, context } = first;
  if (rows.length > 0 || context.measured.length === 0)
    return { ...first, disabled: [], noBytes: null };
  const askWithout = async (disabled: readonly string[]) => {
    const measured = context.measured.filter(({ name }) => !disabled.includes(name));
    const without = { ...context, measured };
    return { ...(await ask(clausesQuery(without), mostClauseGroups)), context: without, disabled };
  };
  const known = facts.knownDisabled(namesIn(context));
  if (known.length > 0) {
    const second = await askWithout(known);
    if (second.rows.length > 0) return { ...second, noBytes: null };
  }
  const { disabled, noBytes } = await disabledIn(context, facts, signal);
  const last = await askWithout(disabled);
  // Where nothing is there either, no property emptied anything.
  return { ...last, noBytes: last.rows.length > 0 ? noBytes : null };
}

/** Properties that would empty an answer: those that are disabled, and where that is not known all. */
async function disabledIn(
  context: CoverageContext,
  facts: Pick<ConsoleFacts, 'disabled'>,
  signal: AbortSignal,
): Promise<Disabled> {
  const names = namesIn(context);
  const found = await facts.disabled({ names, window: context.window }, signal).catch(reasonOf);
  if (found === null || typeof found === 'string')
    return { disabled: names, noBytes: found ?? 'no-answer' };
  return { disabled: found, noBytes: null };
}

/** Properties that queries of a check name. */
function namesIn({ measured, properties }: CoverageContext): readonly string[] {
  return [...measured.map(({ name }) => name), ...properties.packetsSent];
}
