import type { SettingsWords } from '../en/settings.ts';
import type { Format } from '../format.ts';
import { settingsFields } from './settings-fields.ts';
import { trail } from './trail.ts';

/** German words of the settings. */
export const settings = ({ count, many, time }: Format): SettingsWords => ({
  title: 'Einstellungen',
  scope: 'Sie gelten für alle, die diese App verwenden.',
  openAdmin: 'Konfigurationsseite öffnen, die auch zeigt, wer sie geändert hat',
  sections: 'Abschnitte',
  save: 'Speichern',
  saving: 'Wird gespeichert',
  saved: 'Gespeichert. Es gilt ab jetzt.',
  noChanges: 'Keine Änderungen',
  changes: (value) =>
    `${many(value, { one: 'Änderung ist', other: 'Änderungen sind' })} nicht gespeichert`,
  discard: 'Änderungen verwerfen',
  unsaved: 'Was Sie geändert haben, geht verloren, wenn Sie fortfahren.',
  stay: 'Weiter bearbeiten',
  close: 'Schließen',
  loading: 'Die Einstellungen werden gelesen',
  readOnly: {
    title: 'Nur ein Administrator kann sie ändern',
    text: (user) =>
      `Der Rolle von ${user} fehlt die Berechtigung „Systemadministrator“. Sie sehen, was eingestellt ist. Benutzer, deren Rolle sie hat, können es hier und auf der Registerkarte „Verwaltung“ der Konsole ändern.`,
  },
  fields: settingsFields,
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
  on: 'ein',
  off: 'aus',
  saveAnyway: 'Trotzdem speichern',
  conflict: {
    title: (value) =>
      `${many(value, { one: 'Einstellung weicht', other: 'Einstellungen weichen' })} von dem ab, was jemand anderes gespeichert hat`,
    same: 'Was jemand anderes gespeichert hat, steht auch hier.',
    theirs: (value) => `Von jemand anderem gespeichert: ${value}`,
    mine: (value) => `Hier eingestellt: ${value}`,
  },
  groups: {
    detection: 'Erkennung',
    properties: 'Byte- und Paketeigenschaften',
    ftp: 'Eigenschaften von FTP-Logs (Zeek, Suricata)',
    network: 'Netz',
    limits: 'Grenzen',
    signal: 'Meldung an QRadar',
    keeping: 'Log und Änderungen',
  },
  trail: trail({ count, time }),
  admin: {
    title: 'Transfer Watch: Konfiguration',
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
    category: (line) =>
      line === null
        ? 'Höchstens 50 Kategorien.'
        : `Zeile ${count(line)} ist keine Nummer einer Kategorie der unteren Ebene, keine ganze Zahl wie 4002.`,
    block: (line) => `Block ${count(line)} ist kein CIDR-Block wie 198.51.100.0/24.`,
    wideBlock: (line, shortest) =>
      `Block ${count(line)} ist breiter als jeder eigene: mindestens /${count(shortest.ipv4)} bei IPv4 oder /${count(shortest.ipv6)} bei IPv6. Er würde den größten Teil des Internets verbergen.`,
    receiver: 'Geben Sie einen Hostnamen oder eine IP-Adresse ein, ohne Port.',
    noReceiver: 'Geben Sie an, wohin Ereignisse gesendet werden, oder schalten Sie beides aus.',
    order: 'Hoch muss über Mittel liegen.',
    number: (from, to) => `Geben Sie eine ganze Zahl von ${count(from)} bis ${count(to)} ein.`,
    count: (value) =>
      many(value, { one: 'Feld ist zu berichtigen', other: 'Felder sind zu berichtigen' }),
    summary: (value) =>
      `${many(value, { one: 'Feld muss', other: 'Felder müssen' })} vor dem Speichern berichtigt werden.`,
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
});
