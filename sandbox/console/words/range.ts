import type { SignalName, TechniqueName, WhyNot } from '../../api/range-control.ts';

/** What the page Attack range says. */
export type RangeWords = Readonly<
  Record<
    | 'title'
    | 'back'
    | 'intro'
    | 'link'
    | 'linkText'
    | 'order'
    | 'technique'
    | 'form'
    | 'attack'
    | 'twin'
    | 'hostName'
    | 'hostAddress'
    | 'user'
    | 'where'
    | 'target'
    | 'nowhere'
    | 'marker'
    | 'markerHint'
    | 'bytes'
    | 'sessions'
    | 'late'
    | 'lateHint'
    | 'coalesced'
    | 'arriving'
    | 'inject'
    | 'runs'
    | 'noRuns'
    | 'refused'
    | 'show',
    string
  >
> & {
  readonly techniques: Readonly<Record<TechniqueName, string>>;
  readonly signals: Readonly<Record<SignalName, string>>;
  readonly places: Readonly<Record<'outside' | 'private' | 'loopback' | 'other', string>>;
  readonly whyNot: Readonly<Record<WhyNot, string>>;
  readonly columns: Readonly<
    Record<'signal' | 'logSource' | 'records' | 'events' | 'first' | 'searchable' | 'note', string>
  >;
  readonly twinOf: (technique: string) => string;
  readonly done: (technique: string, records: string, marker: string) => string;
  readonly facts: (host: string, address: string, by: string) => string;
};

/** In English. */
export const rangeEn: RangeWords = {
  title: 'Attack range',
  back: 'Back to Admin',
  intro:
    'Lets a technique happen now: its records arrive as those of real hosts and firewalls would, and can be searched. Nothing is sent anywhere. Only this stand-in has such a page; an app cannot tell.',
  link: 'Attack range',
  linkText:
    'Let the telemetry of a technique, or of its harmless twin, arrive now. Only the stand-in has this.',
  order: 'What happens',
  technique: 'Technique',
  form: 'Form',
  attack: 'The technique itself',
  twin: 'Its harmless twin',
  hostName: 'Host name',
  hostAddress: 'Source IP',
  user: 'Username',
  where: 'Where to',
  target: 'Destination IP',
  nowhere: 'This technique stays on the host.',
  marker: 'Marker',
  markerHint: 'In the names of files and in command lines. Left empty, the range chooses one.',
  bytes: 'Bytes of all files',
  sessions: 'Sessions',
  late: 'Late by seconds',
  lateHint: 'So long after its start time a record can be searched, and its end time says so.',
  coalesced: 'Within seconds of each other, so that they are coalesced',
  arriving: 'Signals that arrive',
  inject: 'Let it happen',
  runs: 'What has happened',
  noRuns: 'Nothing yet.',
  refused: 'The range did not do that',
  show: 'Show in Log Activity',
  techniques: {
    'ftp-c2': 'FTP command and control by ftp.exe -s:',
    'smb-pipe': 'SMB named pipe',
    'ftp-upload': 'FTP upload by curl on Linux',
    'smb-internet': 'SMB to the Internet',
    tftp: 'TFTP upload by curl on Linux',
    ftps: 'FTPS upload by curl on Linux',
  },
  signals: {
    file: 'File created (Sysmon 11)',
    process: 'Process created (Sysmon 1)',
    pipe: 'Named pipe (Sysmon 17, 18)',
    connection: 'Network connection (Sysmon 3)',
    'firewall-control': 'Firewall: session to the known port',
    'firewall-data': 'Firewall: data connection',
  },
  places: {
    outside: 'Outside',
    private: 'Private',
    loopback: 'The host itself',
    other: 'Another address',
  },
  whyNot: {
    ordered: 'Left out by order.',
    loopback: 'The connection never leaves the host.',
    'no-firewall': 'This console has no firewall that would see it.',
    'silent-firewall': 'The firewall that would see it is silent.',
  },
  columns: {
    signal: 'Signal',
    logSource: 'Log source',
    records: 'Records',
    events: 'Events',
    first: 'First start time',
    searchable: 'All can be searched from',
    note: 'Note',
  },
  twinOf: (technique) => `Twin of: ${technique}`,
  done: (technique, records, marker) => `${technique} (${records} records, marker ${marker})`,
  facts: (host, address, by) => `${host} to ${address}, ordered by ${by}`,
};

