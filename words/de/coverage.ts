import type { Change, Clause, UnknownReason, Verdict } from '../../contract/coverage.ts';
import type { CoverageWords } from '../en/coverage.ts';
import type { Format } from '../format.ts';
import { directions } from './absence.ts';
import { counted } from './counted.ts';
import { settings } from './settings.ts';

const verdicts: Record<Verdict, string> = {
  ok: 'In Ordnung',
  weak: 'Schwach',
  missing: 'Fehlt',
  'cannot-know': 'Nicht zu wissen',
};

const unknown: Record<UnknownReason, string> = {
  'no-right': 'Ihre Rolle darf danach nicht fragen.',
  'no-answer': 'Die Konsole hat diese Frage nicht beantwortet.',
  'not-there': 'Diese Konsole hat keine Spalten, die es sagen.',
  'nothing-to-tell-by': 'Kein Datensatz kam so weit, also ist nichts da, was es sagt.',
};

const clauses: Record<Clause, string> = {
  port: 'Auf einem Port der Regel',
  direction: 'Aus einem lokalen in ein fremdes Netz (L2R)',
  category: 'Eine zugelassene Verbindung, nach ihrer Kategorie',
  destination: 'Zu einer Adresse im Internet',
  'sent-bytes': 'Mit einem Zähler der gesendeten Bytes',
};

const meanings = { sent: 'gesendet', received: 'empfangen', total: 'beide Richtungen' };

