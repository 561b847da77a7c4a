import type { ValidationResult } from '../../contract/validation.ts';
import type { validationResult as english } from '../en/validation-result.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

const meanings: Record<ValidationResult['state'], string> = {
  passed: 'Jeder Datensatz, der kommen muss, ist da, und die Erkennung tat, was vorhergesagt war.',
  failed:
    'Ein Datensatz fehlt, oder die Erkennung tat nicht, was vorhergesagt war. Das Folgende sagt, welcher.',
  waiting:
    'Was nicht da ist, kann noch kommen: seine Protokollquelle braucht meist so lange. Die Seite sieht von selbst wieder nach.',
  'cannot-know': 'Es fehlt nichts, aber nicht alles ließ sich fragen oder sagen.',
};

/** German words for when it was carried out, and what came of it. */
export const validationResult = (format: Format): ReturnType<typeof english> => {
  const { allOf, duration, many } = format;
  const { records } = counted(format);
  return {
    ran: {
      title: 'Ich habe es ausgeführt',
      on: (host) => `Auf ${host}`,
      when: 'Wann',
      since: (at) => `Zwischen der Vorbereitung (${at}) und jetzt`,
      exact: 'Zu diesen Zeiten',
      from: 'Von',
      to: 'Bis (nicht eingeschlossen)',
      zone: (zone) => `Zeiten sind in Ihrer Zeitzone, ${zone}.`,
      look: 'Nach den Datensätzen sehen',
      again: 'Jetzt noch einmal nachsehen',
      looking: 'Die Datensätze werden gesucht',
      cancel: 'Abbrechen',
      missing: 'Geben Sie Datum und Uhrzeit ein.',
      order: 'Das Ende muss nach dem Anfang liegen.',
      future:
        'Das liegt in der Zukunft. Führen Sie erst die Schritte aus und sagen Sie dann, wann es war.',
      tooLong: 'Ein Test kann höchstens einen Tag dauern.',
      tooOld: 'Das ist mehr als 31 Tage her, weiter zurück, als die App sieht.',
    },
    result: {
      title: 'Was daraus wurde',
      meanings,
      looked: (at, from, until) => `Nachgesehen ${at}, von ${from} bis ${until}.`,
      partial: 'Dies ist ein Teil: Nicht jede Suche kam zu ihrem Ende',
      failure: (search, reason) => `${search} – ${reason}`,
      searches: {
        'event-fields': 'Eigenschaften der Konsole',
        filling: 'Welche Eigenschaften gefüllt sind',
        'byte-properties': 'Eigenschaften für Bytes',
        'validation-sources': 'Datensätze des Tages davor',
        'validation-signals': 'Datensätze der Technik',
        'coverage-clauses': 'Bedingungen der Regel',
        detection: 'Die Erkennung selbst',
      },
    },
    signals: {
      title: 'Ihre Datensätze',
      lastSeen: (at) => `Der letzte ${at}.`,
      until: (at) => `Er fehlt erst, wenn er bis ${at} nicht da ist.`,
      untilUnknown: 'Bis wann er noch kommen kann, ist nicht bekannt.',
      sought: (how, names) => (names.length === 0 ? `${how}.` : `${how} – ${allOf(names)}.`),
      whatToDo: {
        'host-silent':
          'Sehen Sie den Namen und die Adresse an, die Sie genannt haben, und die Protokollquelle des Hosts.',
        'none-seen': 'Sehen Sie nach, ob solche Datensätze überhaupt gesammelt werden.',
      },
      events: (value) => many(value, { one: 'Ereignis', other: 'Ereignisse' }),
      marked: 'Mit der Kennung dieses Tests, oder von einem Prozess, der sie trägt.',
      notMarked: 'Die Kennung dieses Tests steht in keinem davon.',
      stayedAway: 'Kam nicht',
      mustNot: 'Nur die Technik hinterlässt ihn: Von ihrem Zwilling darf er nicht kommen.',
      mustNotHave:
        'Nur die Technik hinterlässt ihn, und hier kam er von ihrem Zwilling, oder von etwas anderem auf dem Host zu dieser Zeit.',
      ofTwin: 'Der eigene Datensatz des Zwillings: Ohne ihn sagt seine Stille nichts.',
      cut: 'Es kann mehr Datensätze geben, als gelesen wurden.',
      rows: records,
      rowsOf: (name) => `Datensätze: ${name}`,
      columns: {
        time: 'Zeit',
        logSource: 'Protokollquelle',
        source: 'Quell-IP',
        user: 'Benutzer',
        events: 'Ereignisse',
        marker: 'Kennung',
        process: 'Prozess-GUID',
        fields: 'Felder',
      },
      lag: (ms) => `${duration(ms)} später gespeichert`,
      hasMarker: 'ja',
      hasNoMarker: 'nein',
      joined: (property) => `Datensätze eines Prozesses gehören zusammen nach ${property}.`,
      notJoined:
        'Datensätze gehören nur nach Host und Zeit zusammen: Keine Eigenschaft trägt hier die Prozess-GUID.',
    },
    detection: {
      title: 'Die Erkennung',
      droppedBy: (clause) => `Erste Bedingung, die keiner ihrer Datensätze erfüllte: ${clause}.`,
      card: 'Die Karte, wie sie kam',
    },
    comparison: {
      title: 'Vorhersage und Karte',
      columns: {
        field: 'Angabe',
        predicted: 'Vorhergesagt',
        seen: 'Gesehen',
        reason: 'Unterschied',
      },
      same: 'wie vorhergesagt',
      noCard: 'keine Karte',
      byClause: (reason, clause) => `${reason} Bedingung: ${clause}.`,
    },
  };
};
