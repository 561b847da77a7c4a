import type { HostSignalKind, HostSignalsOfRun } from '../../contract/host-signal.ts';
import type { HostSignalWords } from '../en/host-signals.ts';
import type { Format } from '../format.ts';

const kinds: Readonly<Record<HostSignalKind, string>> = {
  'ftp-script': 'ftp.exe mit einem Skript',
  'ftp-upload-by-curl': 'curl lädt über FTP hoch',
  'c2-pipe': 'Pipe eines bekannten Werkzeugs',
};

const states: Readonly<Record<HostSignalsOfRun['state'], string>> = {
  used: 'gesucht',
  off: 'nicht gesucht, nach Einstellung oder Profil',
  'no-records':
    'nicht gesucht: keine Protokollquelle eines Hosts füllt Eigenschaften, die es sagen (Befehlszeile, Name der Pipe)',
  'not-allowed': 'Ihrer Rolle nicht erlaubt',
  unavailable: 'gefragt, nicht beantwortet',
};

const notices: HostSignalWords['notice']['texts'] = {
  'not-allowed':
    'Ihre Rolle darf diese Datensätze nicht durchsuchen. Die Befunde sind ohne sie vollständig.',
  unavailable:
    'QRadar hat die Frage nach Signalen von Hosts nicht beantwortet. Die Befunde sind ohne sie vollständig.',
};

/** German words of signals of hosts. */
export function hostSignals(format: Format): HostSignalWords {
  const { many } = format;
  const signals = (value: number) => many(value, { one: 'Host-Signal', other: 'Host-Signale' });
  const hosts = (value: number) => many(value, { one: 'Host', other: 'Hosts' });
  return {
    kinds,
    signals,
    total: 'Host-Signale',
    ofRun: {
      name: 'Host-Signale',
      states,
      only: (names) => `nur gesucht: ${names.join(', ')}`,
    },
    notice: {
      title: 'Signale von Hosts fehlen',
      texts: notices,
      cut: 'Nicht alle Signale von Hosts wurden gelesen: die neuesten sind da.',
    },
    bar: (found, apart) =>
      apart === 0
        ? `${signals(found)}, alle auf Quell-IPs mit Befunden`
        : `${signals(found)}, ${hosts(apart)} ohne Befund`,
    note: 'Ein Signal kommt aus den Datensätzen des Hosts selbst und ist kein Befund: es sagt, welches Programm lief, nicht, was gesendet wurde. Die von Quell-IPs mit Befunden stehen auf deren Karten. Filter nach Risiko, Netzwerkprotokoll und Bytes gelten hier nicht.',
    hidden: (value) => `${signals(value)} durch die Filter ausgeblendet.`,
    label: (host) => `Host-Signale von ${host}`,
    computer: (name) => `Rechner ${name}`,
    tool: (name, tool) => `${tool}, nach dem Namen ${name}`,
    listed: (licence, taken) => `Liste (${licence}, ${taken})`,
    program: 'Programm',
    command: 'Befehlszeile',
    pipe: 'Pipe',
    entry: 'In der Liste als',
    count: 'Datensätze',
    first: 'Zuerst gesehen',
    last: 'Zuletzt gesehen',
    logSources: 'Protokollquelle',
    unknown: 'nicht bekannt',
    open: 'In der Protokollaktivität öffnen',
    openOf: (kind, host) => `In der Protokollaktivität öffnen: ${kind}, ${host}`,
    blocked:
      'Der Browser hat das Fenster verhindert. Erlauben Sie Fenster dieser Seite, oder kopieren Sie die Abfrage.',
    copy: (kind, host) => `Abfrage kopieren: ${kind}, ${host}`,
    csv: (value) => `CSV: ${signals(value)}`,
    columns: {
      kind: 'Art des Signals',
      domain: 'Domäne',
      host: 'Quell-IP',
      computer: 'Rechner',
      process: 'Programm',
      command: 'Befehlszeile',
      pipe: 'Pipe',
      tool: 'Werkzeug',
      entry: 'In der Liste als',
      source: 'Liste',
      count: 'Datensätze',
      firstSeen: 'Zuerst gesehen (UTC)',
      lastSeen: 'Zuletzt gesehen (UTC)',
      logSources: 'Protokollquelle',
      id: 'Host-Signal',
    },
  };
}
