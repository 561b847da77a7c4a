import type { Format } from '../format.ts';
import { channelPicture } from './channel-picture.ts';
import { counted } from './counted.ts';
import { eventRecords, flowRecords } from './records.ts';

function overview(format: Format) {
  const { count, plural } = format;
  const { connections, destinations } = counted(format);
  return {
    label: 'Facts of this finding',
    domain: 'Domain',
    defaultDomain: 'Default',
    domainId: (id: number) => `Domain ${id}`,
    technique: 'ATT&CK technique',
    state: 'State',
    totalBytes: 'Bytes of both directions',
    noUser: 'none on record',
    logSourceShare: (name: string, value: number) => `${name} (${connections(value)})`,
    portShare: (name: string, protocol: string, value: number) =>
      `${name}, ${protocol} (${connections(value)})`,
    moreUsers: (value: number) =>
      `and ${count(value)} more ${plural(value, { one: 'user', other: 'users' })}, not listed`,
    fanOut: (value: number) => `${destinations(value)}, see Destinations`,
    coalesced: (value: number) =>
      `${count(value)} folded into other records by coalescing, whose bytes are a lower bound`,
    known: (known: number, all: number) => `known for ${count(known)} of ${connections(all)}`,
    notKnown: 'no record carries this counter',
    lowerBound: 'a lower bound',
    /** Names what is said of numbers that are estimated. */
    counting: 'Estimated numbers',
  };
}

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

const destinationsTab = ({ count }: Format) => ({
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
});

function activity(format: Format) {
  const { bytes, count, many } = format;
  const { connections } = counted(format);
  const periods = (value: number) => many(value, { one: 'period', other: 'periods' });
  return {
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
      `${connections(all)} in ${periods(filled)}, most at ${when} with ${count(most)}.`,
    sentSentence: (all: number, filled: number, most: number, when: string) =>
      `${bytes(all)} sent in ${periods(filled)}, most at ${when} with ${bytes(most)}.`,
    sentNotKnown: 'No record carries a counter of sent bytes.',
    query: 'Query behind this picture',
  };
}

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
export function detail(format: Format) {
  const { count } = format;
  const { destinations, findings, ports } = counted(format);
  return {
    heading: (protocol: string, source: string, target: string) =>
      `${protocol} from ${source} to ${target}`,
    destinations,
    ports,
    close: 'Close details',
    previous: 'Previous finding',
    next: 'Next finding',
    findings: (value: number) => `${findings(value)} of this source IP`,
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
    overview: overview(format),
    reasons,
    destinationsTab: destinationsTab(format),
    activity: activity(format),
    events: eventRecords(format),
    flows: flowRecords(format),
    picture: channelPicture(format),
    query,
  };
}

export type DetailWords = ReturnType<typeof detail>;
