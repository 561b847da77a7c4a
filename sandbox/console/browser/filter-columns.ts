/** A column that the filter bar offers. */
export type ColumnId =
  | 'sourceAddress'
  | 'destinationAddress'
  | 'sourcePort'
  | 'destinationPort'
  | 'username'
  | 'logSource'
  | 'eventName'
  | 'category'
  | 'protocol'
  | 'direction'
  | 'magnitude'
  | 'eventCount'
  | 'bytesSent'
  | 'bytesReceived'
  | 'domain'
  | 'payload'
  | 'application'
  | 'sourceBytes'
  | 'destinationBytes';

/** How a column is compared with a value. */
export type OperatorId =
  | 'is'
  | 'isNot'
  | 'inNetwork'
  | 'above'
  | 'below'
  | 'contains'
  | 'containsNot'
  | 'matches'
  | 'isEmpty'
  | 'isKnown';

/** What can be wrong with a value: it is not what its column holds. */
export type Fault = 'address' | 'network' | 'number' | 'text' | 'pattern';

/** What a column holds, and with it which operators it has. */
export type ColumnKind = 'address' | 'number' | 'text' | 'name';

/** A column of the bar: its AQL, which is written here and nowhere made of values. */
export type FilterColumn = {
  readonly id: ColumnId;
  readonly aql: string;
  readonly kind: ColumnKind;
};

/** The database a search page asks. */
export type SearchDatabase = 'events' | 'flows';

/** `sourceaddress` rather than `sourceip`: the latter says 0.0.0.0 for IPv6. */
const ends: readonly FilterColumn[] = [
  { id: 'sourceAddress', aql: 'sourceaddress', kind: 'address' },
  { id: 'destinationAddress', aql: 'destinationaddress', kind: 'address' },
  { id: 'sourcePort', aql: 'sourceport', kind: 'number' },
  { id: 'destinationPort', aql: 'destinationport', kind: 'number' },
];
const protocol: FilterColumn = {
  id: 'protocol',
  aql: 'PROTOCOLNAME(protocolid)',
  kind: 'name',
};
const category: FilterColumn = { id: 'category', aql: 'CATEGORYNAME(category)', kind: 'name' };
const domain: FilterColumn = { id: 'domain', aql: 'DOMAINNAME(domainid)', kind: 'name' };

/** The columns of each database, in the order of the bar. */
export const filterColumns: Readonly<Record<SearchDatabase, readonly FilterColumn[]>> = {
  events: [
    ...ends,
    { id: 'username', aql: 'username', kind: 'text' },
    { id: 'logSource', aql: 'LOGSOURCENAME(logsourceid)', kind: 'name' },
    { id: 'eventName', aql: 'QIDNAME(qid)', kind: 'name' },
    category,
    protocol,
    { id: 'direction', aql: 'eventdirection', kind: 'name' },
    { id: 'bytesSent', aql: '"Bytes Sent"', kind: 'number' },
    { id: 'bytesReceived', aql: '"Bytes Received"', kind: 'number' },
    { id: 'eventCount', aql: 'eventcount', kind: 'number' },
    { id: 'magnitude', aql: 'magnitude', kind: 'number' },
    domain,
    { id: 'payload', aql: 'UTF8(payload)', kind: 'name' },
  ],
  flows: [
    ...ends,
    { id: 'application', aql: 'APPLICATIONNAME(applicationid)', kind: 'name' },
    protocol,
    { id: 'direction', aql: 'flowdirection', kind: 'name' },
    { id: 'sourceBytes', aql: 'sourcebytes', kind: 'number' },
    { id: 'destinationBytes', aql: 'destinationbytes', kind: 'number' },
    category,
    domain,
  ],
};

/** The operators of each kind of column, the usual one first. `name`: a text that always has a value. */
export const operatorsOf: Readonly<Record<ColumnKind, readonly OperatorId[]>> = {
  address: ['is', 'isNot', 'inNetwork'],
  number: ['is', 'isNot', 'above', 'below', 'isEmpty', 'isKnown'],
  text: ['is', 'isNot', 'contains', 'containsNot', 'matches', 'isEmpty', 'isKnown'],
  name: ['is', 'isNot', 'contains', 'containsNot', 'matches'],
};

/** Whether an operator needs no value. */
export function isUnary(operator: OperatorId): boolean {
  return operator === 'isEmpty' || operator === 'isKnown';
}
