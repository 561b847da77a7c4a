import type { UnknownReason } from '../../../contract/coverage.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import {
  mostSignalRows,
  type CanArrive,
  type SignalResult,
  type SignalRow,
} from '../../../contract/validation.ts';
import type { ClauseGroup } from '../coverage/clauses-query.ts';
import { soughtBy } from './conditions.ts';
import type { FoundRow } from './signals-query.ts';
import { lagOf, type SourceGroup } from './sources-query.ts';
import type { SysmonFields } from './sysmon-properties.ts';
import { shownSignal } from './techniques.ts';
import type { SignalRule } from './technique-type.ts';

/**
 * What is waited in any case, ms: agents send in batches, and the time that a person names is not exact to the second. A choice; Windows Event
 * Forwarding sends within 30 s where it is set to do so soon.
 */
export const leastWaitMs = 2 * 60_000;
/** Beyond this nobody waits at the page; what comes later is found by a later look. */
export const mostWaitMs = 60 * 60_000;

/** What the searches of a look found; why one did not, where it failed. */
export type Found = {
  /** Records of Sysmon that answer a signal. */
  readonly rows: readonly FoundRow[] | UnknownReason;
  readonly isCut: boolean;
  /** Records of the day before. */
  readonly sources: readonly SourceGroup[] | UnknownReason;
  /** Records between the two hosts. */
  readonly network: readonly ClauseGroup[] | UnknownReason;
};

/** When it was carried out, when it is looked at, and by what. */
export type Moment = {
  readonly ran: TimeWindow;
  readonly nowMs: number;
  readonly fields: SysmonFields;
  /** Why it is not known which properties are filled; `null`: it is. */
  readonly unread: UnknownReason | null;
};

/** What became of each signal, in their order. */
export function answersOf(
  rules: readonly SignalRule[],
  found: Found,
  moment: Moment,
): SignalResult[] {
  const processes = new Processes(typeof found.rows === 'string' ? [] : found.rows, rules);
  return rules.map((rule) => answerOf(rule, found, { ...moment, processes }));
}

/** Whether a process is one of the run's; `undefined`: its own record is not there. */
class Processes {
  readonly #byGuid = new Map<string, boolean>();
  readonly #byBirth = new Map<string, boolean | undefined>();

  constructor(rows: readonly FoundRow[], rules: readonly SignalRule[]) {
    const begun = new Set(rules.filter(({ kind }) => kind === 'process').map(({ id }) => id));
    for (const { signals, isMarked, processGuid } of rows) {
      if (processGuid === null || ![...signals].some((id) => begun.has(id))) continue;
      this.#byGuid.set(processGuid, isMarked);
      const birth = birthOf(processGuid);
      const isSame = !this.#byBirth.has(birth) || this.#byBirth.get(birth) === isMarked;
      this.#byBirth.set(birth, isSame ? isMarked : undefined);
    }
  }

