import {
  checkCodes,
  type Check,
  type CheckCode,
  type UnknownReason,
} from '../../../contract/coverage.ts';
import { directionsAsked } from '../rule/settable.ts';
import {
  indexesOf,
  isFromNowhere,
  isRefused,
  isSession,
  mayBeSession,
  outcomesIn,
  recordsOf,
  toTellBytesBy,
} from './clause-outcomes.ts';
import { answer, unknown, type CheckOf, type EvidenceOf } from './answers.ts';
import type { ClauseGroup } from './clauses-query.ts';
import { recordsToTell, type CoverageContext } from './coverage-context.ts';
import type { FlowCounts } from './flow-clauses-query.ts';
import { pipelineCheck } from './pipeline-check.ts';
import { windowCheck } from './window-check.ts';

/** What the checks are answered from; an `UnknownReason` stands for what could not be asked. */
export type CheckInput = {
  readonly groups: readonly ClauseGroup[] | UnknownReason;
  readonly flows: FlowCounts | UnknownReason;
  /** Why the properties and columns of the console are not known, or not asked for; `null` where they are. */
  readonly noFields: UnknownReason | null;
  /** Why properties of bytes cannot be told from these groups: `noFields`, or they were left out of the query. */
  readonly noBytes: UnknownReason | null;
  /** As far as the session may know them. */
  readonly domainNames: ReadonlyMap<number, string>;
};

/** Checks that are answered elsewhere (surroundings.ts). */
const others: readonly CheckCode[] = ['api-version', 'rights'];

/**
 * From here on most of what the rule could see depends on one device. A choice: with two that share evenly, half is left
 * when one fails.
 */
const soleShare = 0.9;
/** Below this share of filled counters risks are LOW for want of numbers more often than not. A choice. */
const wellFilled = 0.5;
/**
 * Up to this share of connections may be folded: counters of a connection or two in a burst are missing then, which no sum
 * hangs on. A choice.
 */
const tolerablyFolded = 0.05;
/** A log source is silent after so many of its own pauses, … */
const pausesUntilSilent = 10;
/** … and not before half an hour: the default of Elastic's SIEM readiness (github.com/elastic/kibana/issues/269911). */
const leastSilenceMs = 30 * 60_000;
/** Records that are stored later than this are missed by a search of the last minutes. Ariel's windows are full minutes. */
const tolerableLagMs = 60_000;
/** Clocks further apart than this put records of one connection in doubt. A choice. */
const tolerableSkewMs = 5 * 60_000;

/**
 * All checks, in the order in which a reader needs them: is there anything, does it carry what the rule rates by, and what is lost.
 * What nothing is there to tell by is `cannot-know`, never `missing`.
 */
export function checksOf(
  { groups, flows, noFields, noBytes, domainNames }: CheckInput,
  context: CoverageContext,
): Check[] {
  if (typeof groups === 'string')
    return checkCodes
      .filter((code) => !others.includes(code))
      .map((code) => (code === 'flows' ? flowsCheck(flows) : unknown(code, groups)));
  const outcomesOf = outcomesIn(context);
  const judged = groups.map((group) => ({ group, outcomes: outcomesOf(group) }));
  const sessions = judged.filter(({ outcomes }) => isSession(outcomes)).map(({ group }) => group);
  // What a session tells of its log source is told as well by one that the rule does not get to see.
  const possible = judged
    .filter(({ group, outcomes }) => mayBeSession(group, outcomes))
    .map(({ group }) => group);
  const { told } = toTellBytesBy(groups, context);
  const onPorts = judged
    .filter(({ outcomes }) => outcomes.port && outcomes.destination)
    .map(({ group }) => group);
  const outbound = onPorts.filter(outboundIn(context));
  return [
    records(groups, sessions),
    soleSource(sessions),
    silence(groups, context),
    noBytes ? unknown('sent-bytes', noBytes) : sentBytes(told, context),
    noBytes ? unknown('received-bytes', noBytes) : receivedBytes(told, context),
    categories(outbound.length > 0 ? outbound : onPorts.filter(isFromNowhere), context),
    direction(onPorts, context),
    domains(onPorts, sessions, domainNames),
    coalescing(possible),
    flowsCheck(flows),
    context.isPlain ? unknown('lag', 'refused') : lag(possible),
    context.isPlain ? unknown('clock-skew', 'refused') : clockSkew(possible),
    pipelineCheck(possible, context, noFields),
    windowCheck(groups, context),
  ];
}

