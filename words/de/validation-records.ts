import type { Validation } from '../../contract/validation.ts';
import type { validationRecords as english } from '../en/validation-records.ts';
import type { Format } from '../format.ts';

const stages: Record<Validation['state'], string> = {
  preparing: 'Vorhersage entsteht',
  prepared: 'Noch nicht ausgeführt',
  checking: 'Wird nachgesehen',
  checked: 'Nachgesehen',
};

/** German words for the list of validations, what is left of one, and rehearsals. */
export const validationRecords = (format: Format): ReturnType<typeof english> => {
  const { allOf, duration, many } = format;
  return {
    stages,
    records: {
      title: 'Validierungen',
      none: 'Es gibt noch keine, oder keine, die Ihre Rechte zeigen. Die letzten 200 bleiben.',
      asking: 'Die Validierungen werden geholt',
      columns: {
        when: 'Vorbereitet',
        user: 'Von',
        technique: 'Technik',
        hosts: 'Rechner',
        result: 'Ergebnis',
        validity: 'Gültigkeit',
        open: 'Aktionen',
      },
      hosts: (source, target) => `${source} an ${target}`,
      open: 'Ansehen',
      openOne: (technique, when) => `Ansehen: ${technique}, ${when}`,
      back: 'Zu allen Techniken und Validierungen',
      exportAll: 'Alle als JSON exportieren',
      exportOne: 'Als JSON exportieren',
      copyMarkdown: 'Als Markdown kopieren',
      marker: 'Kennung',
      size: 'Größe jeder Datei',
      host: 'Hostname',
    },
    validity: {
      validated: (age) => `Validiert ${age}`,
      since: (changed) => `seither geändert: ${allOf(changed)}`,
      rule: 'die Regel',
      sources: (value) => many(value, { one: 'Protokollquelle', other: 'Protokollquellen' }),
      unchanged: 'seither hat sich nichts geändert',
      ruleSame: 'die Regel ist dieselbe; nach Protokollquellen wurde nicht gefragt',
      ask: 'Nach geänderten Protokollquellen fragen',
      came: (name) => `${name} (neu)`,
      went: (name) => `${name} (fort)`,
      notYet: 'Noch nicht validiert',
    },
    rehearsal: {
      title: 'Probe',
      tag: 'Probe',
      meaning:
        'Lässt eine Stunde lang eine Adresse des Standorts als eine im Internet zählen, damit ein Test keinen Server außerhalb braucht. Das gilt nur für Läufe, die hier gestartet werden: kein anderer Lauf, keine Summe, kein Panel, kein Dienst und kein Export hat je ihre Karten. Beginn und Ende stehen in der Liste der Änderungen.',
      onlyAdmin: 'Nur ein Administrator kann eine Probe beginnen und ihre Karten sehen.',
      address: 'Adresse, die durchgelassen wird',
      begin: 'Für eine Stunde beginnen',
      underWay: (address, user) => `${address} wird durchgelassen, begonnen von ${user}.`,
      left: (ms) => `Endet von selbst in ${duration(ms)}.`,
      over: 'Ihre Stunde ist vorbei.',
      end: 'Jetzt beenden',
      ended: 'Die Probe ist beendet. Die Adresse zählt wieder wie zuvor.',
      run: 'Über die letzte Stunde ausführen',
      running: 'Die Erkennung läuft für die Probe',
      ran: (at, from, until) => `Lauf ${at}, von ${from} bis ${until}.`,
      minute: 'Ein Lauf sieht volle Minuten an: was in der laufenden kam, findet der nächste.',
      notRun: 'Es gab noch keinen Lauf.',
      none: 'Der Lauf fand nichts zu dieser Adresse.',
      cards: 'Karten der Probe',
      notCounted: 'Zählen nirgends sonst.',
    },
  };
};
