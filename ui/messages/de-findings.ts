import type { RunStep, SkipReason } from '../../contract/run.ts';
import { allOf, bytes, count, exactBytes } from '../format.ts';
import type { Messages } from './chosen.ts';
import { absence } from './de-absence.ts';
import { plural } from './plural.ts';

const cards = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Quell-IP', other: 'Quell-IPs' })}`;
const findings = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Befund', other: 'Befunde' })}`;

const steps: Record<RunStep, string> = {
  facts: 'Konsole wird befragt',
  plan: 'Abfragen werden geplant',
  queries: 'Abfragen werden geschrieben',
  search: 'Ariel sucht',
  read: 'Ergebnis wird gelesen',
  stitch: 'Datenkanäle werden gesucht',
  judge: 'Befunde werden bewertet',
  done: 'Fertig',
};

const columns: Messages['page']['columns'] = {
  logSource: 'Protokollquelle',
  source: 'Quell-IP',
  destination: 'Ziel-IP',
  port: 'Zielport',
  user: 'Benutzer',
  protocol: 'Protokoll',
  connections: 'Verbindungen',
  sent: 'Bytes gesendet',
  received: 'Bytes empfangen',
  firstSeen: 'Zuerst gesehen',
  lastSeen: 'Zuletzt gesehen',
  risk: 'Exfiltrationsrisiko',
};

const filter: Messages['page']['filter'] = {
  label: 'Filter',
  text: 'Adressen, Ports, Benutzer, Protokollquellen durchsuchen',
  textPlaceholder: 'Adresse, Port, Benutzer, Protokollquelle',
  clearText: 'Suchtext löschen',
  risk: 'Risiko',
  anyRisk: 'Jedes Risiko',
  protocol: 'Protokoll',
  anyProtocol: 'Jedes Protokoll',
  clearSelection: 'Auswahl löschen',
  bytes: 'Bytes gesendet',
  bytesOptions: { any: 'Bekannt oder nicht', known: 'Bekannt', unknown: 'Nicht bekannt' },
  range: 'Zeitraum',
  ranges: {
    '1h': 'Letzte Stunde',
    '6h': 'Letzte 6 Stunden',
    '24h': 'Letzte 24 Stunden',
    '7d': 'Letzte 7 Tage',
    custom: 'Eigener Zeitraum',
  },
  profile: 'Profil',
  aboutProfiles: 'Profile vergleichen',
  sort: 'Sortieren nach',
  sorts: {
    risk: 'Risiko',
    sent: 'Bytes gesendet',
    received: 'Bytes empfangen',
    connections: 'Verbindungen',
    lastSeen: 'Zuletzt gesehen',
    firstSeen: 'Zuerst gesehen',
    source: 'Quell-IP',
    destination: 'Ziel-IP',
    port: 'Zielport',
    user: 'Benutzer',
    protocol: 'Protokoll',
    logSource: 'Protokollquelle',
  },
  view: 'Ansicht',
  views: { cards: 'Karten', table: 'Tabelle' },
  clear: 'Filter löschen',
  active: 'Aktive Filter',
  remove: (what) => `Filter ${what} entfernen`,
  tags: {
    text: (value) => `Text: ${value}`,
    risk: (value) => `Risiko: ${value}`,
    protocol: (value) => `Protokoll: ${value}`,
    bytes: (value) => `Bytes gesendet: ${value}`,
    address: (value) => `Adresse: ${value}`,
    only: {
      source: (value) => `Nur Quell-IP ${value}`,
      destination: (value) => `Nur Ziel-IP ${value}`,
      user: (value) => `Nur Benutzer ${value}`,
    },
    exclude: {
      source: (value) => `Ohne Quell-IP ${value}`,
      destination: (value) => `Ohne Ziel-IP ${value}`,
      user: (value) => `Ohne Benutzer ${value}`,
    },
  },
  custom: {
    from: 'Von',
    to: 'Bis (nicht eingeschlossen)',
    apply: 'Zeitraum anwenden',
    order: 'Das Ende muss nach dem Anfang liegen.',
    missing: 'Geben Sie ein Datum und eine Uhrzeit ein.',
    tooLong: 'Ein Zeitraum darf höchstens 31 Tage lang sein.',
    zone: (zone) => `Zeiten in Ihrer Zeitzone, ${zone}.`,
  },
  results: (shownCards, shownFindings) => `${cards(shownCards)}, ${findings(shownFindings)}`,
  resultsOf: (shown, all) =>
    shown === all ? findings(all) : `${count(shown)} von ${findings(all)} angezeigt`,
};

