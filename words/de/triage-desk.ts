import type { TriageDeskWords } from '../en/triage-desk.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the dialogs in which findings are decided about, of what is said afterwards, and of the history. */
export function triageDesk(format: Format): TriageDeskWords {
  const { count } = format;
  const { findings } = counted(format);
  return {
    decide: {
      title: (value) => `Über ${findings(value)} entscheiden`,
      about: 'Befunde',
      more: (value) => `+ ${count(value)} weitere`,
      state: 'Stand',
      states: {
        new: 'Neu, in niemandes Hand',
        'in-progress': 'In Arbeit',
        'true-positive': 'Geschlossen: bestätigt',
        benign: 'Geschlossen: harmlos',
        expected: 'Geschlossen: erwartet',
      },
      meanings: {
        new: 'Jemand muss es ansehen.',
        'in-progress': 'Die genannte Person arbeitet daran.',
        'true-positive': 'Daten gingen hinaus, durch jemanden, der das nicht sollte.',
        benign: 'Echt und harmlos.',
        expected: 'So soll es sein.',
      },
      note: 'Notiz',
      noteHelp: 'Freiwillig. Alle mit Ihren Rechten können sie lesen. Strg+Eingabe speichert.',
      refused:
        'Ein Zeichen, das man nicht sieht oder das die Richtung des Textes dreht, muss entfernt werden.',
      save: (value) => `Für ${findings(value)} speichern`,
      saveAnyway: (value) => `Trotzdem für ${findings(value)} speichern`,
      cancel: 'Abbrechen',
      close: 'Schließen',
    },
    changed: {
      title: (value) => `Jemand anderes hat inzwischen ${findings(value)} geändert`,
      text: 'Nichts wurde gespeichert, und Ihr Text ist noch da. Das gilt jetzt:',
      entry: (finding, status, who) => `${finding}: ${status}, ${who}`,
      byAt: (who, when) => `von ${who}, ${when}`,
    },
    said: {
      label: 'Letzte Entscheidung',
      decided: {
        new: (value) => `${findings(value)} abgegeben`,
        'in-progress': (value) => `${findings(value)} in Arbeit`,
        'true-positive': (value) => `${findings(value)} als bestätigt geschlossen`,
        benign: (value) => `${findings(value)} als harmlos geschlossen`,
        expected: (value) => `${findings(value)} als erwartet geschlossen`,
      },
      undo: 'Rückgängig',
      dismiss: 'Ausblenden',
      undone: (value) => `${findings(value)} wie zuvor`,
      kept: (value) => `${findings(value)} seither von jemandem geändert und so belassen`,
      noted: (offense) => `Die Notiz steht jetzt bei Angriff ${offense}`,
      notRecorded:
        'Im Verlauf des Befunds steht sie nicht, dessen Speicher nicht geschrieben werden konnte. Noch einmal hinzugefügt, gäbe es sie zweimal.',
    },
    history: {
      asking: 'Der Verlauf wird gelesen',
      none: 'Noch hat niemand etwas entschieden.',
      columns: { when: 'Wann', who: 'Wer', what: 'Was' },
      reopened: 'von selbst wieder geöffnet',
      undone: (status) => `nahm eine Entscheidung zurück: ${status}`,
      decided: (status, assignee) => (assignee === '' ? status : `${status}, ${assignee}`),
      offenseNote: (offense) => `schrieb eine Notiz zu Angriff ${offense}`,
      many: (value) => `zusammen mit ${findings(value)} in einem Zug`,
      older: 'Ältere Einträge',
    },
    note: {
      title: 'Notiz zu einem Angriff',
      asking: 'Die Angriffe der Quell-IP werden erfragt',
      offense: 'Angriff',
      option: (id, description, status) => `Nr. ${id}: ${description} (${status})`,
      none: 'QRadar hat keinen Angriff dieser Quell-IP, den Sie sehen können.',
      notTold: 'Sie dürfen Angriffe nicht sehen, oder QRadar hat nicht geantwortet.',
      text: 'Text der Notiz',
      help: (most) =>
        `Höchstens ${count(most)} Zeichen. Sie steht unter Ihrem Namen, und QRadar lässt Notizen nicht ändern.`,
      add: 'Notiz hinzufügen',
      cancel: 'Abbrechen',
      close: 'Schließen',
    },
    draft: {
      found: (what) => `Transfer Watch fand: ${what}`,
      seen: (from, to) => `Gesehen ${from} bis ${to} (UTC)`,
      status: (status) => `Bearbeitung: ${status}`,
    },
  };
}
