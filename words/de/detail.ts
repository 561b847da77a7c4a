import type { DetailWords } from '../en/detail.ts';
import type { Format } from '../format.ts';
import { channelPicture } from './channel-picture.ts';
import { counted } from './counted.ts';
import { eventRecords, flowRecords } from './records.ts';
import { silence } from './silence.ts';
import { activity, regularity } from './timeline.ts';
import { verdict } from './verdict.ts';

function overview(format: Format): DetailWords['overview'] {
  const { bytes, count } = format;
  const { connections, destinations } = counted(format);
  return {
    who: 'Wer, wohin, wann',
    figures: 'Zahlen',
    from: (origin) => `Alle aus: ${origin}.`,
    split: (own, channel) =>
      `${own === null ? 'Sitzungen nicht bekannt' : `${bytes(own)} in Sitzungen`}, ${bytes(channel)} auf Datenverbindungen`,
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
  scale:
    'Jeder Balken ist der Wert, der Strich darin die Schwelle. Balken wachsen mit Zehnerpotenzen: Ein Fünftel der Breite ist zehnmal so viel. Balken von Prozentwerten gehen von 0 bis 100.',
  meaning: 'Was die Gründe bedeuten und woher Schwellen kommen',
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
    protocol: 'Netzwerkprotokoll',
    connections: 'Verbindungen',
    sent: 'Bytes gesendet',
    risk: 'Exfiltrationsrisiko',
    finding: 'Befund',
  },
  thisFinding: 'dieser',
  otherFinding: 'ein anderer',
  pooled: 'zusammengelegt',
});

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

const actions: DetailWords['actions'] = {
  label: 'Mit diesem Befund weiterarbeiten',
  events: 'Ereignisse',
  flows: 'Flüsse',
  asset: 'Asset',
  offenses: 'Angriffe',
  allow: 'Erwartet',
};

const evidence: DetailWords['evidence'] = {
  label: 'Art der Belege',
  events: 'Ereignisse',
  flows: 'Flüsse',
  channels: 'Datenkanal',
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
      summary: 'Zusammenfassung',
      guide: 'Anleitung',
      evidence: 'Belege',
      destinations: 'Ziele',
      query: 'Abfrage',
    },
    verdict: verdict(format),
    copyMarkdown: 'Als Markdown kopieren',
    actions,
    evidence,
    regularity: regularity(format),
    overview: overview(format),
    reasons,
    silence: silence(format),
    destinationsTab: destinationsTab(format),
    activity: activity(format),
    events: eventRecords(format),
    flows: flowRecords(format),
    picture: channelPicture(format),
    query,
  };
}