const card: Messages['page']['card'] = {
  list: 'Befunde nach Quell-IP',
  table: 'Befunde',
  heading: (sent, total, targets) => {
    const where = `${count(targets)} ${plural(targets, { one: 'Ziel', other: 'Ziele' })}`;
    if (sent !== null) return `${bytes(sent)} an ${where} gesendet`;
    if (total !== null) return `${bytes(total)} mit ${where} ausgetauscht`;
    return `mit ${where} verbunden`;
  },
  domain: (name) => `Domäne: ${name}`,
  domainId: (id) => `Domäne ${id}`,
  lastSeen: (when) => `zuletzt gesehen ${when}`,
  bytesKnown: (known, all) =>
    `bekannt für ${count(known)} von ${count(all)} ${plural(all, { one: 'Verbindung', other: 'Verbindungen' })}`,
  lowerBound: 'Untergrenze',
  notKnown: 'nicht bekannt',
  totalOnly: (total) => `Summe beider Richtungen: ${bytes(total)}`,
  coalesced: (value) => `${count(value)} davon zusammengefasst`,
  denied: (value, ports) => `und ${count(value)} abgelehnt (${ports})`,
  deniedShort: (value) => `${count(value)} abgelehnt`,
  moreDestinations: (value) => `+ ${count(value)} weitere`,
  moreUsers: (value) => `+ ${count(value)} weitere`,
  noUser: 'keiner verzeichnet',
  fanOut: (value) => `${count(value)} ${plural(value, { one: 'Ziel', other: 'Ziele' })} zusammen`,
  logSources: (value) => plural(value, { one: 'Protokollquelle', other: 'Protokollquellen' }),
  users: () => 'Benutzer',
  destinations: (value) => plural(value, { one: 'Ziel-IP', other: 'Ziel-IPs' }),
  protocols: (value) => plural(value, { one: 'Protokoll', other: 'Protokolle' }),
  state: 'Zustand',
  reasons: 'Gründe',
  explain: (label) => `${label}: Erklärung`,
  corrections: (value) =>
    `${count(value)} ${plural(value, { one: 'Korrektur', other: 'Korrekturen' })}`,
  correctionsTitle: 'Was das korrigierte Profil hier getan hat',
  details: 'Details',
  detailsOf: (what) => `Details zu ${what}`,
  more: (value) => `+ ${findings(value)} mehr`,
  totals: 'Alle Befunde dieser Quell-IP zusammen',
  numbers: 'Wie diese Zahlen gezählt werden',
  numbersOf: (source) => `Wie die Zahlen von ${source} gezählt werden`,
  technique: 'ATT&CK-Technik',
  explanation: {
    connections: (value) =>
      `${count(value)} Verbindungen: nur zugelassene. Ereigniszahlen zusammengefasster Datensätze werden addiert; eine zweimal protokollierte Sitzung zählt einmal.`,
    coalesced: (value, isLowerBound) =>
      `${count(value)} Verbindungen wurden in andere Datensätze gefaltet, deren Bytes QRadar nicht behält.${isLowerBound ? ' Die Bytes sind daher eine Untergrenze.' : ' Die Bytes stammen von anderer Stelle.'}`,
    sent: (value, known, all) =>
      `${exactBytes(value)} gesendet, aus den Zählern von ${count(known)} von ${count(all)} Verbindungen.`,
    channel: (value, on) =>
      `${exactBytes(value)} davon wurden über ${count(on)} wahrscheinliche Datenverbindungen gesendet, die oben nicht mitgezählt sind.`,
    received: (value, known, all) =>
      `${exactBytes(value)} empfangen, aus den Zählern von ${count(known)} von ${count(all)} Verbindungen.`,
    total: (value) =>
      `${exactBytes(value)} in einem Zähler für beide Richtungen. Er sagt nicht, wie viel gesendet wurde.`,
    unknown: 'Kein Datensatz trägt einen Zähler gesendeter Bytes.',
    denied: (value) =>
      `${count(value)} Verbindungen dieser Quelle wurden abgelehnt. Sie werden gesondert gezählt und sind nie ein Befund.`,
    destinations: (value) => `${count(value)} verschiedene Zieladressen.`,
  },
};

