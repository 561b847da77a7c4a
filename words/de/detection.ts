import type { DetectionWords } from '../en/detection.ts';
import type { Format } from '../format.ts';
import { corrections } from './corrections.ts';
import { counted } from './counted.ts';
import { reasons, thresholdSources } from './reasons.ts';

/** German words for what the detection says. */
export function detection(format: Format): DetectionWords {
  const { connections, destinations, percent, ports, records } = counted(format);
  return {
    connections,
    destinations,
    ports,
    percent,
    records,
    risks: { HIGH: 'Hoch', MEDIUM: 'Mittel', LOW: 'Niedrig' },
    riskMeaning: {
      HIGH: 'Mehr als 10 MiB nach außen gesendet (Ausgangsregel), oder was ein Administrator gesetzt hat.',
      MEDIUM:
        'Mehr als 1 MiB nach außen gesendet (Ausgangsregel), oder was ein Administrator gesetzt hat.',
      LOW: 'Nicht mehr als das gesendet, kein Zähler, oder nur Versuche.',
    },
    protocols: { FTP: 'FTP', FTPS: 'FTPS', SMB: 'SMB', TFTP: 'TFTP', SSH: 'SSH', OTHER: 'Andere' },
    states: {
      moving: {
        label: 'Bewegt Daten',
        meaning:
          'Über die Verbindungen gingen mehr Bytes, als eine Sitzung für sich selbst braucht.',
      },
      established: { label: 'Aufgebaut', meaning: 'Die Gegenseite hat geantwortet.' },
      unknown: {
        label: 'Antwort unbekannt',
        meaning:
          'Zugelassen oder geöffnet; kein Eintrag eines Logs sagt, ob die Gegenseite geantwortet hat.',
      },
      attempt: {
        label: 'Versuch',
        meaning:
          'Zugelassen oder geöffnet, und ein Zähler sagt, dass nichts gesendet wurde oder nichts zurückkam.',
      },
    },
    profiles: {
      corrected: {
        label: 'Korrigiert',
        meaning:
          'Richtig, wo die Ausgangsabfrage falsch ist. Jede Korrektur steht auf ihrer Karte.',
      },
      source: {
        label: 'Ausgangsabfrage',
        meaning: 'Genau das, was die Abfrage der Analysten meint, für Ariel gültig gemacht.',
      },
    },
    reasons: reasons(format),
    corrections,
    thresholdSources,
    profileDifference: {
      title: 'Was die beiden Profile unterscheidet',
      rows: [
        ['Verbindungen', 'Ereigniszahlen addiert, Sitzungen einmal gezählt', 'Datensätze gezählt'],
        ['Bytes', 'Behalten, wenn unbekannt; unmögliche Zähler weg', 'Verworfen, wenn unbekannt'],
        ['Versuche', 'Unterschieden, nie über LOW', 'Bewertet wie alle'],
        ['Schlüssel', 'Quelle, Ziel, Port, Transport', 'Quelle, Ziel, Port, Benutzer'],
        [
          'Reichweite',
          'Alle Sonderbereiche ausgeschlossen; IPv6 gesehen',
          'Sechs IPv4-Bereiche; nur IPv4',
        ],
        ['Wenige Verbindungen', 'Durch Volumen oder als Streuung gefunden', 'Nicht gefunden'],
        ['Datenkanäle', 'FTP- und TFTP-Sitzungen zugeordnet, mitbewertet', 'Nicht abgefragt'],
      ],
      topic: 'Thema',
    },
    technique: (id, name) => `MITRE ATT&CK ${id}, ${name}`,
  };
}