  /** Whether a process of the run has its record. */
  get hasMarked(): boolean {
    return [...this.#byGuid.values()].includes(true);
  }

  /**
   * A record that names its process by another last part of the GUID is of the process that began in that second on that machine,
   * where there is one: of pipes, three of five real ones do (docs/validation.md).
   */
  isOfRun(guid: string): boolean | undefined {
    return this.#byGuid.get(guid) ?? this.#byBirth.get(birthOf(guid));
  }
}

/** The first three groups of a process GUID: the machine, and the second in which the process began. */
function birthOf(guid: string): string {
  return guid.replace(/^\{/, '').toLowerCase().split('-').slice(0, 3).join('-');
}

type Asked = Moment & {
  readonly processes: Processes;
};

function answerOf(rule: SignalRule, found: Found, asked: Asked): SignalResult {
  const { nowMs, fields } = asked;
  const { sources } = found;
  const arriving = arrivingOf(rule, sources);
  const waitUntilMs = waitUntil(rule, found, asked);
  const rows = rowsOf(rule, found, asked, waitUntilMs);
  const { how, properties } = soughtBy(rule, fields);
  const common = {
    signal: shownSignal(rule),
    canArrive: arriving.canArrive,
    lastSeenMs: arriving.lastMs,
    soughtBy: how,
    properties,
    isCut: found.isCut && rule.kind !== 'network',
  };
  const none = { events: null, isMarkerFound: null, rows: [], waitUntilMs };
  if (typeof rows === 'string') return { ...common, ...none, answer: 'cannot-know', unknown: rows };
  if (rows.length > 0)
    return {
      ...common,
      canArrive: 'seen',
      answer: 'arrived',
      unknown: null,
      waitUntilMs,
      events: rows.reduce((sum, { eventCount }) => sum + eventCount, 0),
      isMarkerFound: rows.some((row) => isOfMarked(row, asked)) ? true : null,
      rows: rows.slice(0, mostSignalRows),
    };
  if (nowMs < waitUntilMs) return { ...common, ...none, answer: 'waiting', unknown: null };
  const unknown = whyUnknown(found, rule, asked);
  if (unknown !== null) return { ...common, ...none, answer: 'cannot-know', unknown };
  const answer = rule.isOptional ? 'absent' : 'missing';
  return { ...common, ...none, events: 0, answer, unknown: null };
}

/** Whether nothing found is no proof: not all was read, by not all properties, or the lag is not known. */
function whyUnknown(found: Found, rule: SignalRule, moment: Moment): UnknownReason | null {
  if (rule.kind !== 'network') {
    if (moment.unread !== null) return moment.unread;
    if (found.isCut) return 'no-answer';
  }
  return whyUnwitnessed(found, moment);
}

/** Why nothing at all proves nothing: the console received nothing from anybody in those minutes, or did not say. `null`: it did. */
export function whyUnwitnessed(
  { sources }: Pick<Found, 'sources'>,
  { ran }: Pick<Moment, 'ran'>,
): UnknownReason | null {
  if (typeof sources === 'string') return sources;
  const isWitnessed = sources.some(
    ({ firstMs, lastMs }) => firstMs <= ran.stopMs && lastMs >= ran.startMs,
  );
  return isWitnessed ? null : 'nothing-to-tell-by';
}

function kindOf(rule: SignalRule): SourceGroup['kind'] {
  return rule.sysmonId ?? 'network';
}

function arrivingOf(
  rule: SignalRule,
  sources: Found['sources'],
): { readonly canArrive: CanArrive; readonly lastMs: number | null } {
  if (typeof sources === 'string') return { canArrive: 'cannot-know', lastMs: null };
  const all = sources.filter(({ kind }) => kind === kindOf(rule));
  const ofHost = all.filter(({ isOfHost }) => isOfHost);
  const seen = ofHost.length > 0 ? ofHost : all;
  if (seen.length === 0) return { canArrive: 'none-seen', lastMs: null };
  const lastMs = seen.reduce((most, group) => Math.max(most, group.lastMs), 0);
  return { canArrive: ofHost.length > 0 ? 'seen' : 'host-silent', lastMs };
}

/** Until when a signal may still come: by the lag of such records of the host, else of anybody. Epoch ms. */
export function waitUntil(
  rule: SignalRule,
  { sources }: Pick<Found, 'sources'>,
  { ran }: Pick<Moment, 'ran'>,
): number {
  if (typeof sources === 'string') return ran.stopMs + leastWaitMs;
  const all = sources.filter(({ kind }) => kind === kindOf(rule));
  const lagMs = lagOf(all.filter(({ isOfHost }) => isOfHost)) ?? lagOf(all) ?? 0;
  return ran.stopMs + Math.min(mostWaitMs, leastWaitMs + lagMs);
}

/** The rows that belong to this run, oldest first; why it cannot be known. */
function rowsOf(
  rule: SignalRule,
  { rows, network }: Found,
  asked: Asked,
  waitUntilMs: number,
): readonly SignalRow[] | UnknownReason {
  if (rule.kind === 'network')
    return typeof network === 'string' ? network : network.flatMap((group) => rowOf(group, rule));
  if (typeof rows === 'string') return rows;
  return rows
    .filter(({ signals }) => signals.has(rule.id))
    .filter((row) => belongs(row, rule, asked, waitUntilMs))
    .map(shownRow);
}

function shownRow(row: FoundRow): SignalRow {
  const { timeMs, lagMs, logSource, source, user, eventCount, isMarked, processGuid, fields } = row;
  return { timeMs, lagMs, logSource, source, user, eventCount, isMarked, processGuid, fields };
}

/**
 * Whether a record is of this run. One that should carry the marker must; another is told by its process, where the record of that one or of
 * one of the run's is there, else by host and time.
 */
function belongs(row: FoundRow, rule: SignalRule, asked: Asked, waitUntilMs: number): boolean {
  if (rule.carriesMarker || row.isMarked) return row.isMarked;
  if (rule.isOfRun && row.processGuid !== null) {
    const isOfRun = asked.processes.isOfRun(row.processGuid);
    if (isOfRun !== undefined) return isOfRun;
    if (asked.processes.hasMarked) return false;
  }
  return row.timeMs >= asked.ran.startMs && row.timeMs <= waitUntilMs;
}

function isOfMarked({ isMarked, processGuid }: SignalRow, { processes }: Asked): boolean {
  return isMarked || (processGuid !== null && processes.isOfRun(processGuid) === true);
}

/** What a device logged of the connection, as a row. */
function rowOf(group: ClauseGroup, { port }: SignalRule): SignalRow[] {
  if (group.port !== port) return [];
  return [
    {
      timeMs: group.firstMs,
      lagMs: group.lag?.mostMs ?? null,
      logSource: group.logSource.name,
      source: null,
      user: null,
      eventCount: group.connections,
      isMarked: false,
      processGuid: null,
      fields: [
        { name: 'category', value: group.categoryName ?? String(group.category) },
        { name: 'direction', value: group.direction },
      ],
    },
  ];
}
