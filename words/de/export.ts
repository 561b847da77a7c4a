import type { TriageState } from '../../contract/triage.ts';
import type { ExportWords } from '../en/export.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

const triageStates: Readonly<Record<TriageState, string>> = {
  new: 'neu',
  'in-progress': 'in Arbeit',
  'true-positive': 'bestätigt',
  benign: 'harmlos',
  expected: 'erwartet',
};

/** German words of what leaves the page. */
export function exportWords(format: Format): ExportWords {
  const { findings } = counted(format);
  const { many } = format;
  return {
    label: 'Exportieren',
    csv: (value) => `CSV für Tabellenprogramme: ${findings(value)}`,
    json: (value) => `JSON mit Lauf und Abfragen: ${findings(value)}`,
    stix: (value) => `STIX-2.1-Bündel: ${findings(value)}`,
    markdown: (value) => `Fallakte, Markdown: ${findings(value)}`,
    caseFile: {
      title: (sources) => many(sources, { one: 'Quelle', other: 'Quellen' }),
      timeline: 'Zeitlicher Ablauf (UTC)',
      when: 'Wann',
      finding: 'Befund',
      what: 'Was',
      findings: 'Befunde',
      queries: 'Abfragen (AQL)',
      first: 'zuerst gesehen',
      last: (connections) =>
        `zuletzt gesehen, ${many(connections, { one: 'Verbindung', other: 'Verbindungen' })}`,
      event: ({ kind, by, state, offense }) => {
        const who = by ?? 'Transfer Watch';
        if (kind === 'offense-note')
          return `${who} hat eine Notiz zu Offense ${offense ?? ''} geschrieben`;
        if (kind === 'undone') return `${who} hat zurückgenommen, jetzt ${triageStates[state]}`;
        if (kind === 'reopened') return `${who} hat ihn wieder geöffnet`;
        return `${who} hat entschieden: ${triageStates[state]}`;
      },
    },
    failed: 'Die Datei konnte nicht erstellt werden',
    saveCase: 'Als Fallakte speichern (Markdown)',
    columns: {
      risk: 'Exfiltrationsrisiko',
      state: 'Zustand',
      domain: 'Domäne',
      source: 'Quell-IP',
      destination: 'Ziel-IP',
      destinations: 'Ziele',
      port: 'Zielport',
      protocol: 'Netzwerkprotokoll',
      users: 'Benutzer',
      logSources: 'Protokollquelle',
      flowSources: 'Flussquelle',
      connections: 'Verbindungen',
      sent: 'Bytes gesendet',
      ownSent: 'Bytes gesendet in Sitzungen',
      channelSent: 'Bytes gesendet auf Datenverbindungen',
      received: 'Bytes empfangen',
      total: 'Bytes beider Richtungen',
      lowerBound: 'Untergrenze',
      estimated: 'Geschätzt',
      firstSeen: 'Zuerst gesehen (UTC)',
      lastSeen: 'Zuletzt gesehen (UTC)',
      reasons: 'Gründe',
      triage: 'Bearbeitung',
      assignee: 'Bearbeitet von',
      note: 'Notiz',
      decidedBy: 'Entschieden von',
      decidedAt: 'Entschieden (UTC)',
      since: 'Neu seit dem Schließen',
      id: 'Befund',
    },
    yes: 'ja',
    no: 'nein',
  };
}
