/**
 * Names of result columns. Each is unique, none is a keyword, a field of `events` or `flows`, or a usual
 * property name, because an alias shadows a field of the same name (stix-shifter's QRadar queries show it).
 */
export const aliases = {
  time: 'EventTimeMs',
  domain: 'DomainKey',
  source: 'SourceHost',
  sourcePort: 'SourcePortNo',
  destination: 'DestinationHost',
  destinationPort: 'TargetPort',
  transport: 'TransportKey',
  direction: 'DirectionKey',
  category: 'CategoryKey',
  categoryName: 'CategoryLabel',
  logSource: 'LogSourceKey',
  logSourceName: 'LogSourceLabel',
  user: 'UserLabel',
  eventName: 'EventLabel',
  eventCount: 'FoldedEvents',
  records: 'Records',
  connections: 'Connections',
  sentKnown: 'SentKnown',
  receivedKnown: 'ReceivedKnown',
  totalKnown: 'TotalKnown',
  sentImpossible: 'SentImpossible',
  receivedImpossible: 'ReceivedImpossible',
  sent: 'SentSum',
  received: 'ReceivedSum',
  total: 'TotalSum',
  sentLargest: 'SentLargest',
  firstSeen: 'FirstSeenMs',
  lastSeen: 'LastSeenMs',
  bucket: 'BucketStartMs',
} as const;

/** Columns of the source profile: the names of the analysts' query, so that the twelve can be compared. */
export const sourceColumns = {
  logSource: 'LogSource',
  source: 'sourceip',
  destination: 'destinationip',
  port: 'destinationport',
  user: 'username',
  protocol: 'FtProtocol',
  connections: 'ConnectionCount',
  sent: 'TotalBytesSent',
  received: 'TotalBytesReceived',
  firstSeen: 'FirstSeen',
  lastSeen: 'LastSeen',
} as const;
