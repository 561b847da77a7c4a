import type { ExportWords } from '../en/export.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of what leaves the page. */
export function exportWords(format: Format): ExportWords {
  const { findings } = counted(format);
  return {
    label: 'Exportieren',
    csv: (value) => `CSV für Tabellenprogramme: ${findings(value)}`,
    json: (value) => `JSON mit Lauf und Abfragen: ${findings(value)}`,
    failed: 'Die Datei konnte nicht erstellt werden',
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
      id: 'Befund',
    },
    yes: 'ja',
    no: 'nein',
  };
}
