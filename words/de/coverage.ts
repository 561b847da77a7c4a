import type {
  Change,
  Clause,
  UnknownReason,
  Verdict,
  VerdictCounts,
} from '../../contract/coverage.ts';
import type { CoverageWords } from '../en/coverage.ts';
import type { Format } from '../format.ts';
import { directions } from './absence.ts';
import { counted } from './counted.ts';
import { coverageChecks } from './coverage-checks.ts';
import { eventFunnel } from './event-funnel.ts';
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
  refused: 'Die Konsole lehnt die Abfrage dafür ab.',
  'not-there': 'Diese Konsole hat keine Spalten, die es sagen.',
  'nothing-to-tell-by': 'Kein Datensatz kam so weit, also ist nichts da, was es sagt.',
  'too-new':
    'Ob ältere gelöscht wurden oder nie kamen, sagt die Konsole nicht. Endet dort die Aufbewahrung, wählen Sie eine kürzere Zeit: Zahlen dieser sind zu klein.',
  truncated:
    'Mehr Gruppen von Datensätzen, als gelesen werden können: eine, die nicht gelesen wurde, kann anderes sagen. Wählen Sie eine kürzere Zeit.',
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
  const { count, percent, span, allOf, many } = format;
  const { records } = counted(format);
  const cards = (value: number) => many(value, { one: 'Karte', other: 'Karten' });
  const summary = (counts: VerdictCounts) =>
    allOf(
      (['missing', 'weak', 'cannot-know', 'ok'] as const)
        .filter((verdict) => counts[verdict] > 0)
        .map((verdict) => `${count(counts[verdict])} × ${verdicts[verdict]}`),
    );
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
      'Drei Suchen über die gewählte Zeit sagen, welche Datensätze die Regel sehen kann, welche nicht, und was eine Änderung zeigen würde. Ist eine Eigenschaft deaktiviert, braucht es eine mehr, und kurze, die zeigen, welche es ist.',
    start: 'Jetzt prüfen',
    again: 'Erneut prüfen',
    cancel: 'Abbrechen',
    range: 'Zeit',
    ranges: { 60: 'Letzte Stunde', 1440: 'Letzte 24 Stunden', 10080: 'Letzte 7 Tage' },
    running: (searches) => `Prüfung läuft: ${count(Math.min(searches, 3))} von 3 Suchen begonnen`,
    never: {
      title: 'Noch nicht geprüft',
      text: 'Eine Prüfung kostet etwa so viel wie ein Lauf. Die letzten zehn Ergebnisse bleiben einen Monat, für alle mit denselben Rechten.',
    },
    made: (at, from, until) => `Entstanden ${at}, über ${from} bis ${until}.`,
    summary,
    verdicts,
    unknown,
    checks: coverageChecks(format),
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
        'Vorhergesagt aus Ereignissen allein: Flüsse, Datenverbindungen von FTP und der Blick auf einzelne Datensätze können Karten hinzufügen und Risiken ändern.',
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
        lag: 'Verzug, Mittel / höchster',
        caught: 'Erfasst',
        last: 'Letzter Datensatz',
      },
      note: (length) =>
        `Erfasst: was Läufe über ${span(length)} sehen, die ohne Überlappung aufeinander folgen. Überlappen sie sich um die längste Verzögerung, fehlt nichts.`,
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
    event: eventFunnel(format),
    comparison: {
      title: 'Was sich geändert hat',
      with: 'Verglichen mit',
      option: (made, counts) => (counts === null ? made : `${made}: ${summary(counts)}`),
      asking: 'Das andere Ergebnis wird gelesen',
      nothing: 'Noch ist kein anderes Ergebnis da. Die nächste Prüfung wird mit dieser verglichen.',
      noneWorse: 'Nichts ist schlechter geworden.',
      worse: 'Schlechter als vorher',
      better: 'Besser als vorher',
      unclear: 'In einem der beiden nicht zu wissen',
      check: (label, before, after, names) =>
        `${label}: ${before} → ${after}${names.length === 0 ? '' : ` (${allOf(names)})`}`,
      logSource: {
        worse: (name) => `${name}: zugelassene Verbindungen nach außen sind nicht mehr zu sehen`,
        better: (name) => `${name}: zugelassene Verbindungen nach außen sind jetzt zu sehen`,
      },
      property: {
        worse: (name, sources) => `${name}: nicht mehr gefüllt von ${allOf(sources)}`,
        better: (name, sources) => `${name}: jetzt gefüllt von ${allOf(sources)}`,
      },
      incomparable: {
        'other-length':
          'Eines sieht eine längere Zeit an als das andere: Protokollquellen und Eigenschaften werden nicht verglichen.',
        cut: 'Von einem wurden nicht alle Gruppen gelesen: Protokollquellen und Eigenschaften werden nicht verglichen.',
      },
    },
    shown: 'Ergebnis',
    meanwhile: 'Das ist das letzte Ergebnis, bis das neue da ist.',
    earlier: 'Das ist das letzte Ergebnis. Die Prüfung danach hat keines.',
    queries: 'Abfragen, wie sie gesendet wurden',
    copyJson: 'Als JSON kopieren',
    copyMarkdown: 'Als Markdown kopieren',
  };
};
