import {
  hostSignalKinds,
  type HostSignal,
  type HostSignalKind,
} from '../../../contract/host-signal.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { canBeString, numberListLiteral, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { anyAddress, hostIs, type QueryContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { valueColumn, valueOf } from '../aql/value.ts';
import { hostTypes } from '../searching/filling-query.ts';
import { has, idIs, matches } from '../validation/conditions.ts';
import type { SysmonFields } from '../validation/sysmon-properties.ts';
import { expressionOf, pipeEntries } from './pipe-names.ts';

export const hostSignalsName = 'host-signals';

/** Groups that are read: what one person can look through, newest first; below any limit of a run, so that it cuts no other search. */
export const mostGroups = 500;

/** Records that Log Activity is asked for at most. */
const mostRecords = 1_000;

/** Sysmon: a process was created; a pipe was created, or opened (learn.microsoft.com/sysinternals/downloads/sysmon). */
const ids = { process: 1, pipeCreated: 17, pipeConnected: 18 } as const;

/** Properties that signals are read from; `computer`: what the records call the host. */
export type SignalFields = SysmonFields & { readonly computer: readonly string[] };

/** The signals that filled properties can tell. The payload is never searched by a run. */
export function kindsTold(fields: SignalFields): HostSignalKind[] {
  if (!fields.isKnown || !(fields.hasNativeId || fields.eventId.length > 0)) return [];
  const isTold: Readonly<Record<HostSignalKind, boolean>> = {
    'ftp-script': fields.command.length > 0,
    'ftp-upload-by-curl': fields.command.length > 0,
    'c2-pipe': fields.pipe.length > 0,
  };
  return hostSignalKinds.filter((kind) => isTold[kind]);
}

const shown = [
  ['process', aliases.process],
  ['originalName', aliases.originalName],
  ['command', aliases.commandLine],
  ['pipe', aliases.pipeName],
  ['computer', aliases.computer],
] as const;

/**
 * Records of hosts that may be signals, by host and by what tells: more than there are signals, because `%` and `_` are no more exact and no
 * letter's case is; `recognise` decides. At least one kind.
 */
export function hostSignalsQuery(
  kinds: readonly HostSignalKind[],
  fields: SignalFields,
  context: QueryContext,
): SentQuery {
  const told = shown.flatMap(([meaning, alias]) => valueColumn(fields[meaning], alias));
  const keys = shown.flatMap(([meaning, alias]) => (fields[meaning].length === 0 ? [] : [alias]));
  return {
    name: hostSignalsName,
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `logsourceid AS ${aliases.logSource}`,
        ...told,
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `SUM(eventcount) AS ${aliases.connections}`,
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
      ],
      from: 'events',
      where: [ofHosts, `(${kinds.map((kind) => mayBe(kind, fields)).join(' OR ')})`],
      groupBy: ['domainid', anyAddress('source', context), 'logsourceid', ...keys],
      orderBy: `${aliases.lastSeen} DESC`,
      limit: mostGroups,
      window: context.window,
    }),
  };
}

/** Records of one signal, as Log Activity shows them. */
export function signalRecords(
  {
    kind,
    host,
    domainId,
    pipe,
  }: Pick<HostSignal, 'kind' | 'host' | 'pipe'> & {
    readonly domainId: number;
  },
  fields: SignalFields,
  context: QueryContext,
): string {
  const isPipe =
    pipe === null || !canBeString(pipe) ? [] : [`${valueOf(fields.pipe)} = ${stringLiteral(pipe)}`];
  return writeStatement({
    select: [
      ...[
        'starttime',
        'LOGSOURCENAME(logsourceid) AS LogSourceLabel',
        'QIDNAME(qid) AS EventLabel',
      ],
      ...[anyAddress('source', context), 'username', 'eventcount'],
      ...shown.flatMap(([meaning, alias]) => valueColumn(fields[meaning], alias)),
    ],
    from: 'events',
    where: [
      ofHosts,
      hostIs('source', host, context),
      `domainid = ${numberLiteral(domainId)}`,
      mayBe(kind, fields),
      ...isPipe,
    ],
    orderBy: 'starttime DESC',
    limit: mostRecords,
    window: context.window,
  });
}

const ofHosts = `devicetype IN ${numberListLiteral(hostTypes)}`;

function mayBe(kind: HostSignalKind, fields: SignalFields): string {
  if (kind === 'c2-pipe') {
    const expressions = pipeEntries.map(expressionOf).join('|');
    const used = [ids.pipeCreated, ids.pipeConnected].map((id) => idIs(id, fields)).join(' OR ');
    const named = matches(valueOf(fields.pipe), `(${expressions})`, 'pipe');
    return `((${used}) AND ${named.join(' OR ')})`;
  }
  const command = valueOf(fields.command);
  const holds = (...parts: readonly string[]) =>
    `(${parts.map((part) => has(command, part)).join(' OR ')})`;
  const tells =
    kind === 'ftp-script'
      ? [isProgram('ftp', fields), holds(' -s:', '"-s:')]
      : [
          isProgram('curl', fields),
          holds('ftp://', 'ftps://'),
          `(${holds('--upload-file')} OR ${command} MATCHES ${stringLiteral('.* .?-[a-zA-Z0-9#:]*T.*')})`,
        ];
  return `(${[idIs(ids.process, fields), ...tells].join(' AND ')})`;
}

/** By its path, by the name that it was built with, or where neither property is filled by its command line. */
function isProgram(name: string, fields: SignalFields): string {
  const places = (['process', 'originalName'] as const).flatMap((meaning) =>
    fields[meaning].length === 0 ? [] : [valueOf(fields[meaning])],
  );
  if (places.length === 0) return has(valueOf(fields.command), name);
  const names = [name, `${name}.exe`];
  return `(${places
    .flatMap((place) => names.flatMap((own) => matches(place, own, 'program')))
    .join(' OR ')})`;
}
