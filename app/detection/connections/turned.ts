import type { AssembledConnection } from './connection.ts';

/** The connection as its other end opened it: ends and counters exchanged. */
export function turned(connection: AssembledConnection): AssembledConnection {
  const { source, sourcePort, destination, destinationPort } = connection;
  const { sentBytes, receivedBytes, countedBy } = connection;
  return {
    ...connection,
    source: destination,
    sourcePort: destinationPort,
    destination: source,
    destinationPort: sourcePort,
    sentBytes: receivedBytes,
    receivedBytes: sentBytes,
    sentPackets: null,
    countedBy: {
      ...countedBy,
      sentBytes: countedBy.receivedBytes,
      receivedBytes: countedBy.sentBytes,
    },
    reportedAs: connection,
  };
}