/** In German. */
export const rangeDe: RangeWords = {
  title: 'Angriffs-Übungsplatz',
  back: 'Zurück zur Verwaltung',
  intro:
    'Lässt eine Technik jetzt geschehen: Ihre Datensätze treffen ein, wie es die echter Hosts und Firewalls täten, und können gesucht werden. Verschickt wird nichts. Nur dieser Nachbau hat eine solche Seite; eine App kann es nicht erkennen.',
  link: 'Angriffs-Übungsplatz',
  linkText:
    'Die Spuren einer Technik oder ihres harmlosen Zwillings jetzt eintreffen lassen. Das gibt es nur im Nachbau.',
  order: 'Was geschieht',
  technique: 'Technik',
  form: 'Variante',
  attack: 'Die Technik selbst',
  twin: 'Ihr harmloser Zwilling',
  hostName: 'Hostname',
  hostAddress: 'Quellen-IP',
  user: 'Benutzername',
  where: 'Wohin',
  target: 'Ziel-IP',
  nowhere: 'Diese Technik bleibt auf dem Host.',
  marker: 'Kennzeichen',
  markerHint:
    'Steht in Dateinamen und Befehlszeilen. Bleibt das Feld leer, wählt der Übungsplatz eines.',
  bytes: 'Bytes aller Dateien',
  sessions: 'Sitzungen',
  late: 'Verspätung in Sekunden',
  lateHint:
    'So lange nach seiner Startzeit kann ein Datensatz gesucht werden; seine Endzeit sagt es.',
  coalesced: 'Binnen Sekunden nacheinander, sodass sie zusammengefasst werden',
  arriving: 'Signale, die eintreffen',
  inject: 'Geschehen lassen',
  runs: 'Was geschehen ist',
  noRuns: 'Noch nichts.',
  refused: 'Der Übungsplatz hat das nicht getan',
  show: 'In der Protokollaktivität zeigen',
  techniques: {
    'ftp-c2': 'FTP-Steuerung durch ftp.exe -s:',
    'smb-pipe': 'Benannte Pipe über SMB',
    'ftp-upload': 'FTP-Upload durch curl unter Linux',
    'smb-internet': 'SMB ins Internet',
    tftp: 'TFTP-Upload durch curl unter Linux',
    ftps: 'FTPS-Upload durch curl unter Linux',
  },
  signals: {
    file: 'Datei angelegt (Sysmon 11)',
    process: 'Prozess gestartet (Sysmon 1)',
    pipe: 'Benannte Pipe (Sysmon 17, 18)',
    connection: 'Netzverbindung (Sysmon 3)',
    'firewall-control': 'Firewall: Sitzung zum bekannten Port',
    'firewall-data': 'Firewall: Datenverbindung',
  },
  places: {
    outside: 'Nach außen',
    private: 'Privat',
    loopback: 'Der Host selbst',
    other: 'Andere Adresse',
  },
  whyNot: {
    ordered: 'Im Auftrag weggelassen.',
    loopback: 'Die Verbindung verlässt den Host nicht.',
    'no-firewall': 'Diese Konsole hat keine Firewall, die das sähe.',
    'silent-firewall': 'Die Firewall, die das sähe, schweigt.',
  },
  columns: {
    signal: 'Signal',
    logSource: 'Protokollquelle',
    records: 'Datensätze',
    events: 'Ereignisse',
    first: 'Erste Startzeit',
    searchable: 'Alle suchbar ab',
    note: 'Anmerkung',
  },
  twinOf: (technique) => `Zwilling von: ${technique}`,
  done: (technique, records, marker) =>
    `${technique} (${records} Datensätze, Kennzeichen ${marker})`,
  facts: (host, address, by) => `${host} an ${address}, beauftragt von ${by}`,
};
