import type { Run } from '../../contract/run.ts';
import type { Format } from '../format.ts';

/** Two names are read at a glance; more are counted, and the details have them all. */
const namesOf = (names: readonly string[], counted: (value: number) => string) => {
  const known = names.filter((name) => name !== '');
  return known.length > 2 ? counted(known.length) : known.join(', ');
};

const notices: Record<Extract<Run['flows'], 'not-allowed' | 'unavailable'>, string> = {
  'not-allowed':
    'Your role may not search flows (permission “Network Activity”). The findings come from events alone, and bytes that only flows know are missing.',
  unavailable:
    'QRadar did not answer a question about flows. Connections and bytes that only flows know are missing.',
};

const states: Record<Run['flows'], string> = {
  used: 'asked beside events',
  off: 'not asked',
  'not-allowed': 'not allowed for your role',
  unavailable: 'asked, not answered',
};

function origins({ many }: Format) {
  const events = (names: readonly string[]) => {
    const listed = namesOf(names, (value) =>
      many(value, { one: 'log source', other: 'log sources' }),
    );
    return listed === '' ? 'events' : `events of ${listed}`;
  };

  const flows = (names: readonly string[]) => {
    const listed = namesOf(names, (value) =>
      many(value, { one: 'flow source', other: 'flow sources' }),
    );
    return listed === '' ? 'flows' : `flows of ${listed}`;
  };

  return {
    /** Who a number comes from, in one phrase. */
    from: (logSources: readonly string[] | null, flowSources: readonly string[] | null) =>
      [
        ...(logSources === null ? [] : [events(logSources)]),
        ...(flowSources === null ? [] : [flows(flowSources)]),
      ].join(' and '),
    kinds: { events: 'events', flows: 'flows', both: 'events and flows' },
    flowsOnly: 'none, seen in flows only',
  };
}

/** Words for flows as a second source: where numbers come from, and what the run says about it. */
export function flows(format: Format) {
  const { count, plural } = format;
  return {
    origins: origins(format),
    source: (value: number) => plural(value, { one: 'Flow source', other: 'Flow sources' }),
    share: (name: string, connections: string) =>
      name === '' ? connections : `${name} (${connections})`,
    superflows: (name: string, value: number) =>
      `${name === '' ? '' : `${name}: `}at least ${count(value)} in superflows, whose bytes are left out`,
    notice: { title: 'Flows are missing', texts: notices },
    drawnFrom: { events: 'Drawn from events.', flows: 'Drawn from flows.' },
    ofRun: { name: 'Flows', states },
    setting: {
      label: 'Ask flows too',
      meaning:
        'The corrected profile asks flows beside events: they count bytes in both directions where firewalls log none. One more search per run.',
    },
  };
}

export type FlowsWords = ReturnType<typeof flows>;
