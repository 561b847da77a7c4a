import type { EventRow } from '../../sql/store.ts';
import { logSources, qids, type LogSourceRow, type QidRow } from '../log-sources.ts';
import { hourMs, secondMs, silence, type StoryWriter } from './story.ts';

type Signal = {
  readonly atMs: number;
  readonly event: QidRow;
  readonly eventId: number;
  readonly user: string;
  readonly properties: Readonly<Record<string, string | number>>;
  /** Destination port of a network connection to the host itself. */
  readonly port?: number;
};

/**
 * The three validation techniques as Sysmon records them (docs/qradar-facts.md#sysmon-properties). They stay on the host: loopback
 * connections and a local pipe, so the detection must not report them; they prove that telemetry arrives.
 */
export const validationTechniques: StoryWriter = ({ endMs }) => {
  const windows = (signal: Signal): EventRow => sysmon(logSources.sysmonWindows, signal);
  const linux = (signal: Signal): EventRow => sysmon(logSources.sysmonLinux, signal);
  const ftp = endMs - hourMs;
  const pipe = endMs - hourMs + 300 * secondMs;
  const curl = endMs - hourMs + 600 * secondMs;
  const script = 'C:\\Users\\validation\\AppData\\Local\\Temp\\ftp_c2.txt';
  const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const guids = {
    cmd: '{5C1F0E2A-7D30-69A8-1F02-000000000B00}',
    ftp: '{5C1F0E2A-7D31-69A8-2002-000000000B00}',
    powershell: '{5C1F0E2A-7E5C-69A8-2402-000000000B00}',
    dd: '{8b0d24c1-7f88-69a8-70d1-5c8a5d550000}',
    curl: '{8b0d24c1-7f89-69a8-18b2-9e41aa550000}',
  } as const;
  return {
    events: [
      windows({
        atMs: ftp,
        event: qids.sysmonFile,
        eventId: 11,
        user: 'CORP\\validation',
        properties: {
          'Process Guid': guids.cmd,
          'Process Path': 'C:\\Windows\\System32\\cmd.exe',
          Filename: script,
        },
      }),
      windows({
        atMs: ftp + secondMs,
        event: qids.sysmonProcess,
        eventId: 1,
        user: 'CORP\\validation',
        properties: {
          'Process Guid': guids.ftp,
          'Process Path': 'C:\\Windows\\System32\\ftp.exe',
          'Process Name': 'ftp.exe',
          Command: `ftp.exe -s:${script}`,
          'Parent Process Path': 'C:\\Windows\\System32\\cmd.exe',
          'Parent Command': 'cmd.exe /c ftp.exe',
        },
      }),
      windows({
        atMs: ftp + 2 * secondMs,
        event: qids.sysmonNetwork,
        eventId: 3,
        user: 'CORP\\validation',
        port: 21,
        properties: {
          'Process Guid': guids.ftp,
          'Process Path': 'C:\\Windows\\System32\\ftp.exe',
          'Process Name': 'ftp.exe',
        },
      }),
      windows({
        atMs: pipe,
        event: qids.sysmonProcess,
        eventId: 1,
        user: 'CORP\\validation',
        properties: {
          'Process Guid': guids.powershell,
          'Process Path': powershell,
          'Process Name': 'powershell.exe',
          Command:
            'powershell.exe -Command "New-Object System.IO.Pipes.NamedPipeServerStream(\'msagent_f1\')"',
          'Parent Process Path': 'C:\\Windows\\explorer.exe',
          'Parent Command': 'C:\\Windows\\explorer.exe',
        },
      }),
      windows({
        atMs: pipe + secondMs,
        event: qids.sysmonPipeCreated,
        eventId: 17,
        user: 'CORP\\validation',
        properties: {
          'Process Guid': guids.powershell,
          'Process Path': powershell,
          'Process Name': 'powershell.exe',
          'Pipe Name': '\\msagent_f1',
        },
      }),
      linux({
        atMs: curl,
        event: qids.sysmonFile,
        eventId: 11,
        user: 'validation',
        properties: {
          'Process Guid': guids.dd,
          'Process Path': '/usr/bin/dd',
          Filename: '/tmp/t1071_upload.bin',
        },
      }),
      linux({
        atMs: curl + secondMs,
        event: qids.sysmonProcess,
        eventId: 1,
        user: 'validation',
        properties: {
          'Process Guid': guids.curl,
          'Process Path': '/usr/bin/curl',
          'Process Name': 'curl',
          Command: 'curl -T /tmp/t1071_upload.bin ftp://127.0.0.1/ --user validation:x',
          'Parent Process Path': '/usr/bin/bash',
          'Parent Command': 'bash',
        },
      }),
      linux({
        atMs: curl + 2 * secondMs,
        event: qids.sysmonNetwork,
        eventId: 3,
        user: 'validation',
        port: 21,
        // A bare name, as real records of Sysmon for Linux have it.
        properties: { 'Process Guid': guids.curl, 'Process Path': 'curl', 'Process Name': 'curl' },
      }),
    ],
    flows: [],
    // Loopback is no way out.
    transfers: [],
    expected: {
      silences: [logSources.sysmonWindows, logSources.sysmonLinux].map(({ address }) =>
        silence(
          'validation',
          address,
          'The techniques stay on the host: loopback is local, a pipe is no connection.',
        ),
      ),
      signals: [
        signal(logSources.sysmonWindows, 1, 'Command', '-s:'),
        signal(logSources.sysmonWindows, 3, 'Process Path', 'ftp.exe'),
        signal(logSources.sysmonWindows, 11, 'Filename', 'ftp_c2.txt'),
        signal(logSources.sysmonWindows, 17, 'Pipe Name', '\\msagent_f1'),
        signal(logSources.sysmonWindows, 1, 'Command', 'NamedPipeServerStream'),
        signal(logSources.sysmonLinux, 1, 'Command', ' -T '),
        signal(logSources.sysmonLinux, 3, 'Process Path', 'curl'),
        signal(logSources.sysmonLinux, 11, 'Filename', '/tmp/t1071_upload.bin'),
      ],
    },
  };
};

function signal(
  source: LogSourceRow,
  eventId: number,
  property: 'Command' | 'Process Path' | 'Pipe Name' | 'Filename',
  contains: string,
): {
  readonly story: string;
  readonly logSourceId: number;
  readonly eventId: number;
  readonly property: typeof property;
  readonly contains: string;
} {
  return { story: 'validation', logSourceId: source.id, eventId, property, contains };
}

function sysmon(source: LogSourceRow, what: Signal): EventRow {
  // A record without a connection has the host itself at both ends, as QRadar fills in the log source's address.
  const address = what.port === undefined ? source.address : '127.0.0.1';
  const text = Object.entries(what.properties).map(([name, value]) => `${name}: ${value}`);
  return {
    startMs: what.atMs,
    deviceMs: what.atMs,
    source: address,
    sourcePort: what.port === undefined ? null : 49_800,
    destination: address,
    destinationPort: what.port ?? null,
    protocolId: what.port === undefined ? 255 : 6,
    username: what.user,
    logSourceId: source.id,
    category: what.event.category,
    qid: what.event.qid,
    eventCount: 1,
    direction: 'L2L',
    domainId: source.domainId,
    payload: `${new Date(what.atMs).toISOString()} ${source.name} Sysmon ${what.eventId} ${text.join(' ')}`,
    properties: { 'Event ID': what.eventId, ...what.properties },
  };
}
