import type { PictureConnection } from '../../contract/channels.ts';
import type { DataChannel, Volume } from '../../contract/finding.ts';
import { bytes, count } from '../format.ts';
import type { Messages } from './chosen.ts';
import { plural } from './plural.ts';

type Words = Messages['channels'];

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Verbindung', other: 'Verbindungen' })}`;

const confidences: Words['confidences'] = {
  announced: {
    name: 'Port angekündigt',
    meaning: 'Ein Sensor hat den Datenport in der Steuersitzung gelesen.',
  },
  port: {
    name: 'am Datenport erkannt',
    meaning: 'Der Port ist Daten vorbehalten, oder es ist der, von dem die Anfrage kam.',
  },
  time: {
    name: 'am Zeitpunkt erkannt',
    meaning: 'Nur dass sie liefen, während eine Steuersitzung offen war, verbindet sie mit ihr.',
  },
};

const modes: Words['modes'] = {
  passive: { name: 'passiv', meaning: 'Der Client hat die Datenverbindungen geöffnet.' },
  active: {
    name: 'aktiv',
    meaning:
      'Der Server hat die Datenverbindungen geöffnet, daher nennen Protokolle einen Upload empfangen. Hier ist es umgedreht.',
  },
  'ftps-data': { name: 'Port 989', meaning: 'Daten von FTP über TLS, auf eigenem Port.' },
  tftp: {
    name: 'TFTP',
    meaning: 'Der Server antwortet auf eine TFTP-Anfrage von einem neuen Port.',
  },
};

function volume({ sent, received, total }: DataChannel): string {
  if (sent !== null && (sent.bytes > 0 || (received?.bytes ?? 0) === 0))
    return `${atLeast(sent)} gesendet`;
  if (received !== null) return `${atLeast(received)} empfangen`;
  if (total !== null) return `${atLeast(total)} in beiden Richtungen`;
  return 'Bytes nicht bekannt';
}

const atLeast = (known: Volume) => `${known.lowerBound ? 'mindestens ' : ''}${bytes(known.bytes)}`;

function ports(range: DataChannel['ports']): string {
  if (range === null) return '';
  return range.from === range.to
    ? ` zu Port ${range.from}`
    : ` zu den Ports ${range.from}–${range.to}`;
}

function manner({ modes: seen, confidence }: DataChannel): string {
  const names = seen.map((mode) => modes[mode].name);
  return [...names, ...(confidence === null ? [] : [confidences[confidence].name])].join(', ');
}

const listener = ({ destinationPort }: PictureConnection) =>
  destinationPort === null ? '' : ` zu Port ${destinationPort}`;

const moved = ({ sentBytes, receivedBytes, totalBytes }: PictureConnection) =>
  sentBytes !== null
    ? `${bytes(sentBytes)} gesendet`
    : receivedBytes !== null
      ? `${bytes(receivedBytes)} empfangen`
      : totalBytes !== null
        ? `${bytes(totalBytes)} in beiden Richtungen`
        : 'Bytes nicht bekannt';

function nameOf(connection: PictureConnection): string {
  const { mode, isDoubted } = connection;
  return `Verbindung (${modes[mode].name})${listener(connection)}, ${moved(connection)}${isDoubted ? ', zweifelhaft' : ''}`;
}

const records: Words['picture']['records'] = { events: 'Ereignisse', flows: 'Flüsse' };

const picture: Words['picture'] = {
  records,
  asking: 'Ariel sucht die Datenverbindungen',
  none: 'Zu diesem Befund wurde keine Datenverbindung gesehen.',
  name: nameOf,
  opens: (connection) => `${records[connection.records.from]}: ${nameOf(connection)}`,
  caption: (sessions, joined, doubted) =>
    `Oben ${count(sessions)} ${plural(sessions, { one: 'Steuersitzung', other: 'Steuersitzungen' })}, darunter ${connections(joined)}, die ihnen zugeordnet sind, ${count(doubted)} zweifelhaft. Eine Verbindung öffnet ihre Datensätze.`,
  legend: {
    session: 'Steuersitzung',
    data: 'Datenverbindung',
    doubted: 'zweifelhaft, nicht addiert',
  },
  cut: (shown, all) =>
    `${count(shown)} von ${connections(all)} werden gezeigt, die mit den meisten Bytes.`,
  table: 'Datenverbindungen als Tabelle',
  columns: {
    time: 'Zeit',
    port: 'Port',
    mode: 'Modus',
    confidence: 'Zugeordnet',
    sent: 'Bytes gesendet',
    received: 'Bytes empfangen',
    total: 'Bytes beider Richtungen',
    events: 'Datensätze',
  },
  inDoubt: 'zweifelhaft, nicht addiert',
  folded: (value) => `${connections(value)} in einem Datensatz`,
  severalOpen: (value) => `${count(value)} Sitzungen waren offen; die letzte wurde genommen`,
  query: 'Abfrage hinter diesem Bild',
  flowQuery: 'Seine Abfrage der Flüsse',
  partial:
    'Nicht alle Datensätze dieses Paares konnten gelesen werden, nur die neuesten: Frühere Sitzungen und Verbindungen können fehlen.',
};

export const channels: Words = {
  picture,
  confidences,
  modes,
  label: 'Wahrscheinlicher Datenkanal',
  line: (channel) =>
    channel.connections === 0
      ? 'keiner, der sicher ist'
      : `${volume(channel)} über ${connections(channel.connections)}${ports(channel.ports)} (${manner(channel)})`,
  besides: (sent) => `Datenkanal ${bytes(sent)}`,
  alsoReceived: (received) => `${bytes(received)} empfangen`,
  doubted: (value, ofBytes) =>
    `${connections(value)} mit ${bytes(ofBytes)} zweifelhaft, nicht addiert: Der Port wird auch ohne Sitzung benutzt, oder die Sitzung hat andere angekündigt`,
  assumed: (value, all) =>
    `bei ${count(value)} von ${count(all)} ${plural(all, { one: 'Steuersitzung', other: 'Steuersitzungen' })} ist nur ein Ende protokolliert`,
  commandsRead: 'Gelesene Befehle',
  filesRead: 'Genannte Dateien',
  timesRead: (name, times) => (times > 1 ? `${name} (${count(times)}×)` : name),
  moreRead: (value, isComplete) =>
    isComplete ? `${count(value)} weitere` : `mindestens ${count(value)} weitere`,
  partial: 'nicht alle Datensätze konnten gelesen werden',
  leftOut: 'laut Einstellungen nicht bewertet',
};
