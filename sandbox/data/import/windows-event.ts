import { isFields, type Fields } from './record.ts';
import { textOf } from './values.ts';
import {
  dataOf,
  attributeOf,
  contentOf,
  deep,
  prefixed,
  present,
  jsonOf,
  withUtc,
} from './windows-fields.ts';
import { fieldsOfXml } from './windows-xml.ts';

/**
 * An event of a Windows or Sysmon log in whatever shape it came: who wrote it (`provider`, empty if not told), to which
 * channel, its number, and its data by Sysmon's own names (`SourceIp`). `shape` says whose export it is.
 */
export type WindowsEvent = {
  readonly shape: string;
  readonly provider: string;
  readonly channel: string;
  readonly id: unknown;
  readonly computer: string | null;
  /** Time fields in the order of trust, with their names. */
  readonly times: readonly (readonly [name: string, value: unknown])[];
  readonly data: Fields;
};

type Shape = (record: Fields) => WindowsEvent | null;

/** The shapes, surest first. Each tells itself by keys that the others lack. */
const shapes: readonly Shape[] = [
  ofNested,
  ofBeats,
  ofOldBeats,
  ofEvtxECmd,
  ofWazuh,
  ofXmlText,
  ofSentinel,
  ofFlat,
];

/** The Windows event that a JSON object or a row is, or null. */
export function windowsEventOf(record: Fields): WindowsEvent | null {
  for (const shape of shapes) {
    const event = shape(record);
    if (event !== null) return event;
  }
  return null;
}

/** `Event.System` and `Event.EventData`: evtx_dump, python-evtx by xmltodict, and others that keep the XML's form. */
function ofNested(record: Fields): WindowsEvent | null {
  const event = isFields(record['Event']) ? record['Event'] : record;
  const system = event['System'];
  if (!isFields(system) || system['EventID'] === undefined) return null;
  const created = system['TimeCreated'];
  return {
    shape: 'Windows events',
    provider: attributeOf(system['Provider'], 'Name') ?? '',
    channel: contentOf(system['Channel']) ?? '',
    id: contentOf(system['EventID']),
    computer: contentOf(system['Computer']),
    times: [['TimeCreated', attributeOf(created, 'SystemTime') ?? contentOf(created)]],
    data: dataOf(event['EventData'] ?? event['UserData']),
  };
}

/** Winlogbeat from 7 on, and the Elastic Agent: `winlog` beside the fields of ECS. */
function ofBeats(record: Fields): WindowsEvent | null {
  const at = (path: string): unknown => deep(record, path);
  const id = at('winlog.event_id') ?? (at('winlog') === undefined ? undefined : at('event.code'));
  if (id === undefined) return null;
  const written = at('winlog.event_data');
  return {
    shape: 'a Winlogbeat export',
    provider: textOf(at('winlog.provider_name')) ?? textOf(at('event.provider')) ?? '',
    channel: textOf(at('winlog.channel')) ?? '',
    id,
    computer: textOf(at('winlog.computer_name')) ?? textOf(at('host.name')),
    times: [['@timestamp', at('@timestamp')]],
    data: {
      ...ecsData(at),
      ...(isFields(written) ? written : prefixed(record, 'winlog.event_data.')),
    },
  };
}

/** ECS fields and the Sysmon fields that the Agent moves to them. */
function ecsData(at: (path: string) => unknown): Fields {
  const user = textOf(at('user.name'));
  const domain = textOf(at('user.domain'));
  return present({
    Image: at('process.executable'),
    CommandLine: at('process.command_line'),
    ParentImage: at('process.parent.executable'),
    ParentCommandLine: at('process.parent.command_line'),
    User: user === null || domain === null ? user : `${domain}\\${user}`,
    Protocol: at('network.transport'),
    SourceIp: at('source.ip'),
    SourcePort: at('source.port'),
    DestinationIp: at('destination.ip'),
    DestinationPort: at('destination.port'),
    DestinationHostname: at('destination.domain'),
    TargetFilename: at('file.path'),
    QueryName: at('dns.question.name'),
  });
}

/** Winlogbeat up to 6. */
function ofOldBeats(record: Fields): WindowsEvent | null {
  if (record['event_id'] === undefined || !isFields(record['event_data'])) return null;
  return {
    shape: 'a Winlogbeat export',
    provider: textOf(record['source_name']) ?? '',
    channel: textOf(record['log_name']) ?? '',
    id: record['event_id'],
    computer: textOf(record['computer_name']),
    times: [['@timestamp', record['@timestamp']]],
    data: record['event_data'],
  };
}