/** German words of the page “Coverage”. */
export const coverage = (format: Format): CoverageWords => {
  const { count, percent, time, duration, allOf, many } = format;
  const { records } = counted(format);
  const logSources = (value: number) =>
    many(value, { one: 'Protokollquelle', other: 'Protokollquellen' });
  const cards = (value: number) => many(value, { one: 'Karte', other: 'Karten' });
  const ofAll = (part: number, all: number) =>
    `${count(part)} von ${count(all)} Datensätzen${all === 0 ? '' : ` (${percent(part / all)})`}`;
  const packs = settings(format).portPacks;
  const change = (asked: Change): string => {
    switch (asked.kind) {
      case 'property':
        return `Die Eigenschaft ${asked.name} als Bytes lesen (${meanings[asked.meaning]})`;
      case 'category':
        return `Die Kategorie ${asked.name} (${asked.id}) als zugelassene Verbindung zählen`;
      case 'port-pack':
        return `Auch suchen: ${packs[asked.pack].label}`;
      case 'own-block':
        return `${asked.block} nicht als eigenen Block auslassen`;
      case 'direction':
        return asked.direction === 'R2R'
          ? 'Auch Hosts ansehen, die QRadar für fremd hält'
          : `Die Netzhierarchie berichtigen: solche Verbindungen zählen als ${directions[asked.direction]}`;
    }
  };
  return {
    title: 'Was diese Konsole zeigen kann',
    intro:
      'Drei Suchen über die gewählte Zeit sagen, welche Datensätze die Regel sehen kann, welche nicht, und was eine Änderung zeigen würde.',
    start: 'Jetzt prüfen',
    again: 'Erneut prüfen',
    cancel: 'Abbrechen',
    range: 'Zeit',
    ranges: { 60: 'Letzte Stunde', 1440: 'Letzte 24 Stunden', 10080: 'Letzte 7 Tage' },
    running: (searches) => `Prüfung läuft: ${count(searches)} von 3 Suchen begonnen`,
    never: {
      title: 'Noch nicht geprüft',
      text: 'Eine Prüfung kostet etwa so viel wie ein Lauf. Ihr Ergebnis bleibt bis zum Neustart der App, für alle mit denselben Rechten.',
    },
    made: (at, from, until) => `Entstanden ${at}, über ${from} bis ${until}.`,
    summary: (counts) =>
      allOf(
        (['missing', 'weak', 'cannot-know', 'ok'] as const)
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => `${count(counts[verdict])} × ${verdicts[verdict]}`),
      ),
    verdicts,
    unknown,
    checks: {
      records: {
        label: 'Verbindungen nach außen auf diesen Ports',
        sentence: ({ records: found, logSources: sources, ofAll: all }) =>
          `${records(found)} von ${logSources(sources)}, unter ${count(all)} Datensätzen dieser Konsole.`,
        remedy:
          'Schließen Sie eine Firewall oder einen Sensor an, der zugelassene Verbindungen nach außen protokolliert, und sehen Sie den Trichter an: er zeigt, an welcher Bedingung Datensätze verloren gehen.',
      },
      'sole-source': {
        label: 'Wie viel an einer Protokollquelle hängt',
        sentence: ({ name, share, logSources: sources }) =>
          `${percent(share)} dessen, was die Regel sehen kann, kommt von ${name}, einer von ${logSources(sources)}.`,
        remedy:
          'Verstummt sie, ist die Regel fast blind. Lassen Sie ein zweites Gerät dieselben Verbindungen protokollieren, oder sammeln Sie Flüsse.',
      },
      silence: {
        label: 'Verstummte Protokollquellen',
        sentence: ({ silent, logSources: sources }) =>
          silent.length === 0
            ? `Keine verstummt, von ${logSources(sources)} mit genügend Datensätzen.`
            : `${allOf(silent.map(({ name, lastMs, cadenceMs }) => `${name}: davor ein Datensatz alle ${duration(cadenceMs)}, der letzte ${time(lastMs)}`))}.`,
        remedy:
          'Sehen Sie die Protokollquelle an unter Verwaltung > Datenquellen > Protokollquellen: ihr Status sagt, wann zuletzt ein Ereignis kam.',
      },
      'sent-bytes': {
        label: 'Gesendete Bytes',
        sentence: ({ filled, records: all, properties }) =>
          `${ofAll(filled, all)} tragen einen Zähler${properties.length === 0 ? ': keine Eigenschaft dafür wird gelesen' : `, gelesen aus ${allOf(properties)}`}.`,
        remedy:
          'Ohne Bytes bleibt das Risiko NIEDRIG. Nennen Sie unter Optimierung eine Eigenschaft, die hier gefüllt ist (siehe unten), oder lassen Sie das DSM der Protokollquelle eine gewinnen.',
      },
      'received-bytes': {
        label: 'Empfangene Bytes',
        sentence: ({ filled, records: all, properties }) =>
          `${ofAll(filled, all)} tragen einen Zähler${properties.length === 0 ? ': keine Eigenschaft dafür wird gelesen' : `, gelesen aus ${allOf(properties)}`}.`,
        remedy:
          'Ohne sie werden Downloads nicht genannt, und beantwortete Verbindungen sind schwerer von Versuchen zu unterscheiden.',
      },
      categories: {
        label: 'Kategorien der unteren Ebene',
        sentence: ({ known, unknown: other }) =>
          `${records(known)} mit Kategorien, die die Regel kennt, ${count(other)} mit anderen.`,
        remedy:
          'Steht eine der anderen für zugelassene Verbindungen, fügen Sie sie unter Optimierung hinzu: der Trichter zeigt, welche es gibt.',
      },
      direction: {
        label: 'Richtung',
        sentence: ({ outbound, otherwise }) =>
          `${records(outbound)} gehen aus einem lokalen in ein fremdes Netz, ${count(otherwise)} nach außen haben keine lokale Quelle.`,
        remedy:
          'Führen Sie die Netze Ihrer Hosts unter Verwaltung > Netzhierarchie auf: ein Host, der in keinem ist, gilt als fremd.',
      },
      coalescing: {
        label: 'Zusammenfassung von Ereignissen',
        sentence: ({ coalesced, connections }) =>
          `${count(coalesced)} von ${many(connections, { one: 'Verbindung', other: 'Verbindungen' })} sind in einem anderen Datensatz aufgegangen.`,
        remedy:
          'Ihre Bytes sind verloren, also sind Summen zu klein. Schalten Sie „Coalescing Events“ bei dieser Protokollquelle aus.',
      },
      flows: {
        label: 'Flüsse',
        sentence: ({ flows, outbound }) =>
          `${many(flows, { one: 'Fluss', other: 'Flüsse' })} auf diesen Ports, davon ${count(outbound)} nach außen.`,
        remedy:
          'Flüsse sehen Verbindungen, die keine Firewall protokolliert, und zählen Bytes. Schließen Sie eine Flussquelle an, oder lassen Sie es: Ereignisse genügen für sich.',
      },
      lag: {
        label: 'Zeit, bis ein Datensatz gesucht werden kann',
        sentence: ({ meanMs, mostMs, name }) =>
          `Höchstens ${duration(mostMs)}, im Mittel ${duration(meanMs)}, bei ${name}.`,
        remedy:
          'Eine Suche über die letzten Minuten verpasst, was später gespeichert wird. Sehen Sie Zeiten an, die weiter zurückreichen.',
      },
      'clock-skew': {
        label: 'Uhren der Geräte',
        sentence: ({ mostMs, name }) =>
          `Höchstens ${duration(mostMs)} falsch, bei ${name}. Verloren geht dadurch nichts: QRadar sucht nach der Zeit des Empfangs.`,
        remedy:
          'Stellen Sie die Uhr des Geräts über NTP, oder seine Zeitzone in der Protokollquelle: sonst sind Verbindungen mehrerer Geräte schwer zusammenzusetzen.',
      },
      pipeline: {
        label: 'Auswertung der Meldungen',
        sentence: ({ unparsed, forPerformance, logOnly, records: all }) =>
          `Von ${count(all)} Datensätzen: ${count(unparsed)} nicht ausgewertet, ${count(forPerformance)} unter Last ohne Auswertung gespeichert, ${count(logOnly)} nur als Protokoll behalten.`,
        remedy:
          'Was nicht ausgewertet ist, trägt weder Ports noch Kategorien noch Bytes. Sehen Sie das DSM der Protokollquelle und die Last des Ereignisprozessors an.',
      },
      'window-covered': {
        label: 'Wie weit Datensätze zurückreichen',
        sentence: ({ firstMs }) => `Der erste Datensatz dieser Zeit ist von ${time(firstMs)}.`,
        remedy:
          'Entweder endet dort die Aufbewahrung, oder Protokollquellen sind jünger: Zahlen der ganzen Zeit sind zu klein.',
      },
    },
    checksTitle: 'Prüfungen',
    whatToDo: 'Was zu tun ist',
    funnel: {
      title: 'Wo Datensätze verloren gehen',
      note: 'Jede Bedingung der Regel in ihrer Reihenfolge, und die Datensätze, die zu ihr kommen und sie erfüllen.',
      clauses,
      nothing: 'Kein Datensatz kam so weit',
      step: (passed, came) => `${count(passed)} von ${count(came)} erfüllen sie`,
      dropped: (value) => `${records(value)} nicht`,
      open: (label) => `Diese Datensätze unter Protokollaktivität öffnen: ${label}`,
      blocked:
        'Der Browser hat das Fenster verhindert. Erlauben Sie Fenster der Konsole, und versuchen Sie es noch einmal.',
      directions,
    },
    repairs: {
      title: 'Die kleinsten Änderungen, die mehr zeigen würden',
      now: ({ cards: now, high }) =>
        `Mit den Einstellungen, wie sie sind, aus Ereignissen allein: ${cards(now)}, davon ${count(high)} HOCH.`,
      none: 'Keine Änderung dieser Einstellungen würde mehr zeigen als jetzt.',
      cannotKnow: (reason: string) =>
        `Was Änderungen zeigen würden, lässt sich nicht sagen. ${reason}`,
      change,
      yields: (value, high, sources) =>
        `${cards(value)} neu oder mit höherem Risiko${high === 0 ? '' : `, davon ${count(high)} HOCH`}: ${sources.join(', ')}${value > sources.length ? ', …' : ''}`,
      estimated:
        'Vorhergesagt aus Ereignissen allein: Flows, Datenverbindungen von FTP und der Blick auf einzelne Datensätze können Karten hinzufügen und Risiken ändern.',
      cut: 'Es gab mehr Gruppen, als gelesen wurden: jedes sind mindestens so viele.',
      apply: 'Anwenden und erneut prüfen',
      applying: 'Wird angewandt',
      applied: 'Angewandt. Es gilt ab jetzt und steht in der Liste der Änderungen.',
      onlyAdmin: 'Ein Administrator kann sie anwenden.',
      elsewhere: 'In QRadar zu ändern: Verwaltung > Netzhierarchie.',
    },
    sources: {
      title: 'Protokollquellen auf diesen Ports',
      columns: {
        name: 'Protokollquelle',
        type: 'Typ',
        onPorts: 'Datensätze',
        passed: 'Von der Regel gesehen',
        share: 'Anteil',
        withSentBytes: 'Mit gesendeten Bytes',
        last: 'Letzter Datensatz',
      },
      none: 'Keine Protokollquelle hat einen Datensatz auf diesen Ports geliefert.',
    },
    properties: {
      title: 'Eigenschaften für Bytes',
      columns: {
        name: 'Eigenschaft',
        meaning: 'Bedeutung',
        isRead: 'Gelesen',
        filled: 'Gefüllt in',
      },
      meanings,
      read: 'gelesen',
      notRead: 'nicht gelesen',
      filledIn: (name, filled, all) => `${name}: ${all === 0 ? '–' : percent(filled / all)}`,
      none: 'Diese Konsole hat keine der üblichen Eigenschaften für Bytes.',
    },
    queries: 'Abfragen, wie sie gesendet wurden',
    copyJson: 'Als JSON kopieren',
    copyMarkdown: 'Als Markdown kopieren',
  };
};
