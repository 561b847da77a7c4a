import type { FlowsWords } from '../en/flows.ts';
import type { Format } from '../format.ts';

/** Two names are read at a glance; more are counted, and the details have them all. */
const namesOf = (names: readonly string[], counted: (value: number) => string) => {
  const known = names.filter((name) => name !== '');
  return known.length > 2 ? counted(known.length) : known.join(', ');
};

const notAllowed =
  'Ihre Rolle darf Flüsse nicht durchsuchen (Berechtigung „Netzaktivität“, Network Activity). Die Befunde stammen allein aus Ereignissen; Bytes, die nur Flüsse kennen, fehlen.';
const unavailable =
  'QRadar hat eine Frage nach Flüssen nicht beantwortet. Verbindungen und Bytes, die nur Flüsse kennen, fehlen.';

function origins({ count }: Format): FlowsWords['origins'] {
  const events = (names: readonly string[]) => {
    const listed = namesOf(names, (value) => `${count(value)} Protokollquellen`);
    return listed === '' ? 'Ereignisse' : `Ereignisse von ${listed}`;
  };

  const flows = (names: readonly string[]) => {
    const listed = namesOf(names, (value) => `${count(value)} Flussquellen`);
    return listed === '' ? 'Flüsse' : `Flüsse von ${listed}`;
  };

  return {
    from: (logSources, flowSources) =>
      [
        ...(logSources === null ? [] : [events(logSources)]),
        ...(flowSources === null ? [] : [flows(flowSources)]),
      ].join(' und '),
    kinds: { events: 'Ereignisse', flows: 'Flüsse', both: 'Ereignisse und Flüsse' },
    flowsOnly: 'keine, nur in Flüssen gesehen',
  };
}

/** German words for flows as a second source. */
export function flows(format: Format): FlowsWords {
  const { count, plural } = format;
  return {
    origins: origins(format),
    source: (value) => plural(value, { one: 'Flussquelle', other: 'Flussquellen' }),
    share: (name, connections) => (name === '' ? connections : `${name} (${connections})`),
    superflows: (name, value) =>
      `${name === '' ? '' : `${name}: `}mindestens ${count(value)} in Superflüssen, deren Bytes nicht zählen`,
    notice: {
      title: 'Flüsse fehlen',
      texts: { 'not-allowed': notAllowed, unavailable },
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
}
