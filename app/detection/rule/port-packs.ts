import type { PortPack } from '../../../contract/session.ts';
import type { PortMeaning } from './rule-type.ts';

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
