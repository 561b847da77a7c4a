import type { ChannelConfidence, ChannelMode } from '../../../contract/finding.ts';
import { channelRule, isOwnPort, type ChannelFamily } from './channel-rule.ts';
import type { Connection } from '../connections/connection.ts';

/** Client and server of control sessions. */
export type Ends = { readonly client: string; readonly server: string };

/** What a connection could be to sessions between these ends, if its time fits. */
export type Candidacy = {
  readonly family: ChannelFamily;
  readonly mode: ChannelMode;
  readonly confidence: Exclude<ChannelConfidence, 'announced'>;
  readonly openedBy: 'client' | 'server';
};

/**
 * What a connection that is no control session could be to sessions of a client with a server; `null` where
 * its ports rule it out. A port may be missing: then only what the other one says counts.
 */
export function candidacyOf(connection: Connection, ends: Ends): Candidacy | null {
  const { destinationPort, protocolId } = connection;
  if (destinationPort !== null && isOwnPort(destinationPort)) return null;
  const openedBy = openerOf(connection, ends);
  if (openedBy === null) return null;
  if (protocolId === 17) return tftp(connection, openedBy);
  return openedBy === 'client' ? openedByClient(connection) : openedByServer(connection);
}

/** A host that serves itself is told by the port that only servers open from. */
function openerOf(
  { source, sourcePort, destination }: Connection,
  { client, server }: Ends,
): Candidacy['openedBy'] | null {
  if (client === server) return isDataPort(sourcePort) ? 'server' : 'client';
  if (source === client && destination === server) return 'client';
  return source === server && destination === client ? 'server' : null;
}

function openedByClient({ destinationPort }: Connection): Candidacy | null {
  const shared = { family: 'ftp', openedBy: 'client' } as const;
  if (destinationPort === channelRule.tlsDataPort)
    return { ...shared, mode: 'ftps-data', confidence: 'port' };
  return isNegotiable(destinationPort) ? { ...shared, mode: 'passive', confidence: 'time' } : null;
}

function openedByServer({ sourcePort, destinationPort }: Connection): Candidacy | null {
  const shared = { family: 'ftp', openedBy: 'server' } as const;
  if (sourcePort === channelRule.tlsDataPort)
    return { ...shared, mode: 'ftps-data', confidence: 'port' };
  if (sourcePort === channelRule.activePort)
    return { ...shared, mode: 'active', confidence: 'port' };
  // Servers that do not run as root open data connections from any port (vsftpd's default).
  return canBeNegotiated(sourcePort) && isNegotiable(destinationPort)
    ? { ...shared, mode: 'active', confidence: 'time' }
    : null;
}

/** Both ends of a transfer choose their port at random (RFC 1350, 4). */
function tftp(
  { sourcePort, destinationPort }: Connection,
  openedBy: Candidacy['openedBy'],
): Candidacy | null {
  return canBeNegotiated(sourcePort) && isNegotiable(destinationPort)
    ? { family: 'tftp', mode: 'tftp', confidence: 'time', openedBy }
    : null;
}

function isDataPort(port: number | null): boolean {
  return port === channelRule.activePort || port === channelRule.tlsDataPort;
}

function isNegotiable(port: number | null): boolean {
  return port !== null && canBeNegotiated(port);
}

/** Whether a port was, or may have been, agreed on; one that is missing may. */
function canBeNegotiated(port: number | null): boolean {
  return port === null || (port > channelRule.lastSystemPort && !isOwnPort(port));
}
