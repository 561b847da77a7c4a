import type { CoverageWords } from '../en/coverage.ts';
import type { Format } from '../format.ts';

type EventWords = CoverageWords['event'];

const noChange: EventWords['noChange'] = {
  port: 'Die Regel hat für diesen Port keine Bedeutung, und keine Einstellung fügt ihn hinzu.',
  direction: 'Die Konsole gibt ihm keine Richtung: vielleicht sind seine Adressen in keinem Netz.',
  category: 'Es hat keine Kategorie, die sich hinzufügen ließe.',
  refused:
    'Ein Gerät hat diese Verbindung abgewiesen. Sie zählt als abgewiesen, neben den Befunden.',
  destination: 'Die Adresse ist keine des Internets, also hat nichts die Organisation verlassen.',
  'sent-bytes':
    'Keine Eigenschaft gesendeter Bytes ist gefüllt. Die Regel zählt es, und sein Risiko bleibt NIEDRIG.',
};

/** German words of one record that is followed through the rule. */
export const eventFunnel = (format: Format): EventWords => ({
  title: 'Ein Ereignis durch die Regel verfolgen',
  note: 'Geben Sie ein, woran es zu erkennen ist, oder fügen Sie eine Zeile der Protokollaktivität, einen Datensatz oder AQL-Bedingungen in eines der Felder ein. Gesucht wird zwei Minuten davor und danach.',
  fields: {
    time: 'Zeit des Ereignisses',
    source: 'Quell-IP',
    destination: 'Ziel-IP (nicht nötig)',
    port: 'Zielport (nicht nötig)',
  },
  wrong: {
    time: 'Eine Zeit wie 2026-03-04 15:00:00, oder Millisekunden seit 1970',
    source: 'Eine IP-Adresse',
    destination: 'Eine IP-Adresse, oder nichts',
    port: 'Ein Port von 0 bis 65535, oder nichts',
  },
  follow: 'Verfolgen',
  asking: 'Das Ereignis wird gesucht',
  none: 'Innerhalb von zwei Minuten gibt es kein solches Ereignis, das Sie sehen dürfen. Steht es in der Protokollaktivität, vergleichen Sie Zeit und Adressen mit den Feldern.',
  several: (value) => `${format.count(value)} Ereignisse passen, das zeitlich nächste zuerst`,
  option: (time, logSource, ends) => `${time}, ${logSource}, ${ends}`,
  cut: 'Es gibt mehr als diese. Nennen Sie Ziel und Port.',
  verdict: {
    counts: 'Die Regel zählt es. Ein Befund braucht genug solcher Verbindungen, oder genug Bytes.',
    refused: 'Die Regel zählt es als abgewiesene Verbindung, woraus kein Befund wird.',
    dropped: 'Die Regel lässt es aus.',
  },
  outcomes: { passes: 'Erfüllt', drops: 'Nicht erfüllt', unknown: 'Nicht zu wissen' },
  wouldPass: (change) => `Mit dieser Änderung wäre es erfüllt: ${change}`,
  noChange,
  notTold:
    'Die Konsole wurde ohne Eigenschaften gefragt, weil eine abgeschaltet ist oder sie sich nicht auflisten lassen.',
  copyQuery: 'Die Abfrage nach diesem Ereignis kopieren',
});
