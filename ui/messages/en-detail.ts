import { bytes, count } from '../format.ts';
import { plural } from './plural.ts';

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'connection', other: 'connections' })}`;
const destinations = (value: number) =>
  `${count(value)} ${plural(value, { one: 'destination', other: 'destinations' })}`;

const overview = {
  label: 'Facts of this finding',
  domain: 'Domain',
  defaultDomain: 'Default',
  domainId: (id: number) => `Domain ${id}`,
  technique: 'ATT&CK technique',
  state: 'State',
  totalBytes: 'Bytes of both directions',
  noUser: 'none on record',
  logSourceShare: (name: string, value: number) => `${name} (${connections(value)})`,
  moreUsers: (value: number) =>
    `and ${count(value)} more ${plural(value, { one: 'user', other: 'users' })}, not listed`,
  fanOut: (value: number) => `${destinations(value)}, see Destinations`,
  coalesced: (value: number) =>
    `${count(value)} folded into other records by coalescing, whose bytes are a lower bound`,
  known: (known: number, all: number) => `known for ${count(known)} of ${connections(all)}`,
  notKnown: 'no record carries this counter',
  lowerBound: 'a lower bound',
};

const reasons = {
  title: 'Why this is a finding and has its risk',
  value: 'Number',
  threshold: 'Threshold',
  source: 'Source of the threshold',
  noThreshold: 'none',
  corrections: 'What the corrected profile did here',
  noCorrections: 'None of the corrections changed anything about this finding.',
  sourceProfile: 'This run used the source query as it is, which corrects nothing.',
};

const destinationsTab = {
  title: 'Destinations',
  label: (source: string) => `Destinations of ${source}`,
  note: 'All destinations of this source IP. The rows of this finding come first.',
  named: (named: number, all: number) =>
    `A finding of many destinations names ${count(named)} of its ${count(all)}, those with the most connections.`,
  columns: {
    destination: 'Destination IP',
    port: 'Port',
    protocol: 'Protocol',
    connections: 'Connections',
    sent: 'Bytes sent',
    risk: 'Exfiltration risk',
    finding: 'Finding',
  },
  thisFinding: 'this one',
  otherFinding: 'another',
  pooled: 'in the pool',
};

const activity = {
  title: 'Activity over time',
  asking: 'Ariel is counting connections over time',
  connections: 'Connections',
  sent: 'Bytes sent',
  none: 'No activity in the minutes of this run.',
  table: 'Activity as a table',
  columns: { time: 'Beginning', connections: 'Connections', sent: 'Bytes sent' },
  notKnown: 'not known',
  bucket: (length: string) => `Each bar is ${length}.`,
  connectionsSentence: (all: number, filled: number, most: number, when: string) =>
    `${connections(all)} in ${count(filled)} ${plural(filled, { one: 'period', other: 'periods' })}, most at ${when} with ${count(most)}.`,
  sentSentence: (all: number, filled: number, most: number, when: string) =>
    `${bytes(all)} sent in ${count(filled)} ${plural(filled, { one: 'period', other: 'periods' })}, most at ${when} with ${bytes(most)}.`,
  sentNotKnown: 'No record carries a counter of sent bytes.',
  query: 'Query behind this picture',
};

const events = {
  title: 'Contributing events',
  asking: 'Ariel is searching for the events',
  refreshing: 'Reading another page',
  label: 'Contributing events, newest first',
  none: 'Ariel returned no events for this finding. They may have passed their retention.',
  note: 'Records as they are in QRadar, opened and closed sessions alike, newest first.',
  columns: {
    time: 'Time',
    logSource: 'Log source',
    category: 'Category',
    source: 'Source',
    destination: 'Destination',
    user: 'User',
    eventCount: 'Event count',
    sent: 'Bytes sent',
    received: 'Bytes received',
    total: 'Bytes of both directions',
  },
  notKnown: '–',
  notKnownName: 'not known',
  pages: {
    label: 'Pages of events',
    perPage: 'Events per page:',
    range: (from: number, to: number, total: number) =>
      `${count(from)}–${count(to)} of ${count(total)} ${plural(total, { one: 'event', other: 'events' })}`,
    pageOf: (total: number) =>
      `of ${count(total)} ${plural(total, { one: 'page', other: 'pages' })}`,
    select: (total: number) => `Page number, of ${count(total)}`,
    next: 'Next page',
    previous: 'Previous page',
  },
};

const query = {
  title: 'Queries as sent to Ariel',
  note: 'The time frame is written out, so that the same query finds the same minutes again.',
  ofRun: (name: string) => `Run: ${name}`,
  ofEvidence: 'Contributing events of this finding',
  copy: (name: string) => `Copy query: ${name}`,
  copied: 'Copied',
  more: 'Show more',
  less: 'Show less',
  none: 'This run sent no query.',
};

/** Words of the panel that shows one finding in detail. */
export const detail = {
  panel: (source: string) => `Details of ${source}`,
  heading: (protocol: string, source: string, target: string) =>
    `${protocol} from ${source} to ${target}`,
  destinations,
  close: 'Close details',
  previous: 'Previous finding',
  next: 'Next finding',
  findings: (value: number) =>
    `${count(value)} ${plural(value, { one: 'finding', other: 'findings' })} of this source IP`,
  moreOf: (value: number) => `Show ${count(value)} more`,
  tabs: {
    label: 'Parts of the details',
    overview: 'Overview',
    reasons: 'Reasons',
    destinations: 'Destinations',
    channels: 'Data channel',
    activity: 'Activity',
    events: 'Events',
    flows: 'Flows',
    query: 'Query',
  },
  overview,
  reasons,
  destinationsTab,
  activity,
  events,
  query,
};