const riskAdjectives: Readonly<Record<string, string>> = {
  HIGH: 'hoch',
  MEDIUM: 'mittel',
  LOW: 'niedrig',
};

const totals: Messages['page']['totals'] = {
  label: 'Summen',
  sources: 'Quell-IPs',
  findings: 'Befunde',
  risks: 'Nach Risiko',
  riskCount: (risk, value) => `${count(value)} ${riskAdjectives[risk] ?? risk}`,
  connections: 'Verbindungen',
  sent: 'Bytes gesendet',
  received: 'Bytes empfangen',
  denied: 'Abgelehnte Verbindungen',
  known: (known, all) => `bekannt für ${count(known)} von ${count(all)}`,
};

/** Not more than a colon follows the number, so that no sentence has to agree with it. */
const rows = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Zeile', other: 'Zeilen' })}`;

const skippedRows: Record<SkipReason, (value: number) => string> = {
  'not-a-row': (value) => `${rows(value)}: überhaupt nicht lesbar.`,
  'no-source': (value) => `${rows(value)}: keine lesbare Quell-IP.`,
  'no-destination': (value) => `${rows(value)}: keine lesbare Ziel-IP.`,
  'not-asked-for': (value) => `${rows(value)}: Port oder Kategorie, nach denen nicht gefragt war.`,
  'no-count': (value) => `${rows(value)}: keine Verbindung gezählt.`,
  'no-time': (value) => `${rows(value)}: kein erster oder letzter Zeitpunkt.`,
  'not-external': (value) =>
    `${rows(value)}: Ziel gehört der eigenen Organisation oder liegt nicht im Internet.`,
};

const run: Messages['page']['run'] = {
  start: 'Erkennung starten',
  again: 'Erneut ausführen',
  cancel: 'Abbrechen',
  cancelling: 'Wird abgebrochen …',
  fresh: 'In QRadar neu suchen',
  steps,
  progress: (step, percent) => `${step}, ${percent}`,
  searched: (percent) => `${percent} durchsucht`,
  started: 'Die Erkennung hat begonnen.',
  quarter: (percent) => `Die Suche ist bei ${percent}.`,
  finished: (found) => `Die Erkennung ist beendet: ${findings(found)}.`,
  window: (range, zone) => `${range} (${zone})`,
  counts: (examined, found) =>
    `${count(examined)} ${plural(examined, { one: 'Datensatz', other: 'Datensätze' })} untersucht, bisher ${findings(found)}`,
  stale: 'Zeitraum oder Profil wurden geändert. Führen Sie die Erkennung aus, um sie anzuwenden.',
  reused: (when) => `Dieses Ergebnis wurde ${when} berechnet und wird wiederverwendet.`,
  about: 'Über diesen Lauf',
  facts: {
    window: 'Zeitraum',
    profile: 'Profil',
    examined: 'Untersuchte Datensätze',
    rows: 'Gelesene Ergebniszeilen',
    took: 'Dauer',
    properties: 'Byte-Eigenschaften',
    noProperty: 'keine auf dieser Konsole',
    ftpProperties: 'Eigenschaften von FTP-Protokollen',
    skipped: 'Übersprungene Zeilen',
    skippedRows,
    queries: 'Abfragen wie gesendet',
    copyQuery: (name) => `Abfrage ${name} kopieren`,
    propertyNames: {
      sent: 'gesendet',
      received: 'empfangen',
      total: 'Summe',
      packetsSent: 'Pakete gesendet',
      packetsReceived: 'Pakete empfangen',
    },
  },
};

