import type { eventRecords as englishEvents, flowRecords as englishFlows } from '../en/records.ts';
import type { Format } from '../format.ts';

/** German words of the events behind a finding. */
export const eventRecords = ({ count, many }: Format): ReturnType<typeof englishEvents> => ({
  title: 'Beitragende Ereignisse',
  asking: 'Ariel sucht die Ereignisse',
  refreshing: 'Eine weitere Seite wird gelesen',
  label: 'Beitragende Ereignisse, neueste zuerst',
  none: 'Ariel lieferte keine Ereignisse zu diesem Befund. Ihre Aufbewahrung kann abgelaufen sein.',
  note: 'Datensätze, wie sie in QRadar stehen, geöffnete wie geschlossene Sitzungen, neueste zuerst.',
  columns: {
    time: 'Zeit',
    logSource: 'Protokollquelle',
    category: 'Kategorie',
    source: 'Quelle',
    destination: 'Ziel',
    user: 'Benutzer',
    eventCount: 'Ereigniszahl',
    sent: 'Bytes gesendet',
    received: 'Bytes empfangen',
    total: 'Bytes beider Richtungen',
    rule: 'Regel',
  },
  follow: 'Verfolgen',
  followEvent: (time) => `Das Ereignis von ${time} durch die Regel verfolgen`,
  notKnown: '–',
  notKnownName: 'nicht bekannt',
  pages: {
    label: 'Seiten der Ereignisse',
    perPage: 'Ereignisse je Seite:',
    range: (from, to, total) =>
      `${count(from)}–${count(to)} von ${many(total, { one: 'Ereignis', other: 'Ereignissen' })}`,
    pageOf: (total) => `von ${many(total, { one: 'Seite', other: 'Seiten' })}`,
    select: (total) => `Seitenzahl, von ${count(total)}`,
    next: 'Nächste Seite',
    previous: 'Vorige Seite',
  },
});

/** … of the flows. */
export const flowRecords = ({ count, many }: Format): ReturnType<typeof englishFlows> => ({
  title: 'Flüsse dieses Befunds',
  asking: 'Ariel sucht die Flüsse',
  refreshing: 'Eine weitere Seite wird gelesen',
  label: 'Flüsse dieses Befunds, neueste zuerst',
  none: 'Ariel hat zu diesem Befund keine Flüsse. Vielleicht ist ihre Aufbewahrung abgelaufen, oder kein Kollektor sieht dieses Netz.',
  note: 'Datensätze, wie sie in QRadar stehen, neueste zuerst. Eine lange Verbindung ist ein Datensatz je Minute; ihre Datensätze haben dieselbe Fluss-ID.',
  superflow: 'Superfluss, viele Verbindungen in einem',
  notAsked: 'Dieser Lauf hat keine Flüsse abgefragt.',
  columns: {
    time: 'Zeit',
    end: 'Letztes Paket',
    flowId: 'Fluss-ID',
    flowSource: 'Flussquelle',
    application: 'Anwendung',
    source: 'Quelle',
    destination: 'Ziel',
    sent: 'Bytes gesendet',
    received: 'Bytes empfangen',
    sentPackets: 'Pakete gesendet',
    receivedPackets: 'Pakete empfangen',
  },
  pages: {
    label: 'Seiten der Flüsse',
    perPage: 'Flüsse je Seite:',
    range: (from, to, total) =>
      `${count(from)}–${count(to)} von ${many(total, { one: 'Datensatz', other: 'Datensätzen' })}`,
    pageOf: (total) => `von ${many(total, { one: 'Seite', other: 'Seiten' })}`,
    select: (total) => `Seitennummer, von ${count(total)}`,
    next: 'Nächste Seite',
    previous: 'Vorherige Seite',
  },
  query: 'Flüsse dieses Befunds',
});