/** EvtxECmd, JSON or CSV: the data is JSON in a text, `Payload`. */
function ofEvtxECmd(record: Fields): WindowsEvent | null {
  if (record['EventId'] === undefined || record['Payload'] === undefined) return null;
  const payload = jsonOf(record['Payload']);
  return {
    shape: 'an export of EvtxECmd',
    provider: textOf(record['Provider']) ?? '',
    channel: textOf(record['Channel']) ?? '',
    id: record['EventId'],
    computer: textOf(record['Computer']),
    // EvtxECmd writes UTC; its CSV leaves the zone out (seen in its output).
    times: [['TimeCreated', withUtc(record['TimeCreated'])]],
    data: dataOf(payload['EventData'] ?? payload['UserData']),
  };
}

/** Wazuh's alerts and archives: `data.win`, names in lower camel case. */
function ofWazuh(record: Fields): WindowsEvent | null {
  const win = deep(record, 'data.win') ?? record['win'];
  const system = isFields(win) ? win['system'] : undefined;
  if (!isFields(win) || !isFields(system) || system['eventID'] === undefined) return null;
  const data = isFields(win['eventdata']) ? win['eventdata'] : {};
  return {
    shape: 'an export of Wazuh',
    provider: textOf(system['providerName']) ?? '',
    channel: textOf(system['channel']) ?? '',
    id: system['eventID'],
    computer: textOf(system['computer']),
    times: [
      ['systemTime', system['systemTime']],
      ['timestamp', record['timestamp']],
    ],
    data: Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
        value,
      ]),
    ),
  };
}

/** The event's XML in a field: Sysmon for Linux by syslog, also when syslog cut it, and others that pass it on. */
function ofXmlText(record: Fields): WindowsEvent | null {
  const text = ['SyslogMessage', 'message', 'EventXML', 'Xml', 'xml']
    .map((name) => record[name])
    .find((value) => typeof value === 'string' && value.includes('<EventID'));
  if (typeof text !== 'string') return null;
  const { id, channel, provider, created, computer, data } = fieldsOfXml(text);
  return {
    shape: 'Sysmon events in syslog',
    provider,
    channel: channel ?? '',
    id,
    computer: textOf(record['Computer']) ?? textOf(record['HostName']) ?? computer,
    times: [['TimeCreated', created]],
    data,
  };
}

/** Azure's `Event` table: the data is XML in `EventData`, without the system part. */
function ofSentinel(record: Fields): WindowsEvent | null {
  const xml = record['EventData'];
  if (record['EventID'] === undefined || typeof xml !== 'string' || !xml.includes('<Data'))
    return null;
  return {
    shape: 'an export of Azure Sentinel',
    provider: textOf(record['Source']) ?? '',
    channel: textOf(record['EventLog']) ?? '',
    id: record['EventID'],
    computer: textOf(record['Computer']),
    times: [['TimeGenerated', record['TimeGenerated']]],
    data: fieldsOfXml(xml).data,
  };
}

/** One level, with Sysmon's own names: NXLog, PowerShell, the public data sets. */
function ofFlat(record: Fields): WindowsEvent | null {
  const id = record['EventID'] ?? record['EventId'] ?? record['Id'];
  const provider = ['ProviderName', 'Provider', 'SourceName', 'ProviderGuid'].map((name) =>
    textOf(record[name]),
  );
  const channel = textOf(record['Channel']) ?? textOf(record['LogName']) ?? '';
  const name = provider.find((one) => one !== null) ?? '';
  if (id === undefined || (name === '' && channel === '' && !hasSysmonKeys(record))) return null;
  return {
    shape: 'Windows events',
    provider: name,
    channel,
    id,
    computer:
      textOf(record['Computer']) ?? textOf(record['Hostname']) ?? textOf(record['MachineName']),
    times: ['TimeCreated', '@timestamp', 'EventTime'].map(
      (field) => [field, record[field]] as const,
    ),
    data: record,
  };
}

/** Fields of every Sysmon event that has a process, together in no other product's. */
function hasSysmonKeys(record: Fields): boolean {
  return record['UtcTime'] !== undefined && record['ProcessGuid'] !== undefined;
}
