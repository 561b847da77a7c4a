import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { SignalRow } from '../../../contract/validation.ts';
import { aliases } from '../aql/columns.ts';
import { anyAddress, hostIs, type QueryContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { valueOf } from '../aql/value.ts';
import { cellsOf, countIn, hostIn, nameIn, timeIn, userIn, type Cells } from '../rows/cells.ts';
import { isMarked, isOfHost, signalIs } from './conditions.ts';
import type { Placed } from './recipe.ts';
import type { SysmonFields } from './sysmon-properties.ts';
import type { SignalRule } from './technique-type.ts';

/** A test leaves some dozen records; a host that does the same all day has not room for more. */
export const mostFoundRows = 500;

/** Fields of a record that are shown, by what they mean. */
const shownFields = [
  ['process', aliases.process],
  ['command', aliases.commandLine],
  ['parentCommand', aliases.parentCommand],
  ['file', aliases.filePath],
  ['pipe', aliases.pipeName],
] as const;

/**
 * The records of the host, or with the marker from wherever, that answer any of these signals of Sysmon, oldest first: one search, with a flag
 * for each signal.
 */
export function signalsQuery(
  rules: readonly SignalRule[],
  { placed, marker }: { readonly placed: Placed; readonly marker: string },
  fields: SysmonFields,
  context: QueryContext & { readonly window: TimeWindow },
): SentQuery {
  // A host makes other connections to the same port meanwhile.
  const toTarget =
    placed.target === null ? '' : ` AND ${hostIs('destination', placed.target, context)}`;
  const conditions = rules.map(
    (rule) => `(${signalIs(rule, fields)}${rule.kind === 'connection' ? toTarget : ''})`,
  );
  const marked = isMarked(marker, fields);
  const shown = [...shownFields, ['guid', aliases.processGuid] as const];
  return {
    name: 'validation-signals',
    aql: writeStatement({
      select: [
        `starttime AS ${aliases.time}`,
        `endtime AS ${aliases.endTime}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `username AS ${aliases.user}`,
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `eventcount AS ${aliases.eventCount}`,
        `IF ${marked} THEN 1 ELSE 0 AS ${aliases.marked}`,
        ...conditions.map((condition, at) => `IF ${condition} THEN 1 ELSE 0 AS ${flagOf(at)}`),
        ...shown.flatMap(([meaning, alias]) =>
          fields[meaning].length === 0 ? [] : [`${valueOf(fields[meaning])} AS ${alias}`],
        ),
      ],
      from: 'events',
      where: [
        `(${conditions.join(' OR ')})`,
        `(${isOfHost(placed, fields, context)} OR ${marked})`,
      ],
      orderBy: 'starttime ASC',
      limit: mostFoundRows,
      window: context.window,
    }),
  };
}

function flagOf(at: number): string {
  return `${aliases.signal}${at + 1}`;
}

/** A record that answers a signal, and which. */
export type FoundRow = SignalRow & { readonly signals: ReadonlySet<string> };

/** Reads a row of `signalsQuery`; `null` for what is none. */
export function readFoundRow(
  row: unknown,
  rules: readonly SignalRule[],
  fields: SysmonFields,
): FoundRow | null {
  const cells = cellsOf(row);
  const timeMs = timeIn(cells?.[aliases.time]);
  if (!cells || timeMs === null) return null;
  const endMs = timeIn(cells[aliases.endTime]);
  return {
    timeMs,
    lagMs: endMs === null || endMs < timeMs ? null : endMs - timeMs,
    logSource: nameIn(cells[aliases.logSourceName]) ?? '',
    source: hostIn(cells[aliases.source]),
    user: userIn(cells[aliases.user]),
    eventCount: countIn(cells[aliases.eventCount]) ?? 1,
    isMarked: countIn(cells[aliases.marked]) === 1,
    processGuid: nameIn(cells[aliases.processGuid]),
    fields: shownFields.flatMap(([meaning, alias]) => shownField(cells, fields[meaning][0], alias)),
    signals: new Set(rules.flatMap(({ id }, at) => (countIn(cells[flagOf(at)]) === 1 ? [id] : []))),
  };
}

function shownField(cells: Cells, name: string | undefined, alias: string) {
  const value = nameIn(cells[alias]);
  return name === undefined || value === null ? [] : [{ name, value }];
}
