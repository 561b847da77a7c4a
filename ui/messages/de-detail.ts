import { bytes, count } from '../format.ts';
import type { Messages } from './chosen.ts';
import { plural } from './plural.ts';

type Words = Messages['detail'];

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Verbindung', other: 'Verbindungen' })}`;
const destinations = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Ziel', other: 'Ziele' })}`;
const periods = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Abschnitt', other: 'Abschnitten' })}`;

const overview: Words['overview'] = {
  label: 'Fakten zu diesem Befund',
  domain: 'Domäne',
  defaultDomain: 'Standard',
  domainId: (id) => `Domäne ${id}`,
  technique: 'ATT&CK-Technik',
  state: 'Zustand',
  totalBytes: 'Bytes beider Richtungen',
  noUser: 'keiner verzeichnet',
  logSourceShare: (name, value) => `${name} (${connections(value)})`,
  moreUsers: (value) => `und ${count(value)} weitere Benutzer, nicht aufgeführt`,
  fanOut: (value) => `${destinations(value)}, siehe Ziele`,
  coalesced: (value) =>
    `${count(value)} durch Zusammenfassung in andere Datensätze gefaltet, deren Bytes eine Untergrenze sind`,
  known: (known, all) => `bekannt für ${count(known)} von ${connections(all)}`,
  notKnown: 'kein Datensatz trägt diesen Zähler',
  lowerBound: 'eine Untergrenze',
};

const reasons: Words['reasons'] = {
  title: 'Warum dies ein Befund ist und sein Risiko hat',
  value: 'Zahl',
  threshold: 'Schwelle',
  source: 'Herkunft der Schwelle',
  noThreshold: 'keine',
  corrections: 'Was das korrigierte Profil hier getan hat',
  noCorrections: 'Keine der Korrekturen hat an diesem Befund etwas geändert.',
  sourceProfile: 'Dieser Lauf verwendet die Ausgangsabfrage, wie sie ist, und korrigiert nichts.',
};

const destinationsTab: Words['destinationsTab'] = {
  title: 'Ziele',
  label: (source) => `Ziele von ${source}`,
  note: 'Alle Ziele dieser Quell-IP. Die Zeilen dieses Befunds stehen zuerst.',
  named: (named, all) =>
    `Ein Befund mit vielen Zielen nennt ${count(named)} seiner ${count(all)}, die mit den meisten Verbindungen.`,
  columns: {
    destination: 'Ziel-IP',
    port: 'Port',
    protocol: 'Protokoll',
    connections: 'Verbindungen',
    sent: 'Bytes gesendet',
    risk: 'Exfiltrationsrisiko',
    finding: 'Befund',
  },
  thisFinding: 'dieser',
  otherFinding: 'ein anderer',
  pooled: 'zusammengelegt',
};

const activity: Words['activity'] = {
  title: 'Aktivität im Zeitverlauf',
  asking: 'Ariel zählt Verbindungen im Zeitverlauf',
  connections: 'Verbindungen',
  sent: 'Bytes gesendet',
  none: 'Keine Aktivität in den Minuten dieses Laufs.',
  table: 'Aktivität als Tabelle',
  columns: { time: 'Beginn', connections: 'Verbindungen', sent: 'Bytes gesendet' },
  notKnown: 'nicht bekannt',
  bucket: (length) => `Jeder Balken ist ${length} lang.`,
  connectionsSentence: (all, filled, most, when) =>
    `${connections(all)} in ${periods(filled)}, die meisten um ${when} mit ${count(most)}.`,
  sentSentence: (all, filled, most, when) =>
    `${bytes(all)} in ${periods(filled)} gesendet, am meisten um ${when} mit ${bytes(most)}.`,
  sentNotKnown: 'Kein Datensatz trägt einen Zähler gesendeter Bytes.',
  query: 'Abfrage hinter diesem Bild',
};

const events: Words['events'] = {
  title: 'Beitragende Ereignisse',
  asking: 'Ariel sucht die Ereignisse',
  refreshing: 'Eine weitere Seite wird gelesen',
  label: 'Beitragende Ereignisse, neueste zuerst',
  none: 'Ariel lieferte keine Ereignisse zu diesem Befund. Ihre Aufbewahrung kann abgelaufen sein.',
  note: 'Datensätze, wie sie in QRadar stehen, geöffnete wie geschlossene Sitzungen, neueste zuerst.',
  columns: {
    time: 'Zeit',
    logSource: 'Protokollquelle',
    category: 'Kategorie',
    source: 'Quelle',
    destination: 'Ziel',
    user: 'Benutzer',
    eventCount: 'Ereigniszahl',
    sent: 'Bytes gesendet',
    received: 'Bytes empfangen',
    total: 'Bytes beider Richtungen',
  },
  notKnown: '–',
  notKnownName: 'nicht bekannt',
  pages: {
    label: 'Seiten der Ereignisse',
    perPage: 'Ereignisse je Seite:',
    range: (from, to, total) =>
      `${count(from)}–${count(to)} von ${count(total)} ${plural(total, { one: 'Ereignis', other: 'Ereignissen' })}`,
    pageOf: (total) => `von ${count(total)} ${plural(total, { one: 'Seite', other: 'Seiten' })}`,
    select: (total) => `Seitenzahl, von ${count(total)}`,
    next: 'Nächste Seite',
    previous: 'Vorige Seite',
  },
};

const query: Words['query'] = {
  title: 'Abfragen, wie sie an Ariel gingen',
  note: 'Der Zeitraum ist ausgeschrieben, damit dieselbe Abfrage dieselben Minuten wiederfindet.',
  ofRun: (name) => `Lauf: ${name}`,
  ofEvidence: 'Beitragende Ereignisse dieses Befunds',
  copy: (name) => `Abfrage kopieren: ${name}`,
  copied: 'Kopiert',
  more: 'Mehr zeigen',
  less: 'Weniger zeigen',
  none: 'Dieser Lauf hat keine Abfrage gesendet.',
};

/** German words of the panel that shows one finding in detail. */
export const detail: Words = {
  panel: (source) => `Details zu ${source}`,
  heading: (protocol, source, target) => `${protocol} von ${source} an ${target}`,
  destinations,
  close: 'Details schließen',
  previous: 'Voriger Befund',
  next: 'Nächster Befund',
  findings: (value) =>
    `${count(value)} ${plural(value, { one: 'Befund', other: 'Befunde' })} dieser Quell-IP`,
  moreOf: (value) => `${count(value)} weitere zeigen`,
  tabs: {
    label: 'Teile der Details',
    overview: 'Überblick',
    reasons: 'Gründe',
    destinations: 'Ziele',
    channels: 'Datenkanal',
    activity: 'Aktivität',
    events: 'Ereignisse',
    flows: 'Flüsse',
    query: 'Abfrage',
  },
  overview,
  reasons,
  destinationsTab,
  activity,
  events,
  query,
};