function records(
  all: readonly ClauseGroup[],
  sessions: readonly ClauseGroup[],
): CheckOf<'records'> {
  const evidence = {
    records: recordsOf(sessions),
    logSources: bySource(sessions).length,
    ofAll: recordsOf(all),
  };
  return answer('records', evidence.records > 0 ? 'ok' : 'missing', evidence);
}

function soleSource(sessions: readonly ClauseGroup[]): CheckOf<'sole-source'> {
  const [first, ...others] = bySource(sessions);
  if (!first) return unknown('sole-source', 'nothing-to-tell-by');
  const share = first.records / recordsOf(sessions);
  const evidence = { ...first.logSource, share, logSources: others.length + 1 };
  return answer('sole-source', share > soleShare ? 'weak' : 'ok', evidence);
}

/** By all records of a log source that has some on the ports: few connections on them do not tell a silence. */
function silence(groups: readonly ClauseGroup[], { window }: CoverageContext): CheckOf<'silence'> {
  const onPorts = new Set(
    groups.filter(({ port }) => port !== null).map(({ logSource }) => logSource.id),
  );
  const sources = bySource(groups.filter(({ logSource }) => onPorts.has(logSource.id))).filter(
    ({ records: count }) => count >= recordsToTell,
  );
  if (sources.length === 0) return unknown('silence', 'nothing-to-tell-by');
  const silent = sources.flatMap(({ logSource, records: count, firstMs, lastMs }) => {
    const cadenceMs = (lastMs - firstMs) / (count - 1);
    const silentMs = window.stopMs - lastMs;
    return silentMs > Math.max(leastSilenceMs, pausesUntilSilent * cadenceMs)
      ? [{ ...logSource, lastMs, cadenceMs: Math.round(cadenceMs) }]
      : [];
  });
  const evidence = { silent, logSources: sources.length };
  return answer('silence', silent.length > 0 ? 'weak' : 'ok', evidence);
}

function sentBytes(
  sessions: readonly ClauseGroup[],
  context: CoverageContext,
): CheckOf<'sent-bytes'> {
  const filling = fillingOf('sent', sessions, context);
  if (filling === null) return unknown('sent-bytes', 'nothing-to-tell-by');
  return answer('sent-bytes', verdictOf(filling), filling);
}

function receivedBytes(
  sessions: readonly ClauseGroup[],
  context: CoverageContext,
): CheckOf<'received-bytes'> {
  const filling = fillingOf('received', sessions, context);
  if (filling === null) return unknown('received-bytes', 'nothing-to-tell-by');
  return answer('received-bytes', verdictOf(filling), filling);
}

/** `null` where there are no sessions to tell by. */
function fillingOf(
  meaning: 'sent' | 'received',
  sessions: readonly ClauseGroup[],
  context: CoverageContext,
): EvidenceOf<'sent-bytes'> | null {
  if (sessions.length === 0) return null;
  const places = indexesOf(context, meaning);
  const isFilled = (group: ClauseGroup) => places.some((at) => group.filled[at] === true);
  return {
    filled: recordsOf(sessions.filter(isFilled)),
    records: recordsOf(sessions),
    properties: context.properties[meaning],
  };
}

function verdictOf({ filled, records: count }: EvidenceOf<'sent-bytes'>) {
  if (filled === 0) return 'missing';
  return filled / count < wellFilled ? 'weak' : 'ok';
}

function categories(
  outbound: readonly ClauseGroup[],
  context: CoverageContext,
): CheckOf<'categories'> {
  if (outbound.length === 0) return unknown('categories', 'nothing-to-tell-by');
  const outcomesOf = outcomesIn(context);
  const isKnown = (group: ClauseGroup) => outcomesOf(group).category || isRefused(group);
  const known = recordsOf(outbound.filter(isKnown));
  const other = recordsOf(outbound) - known;
  const verdict = other === 0 ? 'ok' : known === 0 ? 'missing' : 'weak';
  return answer('categories', verdict, { known, unknown: other });
}

