import type { Protocol } from '../contract/finding.ts';
import { portPackSchema, type PortPack } from '../contract/session.ts';

/** The protocol that a port means on a transport (IANA protocol number: 6 TCP, 17 UDP). */
export type PortMeaning = {
  readonly port: number;
  readonly protocolId: number;
  readonly protocol: Exclude<Protocol, 'OTHER'>;
};

/**
 * Ports that an administrator can add to those of the rule (docs/detection.md, "Port packs", says what each
 * costs). Disjoint from the rule's and from each other.
 */
export const portPacks: Readonly<Record<PortPack, readonly PortMeaning[]>> = {
  // IANA: ftps-data.
  'ftps-data': [{ port: 989, protocolId: 6, protocol: 'FTPS' }],
  // 2811 is GridFTP (IANA) and one of Zeek's own FTP ports; 2121 is what FTP is commonly moved to.
  'alternative-ftp': [
    { port: 2121, protocolId: 6, protocol: 'FTP' },
    { port: 2811, protocolId: 6, protocol: 'FTP' },
  ],
  // SFTP and SCP run in it, as does every log-in.
  ssh: [{ port: 22, protocolId: 6, protocol: 'SSH' }],
};

/** The packs without which a finding on these ports would not be there; `null` where a port is of the rule. */
export function packsOf(ports: readonly number[]): PortPack[] | null {
  const packs = ports.map((port) =>
    portPackSchema.options.find((pack) => portPacks[pack].some((known) => known.port === port)),
  );
  const known = packs.filter((pack) => pack !== undefined);
  return known.length === packs.length ? [...new Set(known)] : null;
}
