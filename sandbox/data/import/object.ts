import type { ImportKind } from './import-kind.ts';
import { hasQRadarKeys, qradarFields, qradarNamesIn } from './qradar-names.ts';
import { readQRadarRecord } from './qradar.ts';
import { isFields, rejected, type Fields, type ReadContext, type ReadRecord } from './record.ts';
import { isSuricata, readSuricata } from './suricata.ts';
import { readSysmon } from './sysmon.ts';
import { windowsEventOf } from './windows-event.ts';
import { zeekJsonOf } from './zeek-json.ts';
import { readZeekLog } from './zeek.ts';

/** What a JSON object or a row is taken for, by what it surely is, and how it is read. */
export type Recognised = {
  readonly kind: ImportKind;
  /** Whose record it is, in the words of a report. */
  readonly called: string;
  readonly read: (line: number, payload: () => string, context: ReadContext) => ReadRecord;
};

/** Names that two of must be there before a record counts as one of QRadar's that lacks something. */
const enoughNames = 2;

/**
 * What an object is, or null. Told by what it surely is: Zeek's `_path` or the keys of its logs, Suricata's `event_type`, QRadar's
 * time and addresses, a Windows event's provider or channel. Records that Elasticsearch or Filebeat wrapped are unwrapped.
 */
export function recognise(object: Fields): Recognised | null {
  const record = unwrapped(object);
  const zeek = zeekJsonOf(record);
  if (zeek !== null) {
    return {
      kind: 'zeek-json',
      called: `Zeek's ${zeek.log} log as JSON`,
      read: (...how) => readZeekLog(zeek.log, how[0], zeek.field, how[1], how[2]),
    };
  }
  if (isSuricata(record)) {
    return {
      kind: 'suricata-json',
      called: 'a Suricata eve.json',
      read: (line, payload, context) => readSuricata(line, record, payload, context),
    };
  }
  const names = Object.keys(record);
  if (hasQRadarKeys(names)) return ofQRadar(record);
  const event = windowsEventOf(record);
  if (event !== null) {
    return {
      kind: 'sysmon-json',
      called: event.shape,
      read: (line, payload, context) => readSysmon(line, event, payload, context),
    };
  }
  return qradarNamesIn(names) >= enoughNames ? ofQRadar(record) : null;
}

function ofQRadar(record: Fields): Recognised {
  const fields = qradarFields(Object.entries(record));
  return {
    kind: 'qradar-json',
    called: 'records with QRadar field names',
    read: (line, payload, context) => readQRadarRecord(line, fields, payload, context),
  };
}

/** The record of an object that nobody knows. */
export function unknownRecord(line: number): ReadRecord {
  return rejected(line, 'The record is of no kind that is read: its key fields are missing.');
}

/** A hit of Elasticsearch holds the record in `_source`, Filebeat the line that it read in `message`. */
function unwrapped(object: Fields): Fields {
  const source = object['_source'];
  if (isFields(source)) return unwrapped(source);
  const message = object['message'];
  if (typeof message !== 'string' || !message.startsWith('{')) return object;
  return parseObject(message) ?? object;
}

/** A text's JSON object, or null if it holds none. */
export function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