/** Whether the rule takes a group for outbound. */
function outboundIn({ settings }: CoverageContext): (group: ClauseGroup) => boolean {
  const asked: ReadonlySet<string> = new Set(directionsAsked(settings));
  return (group) => asked.has(group.direction);
}

function direction(
  onPorts: readonly ClauseGroup[],
  context: CoverageContext,
): CheckOf<'direction'> {
  const isOutbound = outboundIn(context);
  if (onPorts.length === 0) return unknown('direction', 'nothing-to-tell-by');
  const outbound = recordsOf(onPorts.filter(isOutbound));
  // What comes from a remote address or goes to a local one is no fault where both are known.
  const otherwise = recordsOf(
    onPorts.filter((group) => !isOutbound(group) && isFromNowhere(group)),
  );
  const verdict = otherwise === 0 ? 'ok' : outbound === 0 ? 'missing' : 'weak';
  return answer('direction', verdict, { outbound, otherwise });
}

/** A domain whose records go out on the ports and none of which the rule sees: it is blind there, whatever it sees of others. */
function domains(
  onPorts: readonly ClauseGroup[],
  sessions: readonly ClauseGroup[],
  names: ReadonlyMap<number, string>,
): CheckOf<'domains'> {
  if (onPorts.length === 0) return unknown('domains', 'nothing-to-tell-by');
  const seen = new Set(sessions.map(({ domain }) => domain));
  const all = [...new Set(onPorts.map(({ domain }) => domain))].sort((a, b) => a - b);
  const blind = all
    .filter((id) => !seen.has(id))
    .map((id) => ({ id, name: names.get(id) ?? String(id) }));
  const verdict = blind.length === 0 ? 'ok' : seen.size === 0 ? 'missing' : 'weak';
  return answer('domains', verdict, { domains: all.length, blind });
}

/** A connection that was folded into another's record has lost its counters. */
function coalescing(possible: readonly ClauseGroup[]): CheckOf<'coalescing'> {
  if (possible.length === 0) return unknown('coalescing', 'nothing-to-tell-by');
  const connections = possible.reduce((sum, group) => sum + group.connections, 0);
  const coalesced = connections - recordsOf(possible);
  const verdict = coalesced / connections > tolerablyFolded ? 'weak' : 'ok';
  return answer('coalescing', verdict, { coalesced, connections });
}

function flowsCheck(flows: CheckInput['flows']): CheckOf<'flows'> {
  if (typeof flows === 'string') return unknown('flows', flows);
  return answer('flows', flows.outbound > 0 ? 'ok' : 'weak', { ...flows });
}

function lag(possible: readonly ClauseGroup[]): CheckOf<'lag'> {
  const worst = possible
    .flatMap(({ lag: known, logSource }) => (known ? [{ ...known, ...logSource }] : []))
    .reduce<EvidenceOf<'lag'> | null>(
      (most, next) => (most === null || next.mostMs > most.mostMs ? next : most),
      null,
    );
  if (worst === null) return unknown('lag', 'nothing-to-tell-by');
  return answer('lag', worst.mostMs > tolerableLagMs ? 'weak' : 'ok', worst);
}

function clockSkew(possible: readonly ClauseGroup[]): CheckOf<'clock-skew'> {
  const worst = possible
    .flatMap(({ skewMs, logSource }) => (skewMs === null ? [] : [{ mostMs: skewMs, ...logSource }]))
    .reduce<EvidenceOf<'clock-skew'> | null>(
      (most, next) => (most === null || next.mostMs > most.mostMs ? next : most),
      null,
    );
  if (worst === null) return unknown('clock-skew', 'nothing-to-tell-by');
  return answer('clock-skew', worst.mostMs > tolerableSkewMs ? 'weak' : 'ok', worst);
}

/** Groups of one log source together, most records first. */
function bySource(groups: readonly ClauseGroup[]) {
  return [...Map.groupBy(groups, ({ logSource }) => logSource.id).values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          logSource: first.logSource,
          records: recordsOf(own),
          firstMs: own.reduce((least, group) => Math.min(least, group.firstMs), Infinity),
          lastMs: own.reduce((most, group) => Math.max(most, group.lastMs), 0),
        },
      ];
    })
    .sort((a, b) => b.records - a.records);
}
