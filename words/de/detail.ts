import type { DetailWords } from '../en/detail.ts';
import type { Format } from '../format.ts';
import { channelPicture } from './channel-picture.ts';
import { counted } from './counted.ts';
import { eventRecords, flowRecords } from './records.ts';

function overview(format: Format): DetailWords['overview'] {
  const { count } = format;
  const { connections, destinations } = counted(format);
  return {
    label: 'Fakten zu diesem Befund',
    domain: 'Domäne',
    defaultDomain: 'Standard',
    domainId: (id) => `Domäne ${id}`,
    technique: 'ATT&CK-Technik',
    state: 'Zustand',
    totalBytes: 'Bytes beider Richtungen',
    noUser: 'keiner verzeichnet',
    logSourceShare: (name, value) => `${name} (${connections(value)})`,
    portShare: (name, protocol, value) => `${name}, ${protocol} (${connections(value)})`,
    moreUsers: (value) => `und ${count(value)} weitere Benutzer, nicht aufgeführt`,
    fanOut: (value) => `${destinations(value)}, siehe Ziele`,
    coalesced: (value) =>
      `${count(value)} durch Zusammenfassung in andere Datensätze gefaltet, deren Bytes eine Untergrenze sind`,
    known: (known, all) => `bekannt für ${count(known)} von ${connections(all)}`,
    notKnown: 'kein Datensatz trägt diesen Zähler',
    lowerBound: 'eine Untergrenze',
    counting: 'Geschätzte Zahlen',
  };
}

const reasons: DetailWords['reasons'] = {
  title: 'Warum dies ein Befund ist und sein Risiko hat',
  value: 'Zahl',
  threshold: 'Schwelle',
  source: 'Herkunft der Schwelle',
  noThreshold: 'keine',
  corrections: 'Was das korrigierte Profil hier getan hat',
  noCorrections: 'Keine der Korrekturen hat an diesem Befund etwas geändert.',
  sourceProfile: 'Dieser Lauf verwendet die Ausgangsabfrage, wie sie ist, und korrigiert nichts.',
};

const destinationsTab = ({ count }: Format): DetailWords['destinationsTab'] => ({
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
});

function activity(format: Format): DetailWords['activity'] {
  const { bytes, count, many } = format;
  const { connections } = counted(format);
  const periods = (value: number) => many(value, { one: 'Abschnitt', other: 'Abschnitten' });
  return {
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
}

const query: DetailWords['query'] = {
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
export function detail(format: Format): DetailWords {
  const { count } = format;
  const { destinations, findings, ports } = counted(format);
  return {
    heading: (protocol, source, target) => `${protocol} von ${source} an ${target}`,
    destinations,
    ports,
    close: 'Details schließen',
    previous: 'Voriger Befund',
    next: 'Nächster Befund',
    findings: (value) => `${findings(value)} dieser Quell-IP`,
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
    overview: overview(format),
    reasons,
    destinationsTab: destinationsTab(format),
    activity: activity(format),
    events: eventRecords(format),
    flows: flowRecords(format),
    picture: channelPicture(format),
    query,
  };
}
