import { logSources, type LogSourceRow } from '../log-sources.ts';
import * as transfers from './file-transfers.ts';
import type { SignalName, TechniqueName } from './order.ts';
import { program, shell, type Scene, type Traces } from './scene.ts';
import { pipeUsed, processCreated } from './sysmon-records.ts';

/** One form of a technique: what it leaves, and what an order gets that leaves it out. */
export type Variant = {
  readonly signals: readonly SignalName[];
  readonly sessions: number;
  /** Of all files together. */
  readonly bytes: number;
  /** Null where it goes nowhere. */
  readonly target: string | null;
  readonly traces: (scene: Scene) => Traces;
};

/** A technique and its harmless twin. */
export type Technique = {
  readonly platform: 'windows' | 'linux';
  readonly attack: Variant;
  readonly twin: Variant;
};

/** An address outside that no story and no background uses; it stands for nobody. */
export const outsideTarget = '28.201.9.33';
/** The company's own file server. */
export const privateTarget = '10.20.1.15';

/** The hosts of the scenario that techniques are tried out on, and who is logged in there. */
export const standardHosts = {
  windows: hostOf(logSources.sysmonWindows, 'CORP\\validation'),
  linux: hostOf(logSources.sysmonLinux, 'validation'),
} as const;

function hostOf(
  { name, address }: LogSourceRow,
  user: string,
): { readonly name: string; readonly address: string; readonly user: string } {
  return { name, address, user };
}

const mebibyte = 1_048_576;
const fileToWall: readonly SignalName[] = ['file', 'process', 'connection', 'firewall-control'];
const withData: readonly SignalName[] = [...fileToWall, 'firewall-data'];
const withoutFile: readonly SignalName[] = ['process', 'connection', 'firewall-control'];

/** The uploads are above the thresholds of the rule (docs/detection.md, "What is flagged"), their twins below. */
const upload = { sessions: 4, bytes: 12 * mebibyte, target: outsideTarget } as const;
const harmless = { sessions: 1, bytes: 60_000, target: outsideTarget } as const;

/** What the range can let happen. */
export const techniques: Readonly<Record<TechniqueName, Technique>> = {
  'ftp-c2': {
    platform: 'windows',
    // Commands alone: sixty of them and a log-in in each session.
    attack: { ...upload, bytes: 2400, signals: fileToWall, traces: transfers.ftpScript },
    twin: { ...harmless, bytes: 60, signals: withoutFile, traces: transfers.ftpByHand },
  },
  'smb-pipe': {
    platform: 'windows',
    attack: inPlace(pipeMade),
    twin: inPlace(pipeOfWindows),
  },
  'ftp-upload': curl('ftp', 12 * mebibyte),
  'smb-internet': {
    platform: 'windows',
    attack: { ...upload, signals: fileToWall, traces: transfers.smbCopy },
    twin: { ...harmless, bytes: 0, signals: withoutFile, traces: transfers.smbList },
  },
  // Blocks of 512 bytes, one at a time: nobody moves much that way.
  tftp: curl('tftp', mebibyte),
  ftps: curl('ftps', 12 * mebibyte),
};

function curl(scheme: 'ftp' | 'ftps' | 'tftp', bytes: number): Technique {
  return {
    platform: 'linux',
    attack: {
      ...upload,
      bytes,
      signals: withData,
      traces: (scene) => transfers.curlUpload(scene, scheme),
    },
    twin: {
      ...harmless,
      signals: withData,
      traces: (scene) => transfers.curlDownload(scene, scheme),
    },
  };
}

function inPlace(traces: Variant['traces']): Variant {
  return { sessions: 1, bytes: 0, target: null, signals: ['process', 'pipe'], traces };
}

const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** PowerShell makes a pipe by the name that Cobalt Strike's stager gives its own. */
function pipeMade(scene: Scene): Traces {
  const { host, startMs, marker } = scene;
  const running = program(scene, 'powershell.exe', powershell);
  const command = `powershell.exe -NoProfile -Command "$pipe = New-Object System.IO.Pipes.NamedPipeServerStream('msagent_f1'); Start-Sleep 5; $pipe.Dispose(); '${marker}'"`;
  return onHost(
    ['process', processCreated(host, startMs + 500, running, command, shell(scene))],
    ['pipe', pipeUsed(host, startMs + 1500, running, { id: 17, pipe: '\\msagent_f1' })],
  );
}

/** The twin: Windows makes the pipe of its file shares, and PowerShell connects to it. */
function pipeOfWindows(scene: Scene): Traces {
  const { host, startMs, marker } = scene;
  const running = program(scene, 'powershell.exe', powershell);
  const pipe = '\\srvsvc';
  const command = `powershell.exe -NoProfile -Command "$pipe = New-Object System.IO.Pipes.NamedPipeClientStream('.', 'srvsvc', 'InOut'); $pipe.Connect(5000); $pipe.Dispose(); '${marker}'"`;
  return onHost(
    ['pipe', pipeUsed(host, startMs, program(scene, 'svchost.exe'), { id: 17, pipe })],
    ['process', processCreated(host, startMs + 500, running, command, shell(scene))],
    ['pipe', pipeUsed(host, startMs + 1500, running, { id: 18, pipe })],
  );
}

function onHost(...host: Traces['host']): Traces {
  return { host, control: null, data: [] };
}
