import type { EventRow } from '../../sql/store.ts';
import { qids, type QidRow } from '../log-sources.ts';
import { programOf, sysmonProperties } from '../sysmon-properties.ts';
import { linuxPayload, windowsPayload, type Fields } from './sysmon-payloads.ts';

/** A host that Sysmon runs on, and the log source that its records come through. */
export type SysmonHost = {
  readonly platform: 'windows' | 'linux';
  readonly name: string;
  readonly address: string;
  readonly user: string;
  readonly logSourceId: number;
};

/** A process as Sysmon tells it apart from all others: `guid` for ever, `id` while it runs. */
export type SysmonProcess = { readonly guid: string; readonly id: number; readonly image: string };

/** The two ends of a connection that a host opened. */
export type SysmonEnds = {
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly transport: 'tcp' | 'udp';
};

/** A process was created (event 1). */
export function processCreated(
  host: SysmonHost,
  atMs: number,
  process: SysmonProcess,
  command: string,
  parent: SysmonProcess & { readonly command: string },
): EventRow {
  return recordOf(host, atMs, 1, [
    ...head(process, atMs),
    ['OriginalFileName', host.platform === 'windows' ? programOf(process.image) : '-'],
    ['CommandLine', command],
    ['CurrentDirectory', host.platform === 'windows' ? 'C:\\Windows\\System32\\' : '/root'],
    ['User', host.user],
    ['ParentProcessGuid', parent.guid],
    ['ParentProcessId', String(parent.id)],
    ['ParentImage', parent.image],
    ['ParentCommandLine', parent.command],
  ]);
}

/** A process opened a connection (event 3). */
export function connected(
  host: SysmonHost,
  atMs: number,
  process: SysmonProcess,
  ends: SysmonEnds,
): EventRow {
  const isLoopback = ends.destination.startsWith('127.') || ends.destination === '::1';
  const source = isLoopback ? ends.destination : host.address;
  return {
    ...recordOf(host, atMs, 3, [
      ...head(process, atMs),
      ['User', host.user],
      ['Protocol', ends.transport],
      ['Initiated', 'true'],
      ['SourceIsIpv6', String(source.includes(':'))],
      ['SourceIp', source],
      ['SourceHostname', host.name],
      ['SourcePort', String(ends.sourcePort)],
      ['SourcePortName', '-'],
      ['DestinationIsIpv6', String(ends.destination.includes(':'))],
      ['DestinationIp', ends.destination],
      ['DestinationHostname', '-'],
      ['DestinationPort', String(ends.destinationPort)],
      ['DestinationPortName', '-'],
    ]),
    source,
    sourcePort: ends.sourcePort,
    destination: ends.destination,
    destinationPort: ends.destinationPort,
    protocolId: ends.transport === 'tcp' ? 6 : 17,
    // As imports have it: which category IBM's DSM gives event 3 is not published.
    category: 4016,
  };
}

/** A process created a file (event 11). */
export function fileCreated(
  host: SysmonHost,
  atMs: number,
  process: SysmonProcess,
  file: string,
): EventRow {
  return recordOf(host, atMs, 11, [
    ...head(process, atMs),
    ['TargetFilename', file],
    ['CreationUtcTime', utcTime(atMs)],
    ['User', host.user],
  ]);
}

/** A process created a named pipe (event 17) or connected to one (18); its name begins with one backslash. */
export function pipeUsed(
  host: SysmonHost,
  atMs: number,
  process: SysmonProcess,
  { id, pipe }: { readonly id: 17 | 18; readonly pipe: string },
): EventRow {
  const [rule, ...rest] = head(process, atMs);
  return recordOf(host, atMs, id, [
    ...(rule === undefined ? [] : [rule]),
    ['EventType', id === 17 ? 'CreatePipe' : 'ConnectPipe'],
    ...rest.filter(([name]) => name !== 'Image'),
    ['PipeName', pipe],
    ['Image', process.image],
    ['User', host.user],
  ]);
}

function head({ guid, id, image }: SysmonProcess, atMs: number): Fields {
  return [
    ['RuleName', '-'],
    ['UtcTime', utcTime(atMs)],
    ['ProcessGuid', guid],
    ['ProcessId', String(id)],
    ['Image', image],
  ];
}

/** As Sysmon writes times: `2026-01-15 12:00:00.123`. */
function utcTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ').replace('Z', '');
}

type SysmonId = 1 | 3 | 11 | 17 | 18;
const kinds: Readonly<Record<SysmonId, { readonly qid: QidRow; readonly title: string }>> = {
  1: { qid: qids.sysmonProcess, title: 'Process Create' },
  3: { qid: qids.sysmonNetwork, title: 'Network connection detected' },
  11: { qid: qids.sysmonFile, title: 'File created' },
  17: { qid: qids.sysmonPipeCreated, title: 'Pipe Created' },
  18: { qid: qids.sysmonPipeConnected, title: 'Pipe Connected' },
};

function recordOf(host: SysmonHost, atMs: number, id: SysmonId, fields: Fields): EventRow {
  const { qid, title } = kinds[id];
  const values = new Map(fields);
  const properties = sysmonProperties.flatMap(([field, property]) => {
    const value = values.get(field);
    return value === undefined || value === '-' ? [] : [[property, value] as const];
  });
  return {
    startMs: atMs,
    deviceMs: atMs,
    // A record without a connection has the host itself at both ends, as QRadar fills in the log source's address.
    source: host.address,
    sourcePort: null,
    destination: host.address,
    destinationPort: null,
    protocolId: 255,
    username: host.user,
    logSourceId: host.logSourceId,
    category: qid.category,
    qid: qid.qid,
    eventCount: 1,
    direction: 'L2L',
    domainId: 0,
    payload: (host.platform === 'windows' ? windowsPayload : linuxPayload)(
      host,
      atMs,
      { id, title },
      fields,
    ),
    properties: {
      'Event ID': id,
      'Process Name': programOf(values.get('Image') ?? ''),
      ...Object.fromEntries(properties),
    },
  };
}
