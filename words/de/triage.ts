import type { SinceClosed } from '../../contract/triage.ts';
import type { TriageWords } from '../en/triage.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the triage of findings where it is seen at once. */
export function triage(format: Format): TriageWords {
  const { bytes, count, many } = format;
  const { findings } = counted(format);
  const moreConnections = (value: number) =>
    many(value, { one: 'weitere Verbindung', other: 'weitere Verbindungen' });
  const newsOf = ({ atLeast, connections: value, sentBytes }: SinceClosed) => {
    if (atLeast && value === 0 && !sentBytes) return 'wie viel neu ist, ist nicht bekannt';
    const sent = sentBytes === null ? '' : `, ${bytes(sentBytes)} gesendet`;
    return `${atLeast ? 'mindestens ' : ''}${moreConnections(value)}${sent}`;
  };
  const ofAll = (value: number, all: number) => `${count(value)} von ${findings(all)}`;
  return {
    label: 'Bearbeitung',
    of: (what) => `Bearbeitung von ${what}`,
    statuses: {
      new: 'Neu',
      'in-progress': 'In Arbeit',
      reopened: 'Wieder offen',
      'true-positive': 'Bestätigt',
      benign: 'Harmlos',
      expected: 'Erwartet',
    },
    closedAs: {
      'true-positive': 'Geschlossen als bestätigt',
      benign: 'Geschlossen als harmlos',
      expected: 'Geschlossen als erwartet',
    },
    notKnown: 'nicht bekannt',
    notRead: 'Die Bearbeitung der Befunde konnte nicht gelesen werden',
    ofAll,
    you: 'Sie',
    nobody: 'niemand',
    assignee: 'Bearbeitet von',
    by: (name) => `von ${name}`,
    lastChange: 'Letzte Änderung',
    theApp: 'Transfer Watch',
    sinceShort: ({ connections: value, atLeast }) =>
      atLeast && value === 0
        ? 'neue Datensätze'
        : `${atLeast ? 'mindestens ' : ''}${count(value)} neu`,
    since: (news) =>
      news.why === 'continued'
        ? `Nach dem Schließen ging es weiter: ${newsOf(news)}.`
        : `Datensätze aus der Zeit vor dem Schließen kamen später: ${newsOf(news)}.`,
    newSinceVisit: 'neu seit Ihrem letzten Besuch',
    change: (status, of) => `${status}, Status von ${of} ändern`,
    select: (of) => `${of} auswählen`,
    selectAll: (value) => `Die gezeigten ${findings(value)} auswählen`,
    selected: (value) => `${findings(value)} ausgewählt`,
    clearSelection: 'Auswahl aufheben',
    take: (value) => (value === 1 ? 'Übernehmen' : `${findings(value)} übernehmen`),
    release: (value) => (value === 1 ? 'Abgeben' : `${findings(value)} abgeben`),
    reopen: (value) => (value === 1 ? 'Wieder öffnen' : `${findings(value)} wieder öffnen`),
    closing: (value) => (value === 1 ? 'Schließen…' : `${findings(value)} schließen…`),
    more: 'Mehr…',
    closingAs: {
      'true-positive': 'Als bestätigt schließen…',
      benign: 'Als harmlos schließen…',
      expected: 'Als erwartet schließen…',
    },
    assign: 'Zuweisen oder Notiz schreiben…',
    offenseNote: 'Notiz zu einem Angriff…',
    menu: (value, of) => `Status: ${findings(value)} von ${of}`,
    severalSources: 'mehreren Quell-IPs',
    undoLast: (value) => `Meine letzte Entscheidung zurücknehmen: ${findings(value)}`,
    filter: {
      label: 'Nach Bearbeitung',
      open: (value) => `${count(value)} offen`,
      openWhy: 'Befunde, die nicht geschlossen sind',
      closed: (value) => `${count(value)} geschlossen`,
      closedWhy: 'Befunde, die mit einem Urteil geschlossen wurden',
      mine: (value) => `${count(value)} bei mir`,
      mineWhy: 'Befunde, die Sie bearbeiten',
      new: (value) => `${count(value)} neu`,
      newWhy: (when) => `Zuerst gesehen nach dem Ende Ihres letzten Besuchs, ${when}`,
      seen: 'Als gesehen merken',
    },
    allClosed: {
      title: 'Alle Befunde sind geschlossen',
      text: (value) =>
        `${findings(value)}, die die Filter durchlassen, ${value === 1 ? 'hat' : 'haben'} ein Urteil.`,
      show: (value) => `${count(value)} geschlossene zeigen`,
    },
    alone: 'Die Konsole nennt Ihre Rechte nicht, deshalb sieht niemand sonst, was Sie entscheiden.',
    offenses: 'Angriffe dieser Quell-IP',
    offenseStates: { OPEN: 'offen', HIDDEN: 'verborgen', CLOSED: 'geschlossen' },
    offense: (id, status, magnitude) => `${id}: ${status}, Magnitude ${count(magnitude)}`,
    history: 'Verlauf',
  };
}
