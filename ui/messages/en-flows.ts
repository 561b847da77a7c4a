import type { Run } from '../../contract/run.ts';
import { count } from '../format.ts';
import { plural } from './plural.ts';

/** Two names are read at a glance; more are counted, and the details have them all. */
const namesOf = (names: readonly string[], many: (value: number) => string) => {
  const known = names.filter((name) => name !== '');
  return known.length > 2 ? many(known.length) : known.join(', ');
};

const events = (names: readonly string[]) => {
  const listed = namesOf(
    names,
    (value) => `${count(value)} ${plural(value, { one: 'log source', other: 'log sources' })}`,
  );
  return listed === '' ? 'events' : `events of ${listed}`;
};

const flows = (names: readonly string[]) => {
  const listed = namesOf(
    names,
    (value) => `${count(value)} ${plural(value, { one: 'flow source', other: 'flow sources' })}`,
  );
  return listed === '' ? 'flows' : `flows of ${listed}`;
};

const notices: Record<Extract<Run['flows'], 'not-allowed' | 'unavailable'>, string> = {
  'not-allowed':
    'Your role may not search flows (permission “Network Activity”). The findings come from events alone, and bytes that only flows know are missing.',
  unavailable:
    'QRadar did not answer the question about flows. The findings come from events alone, and bytes that only flows know are missing.',
};

const states: Record<Run['flows'], string> = {
  used: 'asked beside events',
  off: 'not asked',
  'not-allowed': 'not allowed for your role',
  unavailable: 'asked, not answered',
};

/** Words for flows as a second source: where numbers come from, and what the run says about it. */
export const flowWords = {
  origins: {
    /** Who a number comes from, in one phrase. */
    from: (logSources: readonly string[] | null, flowSources: readonly string[] | null) =>
      [
        ...(logSources === null ? [] : [events(logSources)]),
        ...(flowSources === null ? [] : [flows(flowSources)]),
      ].join(' and '),
    kinds: { events: 'events', flows: 'flows', both: 'events and flows' },
    flowsOnly: 'none, seen in flows only',
  },
  source: (value: number) => plural(value, { one: 'Flow source', other: 'Flow sources' }),
  share: (name: string, connections: string) =>
    name === '' ? connections : `${name} (${connections})`,
  superflows: (name: string, value: number) =>
    `${name === '' ? '' : `${name}: `}at least ${count(value)} in superflows, whose bytes are left out`,
  notice: { title: 'Flows are missing', texts: notices },
  ofRun: { name: 'Flows', states },
  setting: {
    label: 'Ask flows too',
    meaning:
      'The corrected profile asks flows beside events: they count bytes in both directions where firewalls log none. One more search per run.',
  },
};
