import type { notLookedAt as english } from '../en/not-looked-at.ts';
import type { Format } from '../format.ts';
import { directions } from './absence.ts';

/** German words of the part of "About this run" that says what there was and is not looked at. */
export function notLookedAt({ anyOf, many }: Format): ReturnType<typeof english> {
  return {
    title: 'Was dieser Lauf nicht betrachtet',
    asking: 'QRadar wird gefragt, was es auf diesen Ports noch gibt',
    intro: (ports) =>
      `Alles, was in dieser Zeit zu Port ${anyOf(ports.map(String))} von Adressen im Internet protokolliert wurde, in jeder Richtung und Kategorie.`,
    directions: {
      title: 'Richtungen',
      note: 'Nur der Verkehr nach außen (L2R) wird betrachtet. QRadar nimmt die Richtung aus seiner Netzhierarchie, in der ein nicht aufgeführter Host als fremd gilt. Zählt Verkehr Ihrer Hosts als eine andere Richtung, kann ein Administrator ihre Netze unter Verwaltung > Netzhierarchie berichtigen.',
      names: directions,
      columns: {
        direction: 'Richtung',
        allowed: 'Verbindungsereignisse',
        denied: 'Abgelehnt',
        other: 'Andere Ereignisse',
      },
      flows: 'Flüsse',
      notLookedAt: 'nicht betrachtet',
      counting:
        'Eine Verbindung, die beim Öffnen und beim Schließen protokolliert wird, zählt als zwei Ereignisse. Andere Ereignisse sind von den Kategorien unten.',
    },
    categories: {
      title: 'Kategorien, die die Regel nicht aufführt',
      note: 'Ereignisse dieser untergeordneten Kategorien stehen in keinem Befund. Steht eine davon für Verbindungen, kann ein Administrator ihre Ereignisse im DSM-Editor einer Kategorie zuordnen, die die Regel aufführt.',
      columns: { name: 'Untergeordnete Kategorie', id: 'Nummer', events: 'Ereignisse' },
      noName: 'ohne Namen',
      none: 'Es gibt keine: Kein Ereignis hier hat eine andere Kategorie als die der Regel.',
      more: (count) =>
        `${many(count, { one: 'weitere Kategorie steht', other: 'weitere Kategorien stehen' })} hier nicht.`,
    },
    query: 'Wie dies gezählt wurde',
    ofEvents: 'Ereignisse',
    ofFlows: 'Flüsse',
  };
}
