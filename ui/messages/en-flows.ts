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
    'QRadar did not answer a question about flows. Connections and bytes that only flows know are missing.',
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
  detail: {
    title: 'Flows of this finding',
    asking: 'Ariel is searching for the flows',
    refreshing: 'Reading another page',
    label: 'Flows of this finding, newest first',
    none: 'Ariel returned no flows for this finding. They may have passed their retention, or no collector sees this network.',
    note: 'Records as they are in QRadar, newest first. A long connection is one record a minute; its records share the flow id.',
    superflow: 'superflow, many connections in one',
    notAsked: {
      off: 'This run did not ask flows.',
      'not-allowed': notices['not-allowed'],
      unavailable: notices.unavailable,
    },
    columns: {
      time: 'Time',
      end: 'Last packet',
      flowId: 'Flow id',
      flowSource: 'Flow source',
      application: 'Application',
      source: 'Source',
      destination: 'Destination',
      sent: 'Bytes sent',
      received: 'Bytes received',
      sentPackets: 'Packets sent',
      receivedPackets: 'Packets received',
    },
    pages: {
      label: 'Pages of flows',
      perPage: 'Flows per page:',
      range: (from: number, to: number, total: number) =>
        `${count(from)}–${count(to)} of ${count(total)} ${plural(total, { one: 'flow record', other: 'flow records' })}`,
      pageOf: (total: number) =>
        `of ${count(total)} ${plural(total, { one: 'page', other: 'pages' })}`,
      select: (total: number) => `Page number, of ${count(total)}`,
      next: 'Next page',
      previous: 'Previous page',
    },
    query: 'Flows of this finding',
  },
  drawnFrom: { events: 'Drawn from events.', flows: 'Drawn from flows.' },
  ofRun: { name: 'Flows', states },
  setting: {
    label: 'Ask flows too',
    meaning:
      'The corrected profile asks flows beside events: they count bytes in both directions where firewalls log none. One more search per run.',
  },
};
