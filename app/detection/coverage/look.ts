import type { CoverageResult } from '../../../contract/coverage.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts, EventField } from '../../ports/console-facts.ts';
import type { DetectionPorts } from '../../ports/detection.ts';
import type { Pace } from '../../ports/steps.ts';
import { chosenProperties, existingProperties } from '../aql/properties.ts';
import { findRefused, switchesWithout } from '../aql/switches.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { allRows } from '../searching/all-rows.ts';
import { sampleOf } from '../searching/filling.ts';
import { cardsQuery, mostCardGroups } from './cards-query.ts';
import { checksOf, type CheckInput } from './checks.ts';
import { isSession, outcomesIn, recordsOf } from './clause-outcomes.ts';
import {
  clausesQuery,
  mostClauseGroups,
  readClauseGroup,
  type ClauseGroup,
} from './clauses-query.ts';
import {
  mostProperties,
  pipelineColumns,
  portsLookedAt,
  type ByteProperty,
  type CoverageContext,
} from './coverage-context.ts';
import { flowClausesQuery, flowCounts, mostFlowGroups } from './flow-clauses-query.ts';
import { funnelOf } from './funnel.ts';
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
 * What this console can show of what the rule looks for, and the smallest changes that would show more: three searches,
 * of which those for cards and flows may fail without ending it. Throws what the search by clauses throws.
 */
export async function lookAtCoverage(
  { window, settings }: CoverageAsked,
  { facts, search }: DetectionPorts,
  { signal, onQuery, pace }: CoverageWatch,
): Promise<CoverageResult> {
  const [fields, refused] = await Promise.all([
    facts.eventFields(signal),
    findRefused(facts, window, 'validator', signal),
  ]);
  const ask = (query: SentQuery, limit: number) => {
    onQuery(query);
    return allRows(search, query, { limit, signal });
  };

  // 1. Every event by the outcome of each clause.
  const switches = switchesWithout(refused);
  const existing = existingProperties(settings.properties, fields);
  const wanted: CoverageContext = {
    window,
    settings,
    switches,
    properties: existing.properties,
    measured: measuredOf(settings, fields),
    pipeline: pipelineColumns.filter((name) => fields.some((field) => field.name === name)),
  };
  const first = await ask(clausesQuery(wanted), mostClauseGroups);
  // A query that names a disabled property finds nothing.
  const isEmptied = first.rows.length === 0 && wanted.measured.length > 0;
  const asked = isEmptied ? await withoutDisabled(wanted, facts, signal) : wanted;
  const byClause = isEmptied ? await ask(clausesQuery(asked), mostClauseGroups) : first;
  const groups = byClause.rows.flatMap((row) => readClauseGroup(row, asked) ?? []);

  // What a run would read, by what is filled in these very records.
  const filling = new Map(
    asked.measured.map(({ name }, at) => [
      name,
      recordsOf(groups.filter((group) => group.filled[at] === true)),
    ]),
  );
  const { properties } = chosenProperties(existing, filling, {
    isWhole: !byClause.isCut,
    mayNameSeveral: switches.severalNames,
  });
  const context: CoverageContext = { ...asked, properties };
  const other = otherSent(groups, context);

  // 2. Pairs, to judge what changes would show; 3. flows.
  const [cards, flows] = await Promise.all([
    ask(cardsQuery(context, other), mostCardGroups),
    ask(flowClausesQuery(context), mostFlowGroups).then(
      ({ rows }) => flowCounts(rows, context),
      reasonOf,
    ),
  ]);
  const rows = cards.rows.flatMap((row) => readCardRow(row) ?? []);
  const repairs = await pace(findRepairs(rows, { settings, window }, other));
  return {
    checks: checksOf({ groups, flows }, context),
    funnel: funnelOf(groups, context),
    sources: sourcesOf(groups, context),
    properties: propertiesOf(groups, context),
    ...repairs,
    isCut: cards.isCut || byClause.isCut,
  };
}

/** The context without properties that are disabled, and where that is not known without any. */
async function withoutDisabled(
  context: CoverageContext,
  facts: Pick<ConsoleFacts, 'filling'>,
  signal: AbortSignal,
): Promise<CoverageContext> {
  const names = context.measured.map(({ name }) => name);
  const { window } = sampleOf(context.window);
  const filling = await facts.filling({ names, ports: portsLookedAt, window }, signal);
  const isEnabled = (name: string) => filling !== null && filling.get(name) !== null;
  return { ...context, measured: context.measured.filter(({ name }) => isEnabled(name)) };
}

/** Why flows could not be asked. Rethrows what is neither a refusal nor a failure of the console. */
function reasonOf(error: unknown): CheckInput['flows'] {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
  return error.code === 'not-allowed' ? 'no-right' : 'no-answer';
}

const meanings = ['sent', 'received', 'total'] as const;

/** The properties of bytes that the console has: those of the settings, then other names that are usual. */
function measuredOf(settings: FindingSettings, fields: readonly EventField[]): ByteProperty[] {
  const read = existingProperties(settings.properties, fields).properties;
  const usual = existingProperties(defaultSettings.properties, fields).properties;
  const all = [read, usual].flatMap((properties) =>
    meanings.flatMap((meaning) => properties[meaning].map((name) => ({ name, meaning }))),
  );
  return [...new Map(all.toReversed().map((property) => [property.name, property])).values()]
    .toReversed()
    .slice(0, mostProperties);
}

/** Of the properties of bytes sent that are not read, the one that tells most sessions without one; `null`: none does. */
function otherSent(groups: readonly ClauseGroup[], context: CoverageContext): string | null {
  const outcomesOf = outcomesIn(context);
  const bare = groups.filter((group) => {
    const outcomes = outcomesOf(group);
    return isSession(outcomes) && !outcomes['sent-bytes'];
  });
  const told = context.measured
    .map(({ name, meaning }, at) => ({
      name,
      records:
        meaning === 'sent' && !context.properties.sent.includes(name)
          ? recordsOf(bare.filter((group) => group.filled[at] === true))
          : 0,
    }))
    .sort((a, b) => b.records - a.records);
  const [first] = told;
  return first && first.records > 0 ? first.name : null;
}
