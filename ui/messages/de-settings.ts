import { count } from '../format.ts';
import type { settings as english } from './en-settings.ts';
import { plural } from './plural.ts';

type Words = typeof english;

const names =
  'Ein Eigenschaftsname je Zeile, der bevorzugte zuerst; verwendet wird der erste, den die Konsole hat.';

const fields: Words['fields'] = {
  profile: {
    label: 'Standardprofil',
    meaning: 'Gilt, wo ein Lauf selbst kein Profil wählt.',
  },
  connections: {
    label: 'Verbindungen',
    meaning:
      'Eine Quelle und ein Ziel sind über so vielen Verbindungen ein Befund. Der Standardwert ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  mediumBytes: {
    label: 'Gesendete Bytes für Mittel',
    meaning:
      'Darüber wird ein Befund als mittel bewertet, und wenige Verbindungen genügen. In Bytes. Der Standardwert, 1 MiB, ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  highBytes: {
    label: 'Gesendete Bytes für Hoch',
    meaning:
      'Darüber wird ein Befund als hoch bewertet. In Bytes. Der Standardwert, 10 MiB, ist der der Ausgangsregel; das Profil der Ausgangsabfrage behält ihn.',
  },
  portPacks: {
    label: 'Weitere Ports',
    meaning:
      'Werden neben 20, 21, 69, 139, 445 und 990 der Ausgangsregel durchsucht, nur vom korrigierten Profil.',
  },
  stitching: {
    label: 'Datenkanäle von FTP und TFTP bewerten',
    meaning:
      'Datenverbindungen, die Steuersitzungen zugeordnet sind, zählen als von ihnen gesendet. Abgeschaltet, werden sie gezeigt, aber nicht bewertet.',
  },
  sent: {
    label: 'Eigenschaften für gesendete Bytes',
    meaning: `${names} Sie bestimmen das Risiko.`,
  },
  received: { label: 'Eigenschaften für empfangene Bytes', meaning: names },
  total: {
    label: 'Eigenschaften für Bytes beider Richtungen',
    meaning: `${names} Eine Summe wird gezeigt und gilt nie als gesendet.`,
  },
  packetsSent: {
    label: 'Eigenschaften für gesendete Pakete',
    meaning: `${names} Damit werden Byte-Zähler erkannt, die nicht stimmen können.`,
  },
  packetsReceived: {
    label: 'Eigenschaften für empfangene Pakete',
    meaning: `${names} Damit werden Byte-Zähler erkannt, die nicht stimmen können.`,
  },
  dataPort: {
    label: 'Eigenschaften für den angekündigten Datenport',
    meaning: `${names} Er ordnet Datenverbindungen zu.`,
  },
  dataHost: { label: 'Eigenschaften für die angekündigte Adresse', meaning: names },
  dataMode: {
    label: 'Eigenschaften für den angekündigten Modus',
    meaning: `${names} Enthält passive oder active, oder true für passiv.`,
  },
  command: { label: 'Eigenschaften für den FTP-Befehl', meaning: names },
  fileName: { label: 'Eigenschaften für den Dateinamen', meaning: names },
  ownPublicBlocks: {
    label: 'Eigene öffentliche Blöcke',
    meaning:
      'Ein CIDR-Block je Zeile, zum Beispiel 198.51.100.0/24. Verbindungen zu diesen Adressen bleiben innen und sind kein Befund.',
  },
  reuseMinutes: {
    label: 'Wiederverwendung von Ergebnissen, in Minuten',
    meaning:
      'Ein so junges Ergebnis wird wieder gezeigt, statt Ariel zu fragen. Bei 0 wird Ariel jedes Mal gefragt.',
  },
  maxFindings: {
    label: 'Höchstzahl der Befunde eines Laufs',
    meaning:
      'Wird sie erreicht, steht es über den Ergebnissen. Mehr brauchen mehr Speicher in jedem Browser.',
  },
  maxRows: {
    label: 'Höchstzahl der Ergebniszeilen eines Laufs',
    meaning: 'Dort endet das Lesen, was gezeigt wird. Mehr brauchen mehr Speicher in der App.',
  },
  logLevel: {
    label: 'Protokollstufe',
    meaning:
      'Was die App in ihr Protokoll schreibt, ab der nächsten Zeile. Standardwert: Anfragen.',
  },
  logFiles: {
    label: 'Aufbewahrte Protokolldateien',
    meaning:
      'Dateien von 2 MB im Speicher der App, die benutzte mitgezählt. Die älteste geht zuerst.',
  },
  auditDays: {
    label: 'Tage, die Änderungen aufbewahrt werden',
    meaning: 'So lange lässt sich nachsehen, wer welche Einstellung geändert hat.',
  },
};

