import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { EventRow } from '../../sql/store.ts';
import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import type { SignalName } from './order.ts';
import type { SysmonHost, SysmonProcess } from './sysmon-records.ts';

/** One use of a technique, with all that its records need. Times are epoch ms; `bytes` are those of this session's file. */
export type Scene = {
  readonly host: SysmonHost;
  readonly target: string;
  readonly marker: string;
  readonly bytes: number;
  readonly startMs: number;
  /** Whether it is the first of its order: what is prepared once is prepared then. */
  readonly isFirst: boolean;
  readonly random: Random;
};

/** What one use of a technique leaves: a host's records, and the connections that a firewall between the ends sees. */
export type Traces = {
  readonly host: readonly (readonly [signal: SignalName, row: EventRow])[];
  readonly control: Session | null;
  readonly data: readonly Session[];
};

/** How long one use takes at most, ms: every record of it is written by then. */
export const sceneMs = 8000;

const roots = {
  windows: {
    shell: 'C:\\Windows\\System32\\cmd.exe',
    system: 'C:\\Windows\\System32\\',
  },
  linux: { shell: '/usr/bin/bash', system: '/usr/bin/' },
} as const;

/** A program of the system that runs in a scene; the same scene gives it the same id and guid. `image` where it is no program of the system's folder. */
export function program(
  { host, marker, startMs }: Scene,
  name: string,
  image = `${roots[host.platform].system}${name}`,
): SysmonProcess {
  return processOf(host, `${marker} ${startMs} ${name}`, image);
}

/** The shell that all of an order was typed into: its command line, too. */
export function shell({ host, marker }: Scene): SysmonProcess & { readonly command: string } {
  const { shell: image } = roots[host.platform];
  return {
    ...processOf(host, `${marker} shell`, image),
    command: host.platform === 'windows' ? `"${image}"` : '-bash',
  };
}

function processOf(host: SysmonHost, seed: string, image: string): SysmonProcess {
  const hash = createHash('sha256').update(`${host.name} ${seed}`).digest('hex');
  const guid = `{${[hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')}}`;
  // Ids of Windows are multiples of four.
  const id = 4 * (250 + (parseInt(hash.slice(32, 36), 16) % 4000));
  return { guid: host.platform === 'windows' ? guid.toUpperCase() : guid, id, image };
}

/** Where a scene's files lie: a temporary folder that is named after the marker, so that a search finds it. */
export function folderOf({ host, marker }: Scene): string {
  if (host.platform === 'linux') return `/tmp/${marker}/`;
  const profile = (host.user.split('\\').at(-1) ?? '').replaceAll(/[^\w.-]/g, '_');
  return `C:\\Users\\${profile}\\AppData\\Local\\Temp\\${marker}\\`;
}

/** An address as it stands in a URL (RFC 4291, 2.2; in brackets where it is IPv6). */
export function urlHost(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** A client's port, one more for each further connection of a scene. */
export function portOf(scene: Scene): number {
  return scene.random.between(49_152, 65_000);
}
