import { count } from '../format.ts';
import type { Messages } from './chosen.ts';
import { plural } from './plural.ts';

type Words = Messages['flows'];

/** Two names are read at a glance; more are counted, and the details have them all. */
const namesOf = (names: readonly string[], many: (value: number) => string) => {
  const known = names.filter((name) => name !== '');
  return known.length > 2 ? many(known.length) : known.join(', ');
};

const events = (names: readonly string[]) => {
  const listed = namesOf(names, (value) => `${count(value)} Protokollquellen`);
  return listed === '' ? 'Ereignisse' : `Ereignisse von ${listed}`;
};

const flows = (names: readonly string[]) => {
  const listed = namesOf(names, (value) => `${count(value)} Flussquellen`);
  return listed === '' ? 'Flüsse' : `Flüsse von ${listed}`;
};

const notAllowed =
  'Ihre Rolle darf Flüsse nicht durchsuchen (Berechtigung „Netzaktivität“, Network Activity). Die Befunde stammen allein aus Ereignissen; Bytes, die nur Flüsse kennen, fehlen.';
const unavailable =
  'QRadar hat eine Frage nach Flüssen nicht beantwortet. Verbindungen und Bytes, die nur Flüsse kennen, fehlen.';

/** German words for flows as a second source. */
export const flowWords: Words = {
  origins: {
    from: (logSources, flowSources) =>
      [
        ...(logSources === null ? [] : [events(logSources)]),
        ...(flowSources === null ? [] : [flows(flowSources)]),
      ].join(' und '),
    kinds: { events: 'Ereignisse', flows: 'Flüsse', both: 'Ereignisse und Flüsse' },
    flowsOnly: 'keine, nur in Flüssen gesehen',
  },
  source: (value) => plural(value, { one: 'Flussquelle', other: 'Flussquellen' }),
  share: (name, connections) => (name === '' ? connections : `${name} (${connections})`),
  superflows: (name, value) =>
    `${name === '' ? '' : `${name}: `}mindestens ${count(value)} in Superflüssen, deren Bytes nicht zählen`,
  notice: {
    title: 'Flüsse fehlen',
    texts: { 'not-allowed': notAllowed, unavailable },
  },
  detail: {
    title: 'Flüsse dieses Befunds',
    asking: 'Ariel sucht die Flüsse',
    refreshing: 'Eine weitere Seite wird gelesen',
    label: 'Flüsse dieses Befunds, neueste zuerst',
    none: 'Ariel hat zu diesem Befund keine Flüsse. Vielleicht ist ihre Aufbewahrung abgelaufen, oder kein Kollektor sieht dieses Netz.',
    note: 'Datensätze, wie sie in QRadar stehen, neueste zuerst. Eine lange Verbindung ist ein Datensatz je Minute; ihre Datensätze haben dieselbe Fluss-ID.',
    superflow: 'Superfluss, viele Verbindungen in einem',
    notAsked: {
      off: 'Dieser Lauf hat keine Flüsse abgefragt.',
      'not-allowed': notAllowed,
      unavailable,
    },
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
        `${count(from)}–${count(to)} von ${count(total)} ${plural(total, { one: 'Datensatz', other: 'Datensätzen' })}`,
      pageOf: (total) => `von ${count(total)} ${plural(total, { one: 'Seite', other: 'Seiten' })}`,
      select: (total) => `Seitennummer, von ${count(total)}`,
      next: 'Nächste Seite',
      previous: 'Vorherige Seite',
    },
    query: 'Flüsse dieses Befunds',
  },
  drawnFrom: { events: 'Gezeichnet aus Ereignissen.', flows: 'Gezeichnet aus Flüssen.' },
  ofRun: {
    name: 'Flüsse',
    states: {
      used: 'neben Ereignissen abgefragt',
      off: 'nicht abgefragt',
      'not-allowed': 'Ihrer Rolle nicht erlaubt',
      unavailable: 'abgefragt, nicht beantwortet',
    },
  },
  setting: {
    label: 'Auch Flüsse abfragen',
    meaning:
      'Das korrigierte Profil fragt neben Ereignissen auch Flüsse ab: Sie zählen Bytes in beiden Richtungen, wo Firewalls keine protokollieren. Eine Suche mehr je Lauf.',
  },
};
