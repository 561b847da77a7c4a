import type { silence as english } from '../en/silence.ts';
import type { Format } from '../format.ts';

/** German words of what would have kept a finding off the list. */
export function silence({ exactBytes, count, allOf }: Format): ReturnType<typeof english> {
  return {
    title: 'Was ihn von der Liste ferngehalten hätte',
    lead: 'Bei denselben Datensätzen jedes davon für sich:',
    connections: (most) => `eine Schwelle von ${count(most)} Verbindungen oder mehr`,
    medium: (bytes) =>
      `eine Schwelle für Mittel von ${exactBytes(bytes)} oder mehr, mit der für Hoch darüber`,
    thresholds: (parts) => allOf(parts),
    together:
      'Größere Übertragungen dieser Quell-IP, die dann auch unter der Schwelle liegen, kommen hinzu.',
    alone:
      'Unter den Schwellen zählt er vielleicht noch mit anderen kleinen Übertragungen dieser Quell-IP zusammen.',
    none: {
      'source-profile':
        'Keine Schwelle: Das Ausgangsprofil verwendet die der Ausgangsabfrage, was auch eingestellt ist.',
      destinations:
        'Keine Schwelle: Ab wie vielen Zielen eine Quell-IP ein Befund ist, lässt sich nicht einstellen.',
      'too-large': 'Keine Schwelle: Sie müsste größer sein, als sich einstellen lässt.',
    },
    packs: (ports) => `weitere Ports ohne ${allOf(ports)}`,
    withoutStitching: 'Datenkanäle von FTP und TFTP nicht bewertet',
    withoutFlows: 'keine Suche in Flüssen: Keine Protokollquelle hat ihn gemeldet',
    ownBlock: (address) => `ein eigener öffentlicher Block, der ${address} enthält`,
    pairEntry: (source, destination) =>
      `ein Eintrag der Allowlist für ${source} nach ${destination}`,
    sourceEntry: (source) => `ein Eintrag der Allowlist für die Quell-IP ${source}`,
    mediumTitle: 'Was daraus Mittel gemacht hätte',
    mediumFrom: (bytes) => `Eine Schwelle für Hoch von ${exactBytes(bytes)} oder mehr.`,
  };
}