/** German words of the settings. */
export const settings: Words = {
  title: 'Einstellungen',
  scope: 'Sie gelten für alle, die diese App verwenden.',
  openAdmin: 'Konfigurationsseite öffnen, die auch zeigt, wer sie geändert hat',
  close: 'Einstellungen schließen',
  save: 'Speichern',
  saving: 'Wird gespeichert',
  cancel: 'Abbrechen',
  loading: 'Die Einstellungen werden gelesen',
  readOnly: {
    title: 'Nur ein Administrator kann sie ändern',
    text: (user) =>
      `Der Rolle von ${user} fehlt die Berechtigung „Systemadministrator“. Sie sehen, was eingestellt ist.`,
  },
  fields,
  portPacks: {
    'ftps-data': {
      label: 'FTPS-Daten: 989/tcp',
      consequence: 'Selten und gefahrlos hinzuzunehmen: Kaum etwas anderes nutzt diesen Port.',
    },
    'alternative-ftp': {
      label: 'FTP auf anderen Ports: 2121/tcp und 2811/tcp',
      consequence:
        'Port 2121 nutzen auch Geräte, und er wird oft abgetastet: Rechnen Sie mit Befunden, die kein FTP sind.',
    },
    ssh: {
      label: 'SSH: 22/tcp, mit SFTP und SCP',
      consequence:
        'Nach MITRE kein Teil von T1071.002, und jede Anmeldung zählt: In gemessenem Verkehr war jeder sechste Datensatz SSH, was den Rest überdeckt.',
    },
  },
  logLevels: {
    debug: 'Anfragen und jeden Aufruf der Konsole',
    info: 'Anfragen',
    warn: 'Warnungen und Fehler',
    error: 'Fehler',
  },
  groups: {
    detection: 'Erkennung',
    properties: 'Byte- und Paketeigenschaften',
    ftp: 'Eigenschaften von FTP-Protokollen (Zeek, Suricata)',
    network: 'Netz',
    limits: 'Grenzen',
    keeping: 'Protokoll und Änderungen',
  },
  admin: {
    title: 'Transfer Watch: Konfiguration',
    saved: 'Gespeichert. Es gilt ab jetzt.',
    audit: 'Änderungen',
    noAudit: 'Noch hat niemand eine Einstellung geändert.',
    olderAudit: 'Ältere Änderungen zeigen',
    loadingAudit: 'Die Änderungen werden gelesen',
    columns: { when: 'Wann', who: 'Wer', setting: 'Einstellung', from: 'Vorher', to: 'Nachher' },
  },
  reset: 'Auf Standardwert zurücksetzen',
  resetOf: (label) => `Auf Standardwert zurücksetzen: ${label}`,
  defaultIs: (value) => `Standardwert: ${value}.`,
  defaultEmpty: 'keiner',
  range: (from, to) => `Eine ganze Zahl von ${count(from)} bis ${count(to)}.`,
  errors: {
    name: (line) =>
      `Name ${count(line)}: 1 bis 100 Zeichen, ohne Anführungszeichen, Backslashes und Steuerzeichen.`,
    block: (line) => `Block ${count(line)} ist kein CIDR-Block wie 198.51.100.0/24.`,
    order: 'Hoch muss über Mittel liegen.',
    number: (from, to) => `Geben Sie eine ganze Zahl von ${count(from)} bis ${count(to)} ein.`,
    summary: (value) =>
      `${count(value)} ${plural(value, { one: 'Feld muss', other: 'Felder müssen' })} vor dem Speichern berichtigt werden.`,
  },
  proposals: {
    properties: 'Die Konsole hat diese; hinzufügen',
    add: (name) => `${name} hinzufügen`,
    blocks: 'Öffentliche Blöcke der Netzhierarchie',
    block: (cidr, name) => `${cidr} (${name})`,
    noBlocks: 'Die Netzhierarchie hat keinen öffentlichen Block.',
    blocksNotAllowed: 'Sie dürfen die Netzhierarchie nicht lesen, daher wird nichts vorgeschlagen.',
    loading: 'Die Konsole wird befragt',
    failed: (title) => `Keine Vorschläge: ${title}.`,
  },
};