const states: Messages['page']['states'] = {
  neverRun: {
    title: 'Noch keine Erkennung ausgeführt',
    text: 'Ein Lauf durchsucht die Ereignisse von QRadar nach Dateiübertragungen nach außen über FTP, FTPS, SMB und TFTP und zeigt eine Karte je Quell-IP. Für einen Tag dauert das meist weniger als eine Minute.',
  },
  running: { title: 'Die Erkennung läuft', partial: 'Erste Ergebnisse, weitere können folgen' },
  again: (when) => `Läuft erneut. Gezeigt werden Ergebnisse von ${when}.`,
  nothingFound: {
    title: 'Keine Dateiübertragungen nach außen',
    text: (range) => `Nichts über den Schwellen, ${range}.`,
    examined: (value) =>
      `${count(value)} ${plural(value, { one: 'Datensatz wurde', other: 'Datensätze wurden' })} untersucht.`,
    source:
      'Die Ausgangsabfrage verlangt einen Zähler gesendeter Bytes auf Datensätzen, die oft keinen haben. Das korrigierte Profil behält diese Verbindungen und zählt abgelehnte.',
    denied: (value) =>
      value === 0
        ? 'Es wurde auch keine Verbindung abgelehnt.'
        : `${count(value)} ${plural(value, { one: 'Verbindung wurde', other: 'Verbindungen wurden' })} abgelehnt; das ist kein Befund.`,
  },
  absence,
  nothingMatches: {
    title: 'Kein Befund passt zu den Filtern',
    hidden: (value) =>
      `${findings(value)} ${plural(value, { one: 'ist', other: 'sind' })} durch die Filter ausgeblendet.`,
  },
  partial: {
    title: 'Das Ergebnis ist nicht vollständig',
    limits: {
      rows: (limit) =>
        `Das Lesen endete bei ${count(limit)} Ergebniszeilen. Wählen Sie einen kürzeren Zeitraum, oder lassen Sie die Grenze durch einen Administrator erhöhen.`,
      findings: (limit) =>
        `Nur die ersten ${count(limit)} Befunde werden behalten. Wählen Sie einen kürzeren Zeitraum, oder lassen Sie die Grenze durch einen Administrator erhöhen.`,
      administrator: () =>
        'QRadar hat die Suche gekürzt, weil ein Administrator beschränkt, was Ihre Rolle suchen darf. Wählen Sie einen kürzeren Zeitraum.',
      channels: (limit) =>
        `Datenkanäle wurden nur zwischen ${count(limit)} Paaren von Rechnern gesucht, denen mit den meisten Verbindungen. Wählen Sie einen kürzeren Zeitraum, um die der anderen zu sehen.`,
    },
  },
  missingCategories: {
    title: 'Die Quellabfrage sieht auf dieser Konsole nicht alles',
    text: (names) =>
      `Sie fragt nach Kategorien, die diese Konsole nicht hat, und sieht keinen Datensatz davon: ${allOf(names)}.`,
  },
  cancelled: {
    title: 'Der Lauf wurde abgebrochen',
    text: 'Was bis dahin gelesen war, wird gezeigt.',
    nothing: 'Bis dahin war nichts gelesen.',
  },
  notAllowed: {
    title: 'Sie dürfen keine Ereignisse suchen',
    text: (user) =>
      `Der Rolle von ${user} fehlt die Berechtigung „Protokollaktivität“ (Log Activity). Ein QRadar-Administrator kann sie unter Verwaltung > Benutzerrollen erteilen.`,
  },
  loading: 'Wird geladen',
  keptResults: (when) => `Weiterhin gezeigt werden die Ergebnisse von ${when}.`,
};

const entry: Messages['page']['entry'] = {
  'offense-unreadable': {
    title: 'Der Angriff konnte nicht gelesen werden, daher ist nichts gefiltert',
    remedy:
      'Vielleicht fehlt Ihrer Rolle die Berechtigung „Angriffe“ (Offenses), es gibt den Angriff nicht mehr, oder die Konsole hat nicht geantwortet. Die Quelle lässt sich über ihre Adresse suchen.',
  },
  'offense-without-source': {
    title: 'Der Angriff nennt weder Adresse noch Benutzer, daher ist nichts gefiltert',
    remedy:
      'Sehen Sie seine Ereignisse in der Protokollaktivität an, um eine Adresse zu wählen, und suchen Sie danach.',
  },
};

/** German words of the page of findings. */
export const page: Messages['page'] = {
  title: 'Transfer Watch',
  settings: 'Einstellungen',
  copyLink: 'Link zu dieser Ansicht kopieren',
  copied: 'Kopiert',
  notCopied: 'Der Browser hat das Kopieren nicht erlaubt',
  results: 'Ergebnisse',
  detail: 'Details',
  cards,
  findings,
  columns,
  filter,
  card,
  totals,
  run,
  states,
  entry,
};
