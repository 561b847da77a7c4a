import type { Dimensions, LogSource, Offense } from '../../sql/dimensions.ts';
import type { EventRow } from '../../sql/store.ts';
import { addressOf, portRange, textOf, wholeNumber } from '../import/values.ts';
import { syslogRecordOf, type SyslogRecord } from '../import/syslog-formats.ts';
import { protocolIdOf } from '../import/lookups.ts';

/** A log source type as an administrator makes it for LEEF events (docs/offenses.md), with its two events mapped. */
const sourceType = { id: 4010, name: 'Transfer Watch' } as const;
/** The numbers are invented, as those of custom QIDs and rules on a console are of its own. */
const events = {
  TransferTruePositive: { qid: 2_000_951, name: 'Transfer confirmed by an analyst' },
  TransferNewHigh: { qid: 2_000_952, name: 'New transfer rated High' },
} as const;
/** Events that no device module knows are Unknown; an administrator may map them elsewhere. */
const category = { id: 10_001, name: 'Unknown' } as const;
const rule = { id: 100_470, name: 'Transfer Watch: transfer out of the company' } as const;
const sourceIpType = 0;
const firstLogSource = 4_001;

/** An event of the app as the console stores it, and the name of its log source. */
export type ReadSignal = {
  readonly logSource: string;
  readonly row: Omit<EventRow, 'logSourceId'>;
};

/** The log source type, the event names and the rule, added to what a console knows. */
export function withTransferWatch(dimensions: Dimensions, nowMs: number): Dimensions {
  const isThere = dimensions.offenseTypes.some(({ id }) => id === sourceIpType);
  const sourceIp = {
    ...{ id: sourceIpType, name: 'Source IP', propertyName: 'sourceIP' },
    ...{ databaseType: 'COMMON' as const, custom: false },
  };
  const made = { owner: 'admin', creationMs: nowMs, modifiedMs: nowMs };
  return {
    ...dimensions,
    logSourceTypes: [
      ...dimensions.logSourceTypes,
      { ...sourceType, internal: false, custom: true },
    ],
    qidRecords: [
      ...dimensions.qidRecords,
      ...Object.values(events).map(({ qid, name }) => ({
        ...{ id: qid, qid, name, description: name, severity: 7 },
        lowLevelCategoryId: category.id,
      })),
    ],
    offenseTypes: [...dimensions.offenseTypes, ...(isThere ? [] : [sourceIp])],
    rules: [
      ...dimensions.rules,
      { ...rule, ...made, type: 'EVENT', enabled: true, origin: 'USER' },
    ],
  };
}

/** Reads a line; `null` where it is no event of the app's. Throws where one of its values does not fit. */
export function readSignal(line: string): ReadSignal | null {
  const record = syslogRecordOf(line);
  if (record === null || record.format !== 'LEEF') return null;
  const event = eventOf(record);
  const { attributes } = record;
  const source = addressOf('src', attributes['src']);
  const startMs = Number(attributes['devtime']);
  if (event === null || source === null || !Number.isSafeInteger(startMs)) return null;
  return {
    logSource: senderOf(line) ?? record.device,
    row: {
      startMs,
      source,
      sourcePort: null,
      // Without one, QRadar takes the address that the packet came from.
      destination: addressOf('dst', attributes['dst']) ?? '127.0.0.1',
      destinationPort: wholeNumber('dstPort', attributes['dstport'], portRange),
      protocolId: protocolIdOf(textOf(attributes['proto']) ?? '') ?? 0,
      username: textOf(attributes['usrname']),
      category: category.id,
      qid: event.qid,
      eventCount: 1,
      direction: 'L2R',
      // A number that somebody else has written; what is no domain is the default one.
      domainId: Number(/^\d{1,9}$/.exec(textOf(attributes['twdomainid']) ?? '')?.[0] ?? 0),
      severity: Number(/^(?:\d|10)$/.exec(textOf(attributes['sev']) ?? '')?.[0] ?? 3),
      ruleIds: [rule.id],
      payload: line,
    },
  };
}

function eventOf({ happened }: SyslogRecord) {
  const [id = ''] = happened.split(' ');
  return Object.entries(events).find(([name]) => name === id)?.[1] ?? null;
}

/** The host of a header of RFC 5424: version, time, host. */
function senderOf(line: string): string | null {
  return /^<\d{1,3}>1 \S+ (\S+) /.exec(line)?.[1] ?? null;
}

/** The log source of that name, made where the console has none: events of one type find theirs by themselves. */
export function logSourceNamed(
  name: string,
  dimensions: Dimensions,
  nowMs: number,
): { readonly source: LogSource; readonly added: boolean } {
  const known = dimensions.logSources.find((source) => source.name === name);
  if (known) return { source: known, added: false };
  const id = Math.max(firstLogSource, ...dimensions.logSources.map((source) => source.id + 1));
  const source: LogSource = {
    ...{ id, name, description: '', typeId: sourceType.id, groupIds: [], enabled: true },
    ...{ status: 'SUCCESS', statusMessages: [], lastEventTimeMs: nowMs, averageEps: 0 },
    // As docs/offenses.md tells: a folded event would be a decision that nobody sees.
    ...{ coalesceEvents: false, credibility: 5, sendingIp: '127.0.0.1', autoDiscovered: true },
    ...{ creationMs: nowMs, modifiedMs: nowMs },
  };
  return { source, added: true };
}

/**
 * The rule: an event adds to the open offense of its source in its domain, or makes one, as domain-aware rules of QRadar
 * do.
 */
export function offensesWith(row: EventRow, { offenses }: Dimensions): readonly Offense[] {
  const open = offenses.find(
    ({ status, ruleIds, offenseSource, domainId }) =>
      status === 'OPEN' &&
      ruleIds.includes(rule.id) &&
      offenseSource === row.source &&
      domainId === row.domainId,
  );
  if (open === undefined) return [...offenses, offenseOf(row, nextId(offenses))];
  const more = {
    ...open,
    lastUpdatedMs: Math.max(open.lastUpdatedMs, row.startMs),
    eventCount: open.eventCount + row.eventCount,
  };
  return offenses.map((offense) => (offense === open ? more : offense));
}

function nextId(offenses: readonly Offense[]): number {
  return Math.max(0, ...offenses.map(({ id }) => id)) + 1;
}

function offenseOf(row: EventRow, id: number): Offense {
  return {
    ...{ id, description: `${rule.name}\n`, status: 'OPEN', offenseTypeId: sourceIpType },
    ...{ offenseSource: row.source, sourceIps: [row.source], localDestinationIps: [] },
    ...{ sourceNetwork: 'other', destinationNetworks: ['other'], domainId: row.domainId },
    ...{ magnitude: 6, severity: row.severity ?? 3, credibility: 5, relevance: 5 },
    ...{
      startMs: row.startMs,
      lastUpdatedMs: row.startMs,
      eventCount: row.eventCount,
      flowCount: 0,
    },
    ...{ usernameCount: row.username === null ? 0 : 1, remoteDestinationCount: 1 },
    ...{ categories: [category.name], ruleIds: [rule.id], logSourceIds: [row.logSourceId] },
    ...{ assignedTo: null, inactive: false, protected: false, followUp: false },
  };
}
