import type { Format } from '../format.ts';
import { channelPicture } from './channel-picture.ts';
import { counted } from './counted.ts';
import { eventRecords, flowRecords } from './records.ts';
import { silence } from './silence.ts';
import { activity, regularity } from './timeline.ts';
import { verdict } from './verdict.ts';

function overview(format: Format) {
  const { bytes, count, plural } = format;
  const { connections, destinations } = counted(format);
  return {
    who: 'Who, where, when',
    figures: 'Figures',
    from: (origin: string) => `All of them from ${origin}.`,
    split: (own: number | null, channel: number) =>
      `${own === null ? 'sessions not known' : `${bytes(own)} in sessions`}, ${bytes(channel)} on data connections`,
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
  scale:
    'Each bar is the value, the line across it the threshold. Bars grow by powers of ten: a fifth of the width is ten times as much. Bars of percentages go from 0 to 100.',
  meaning: 'What the reasons mean, and where thresholds come from',
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

const actions = {
  label: 'Go on with this finding',
  events: 'Events',
  flows: 'Flows',
  asset: 'Asset',
  offenses: 'Offenses',
  allow: 'Expected',
};

const evidence = {
  label: 'Kind of evidence',
  events: 'Events',
  flows: 'Flows',
  channels: 'Data channel',
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
      summary: 'Summary',
      guide: 'Guide',
      evidence: 'Evidence',
      destinations: 'Destinations',
      query: 'Query',
    },
    verdict: verdict(format),
    copyMarkdown: 'Copy as Markdown',
    actions,
    evidence,
    regularity: regularity(format),
    overview: overview(format),
    reasons,
    silence: silence(format),
    destinationsTab: destinationsTab(format),
    activity: activity(format),
    events: eventRecords(format),
    flows: flowRecords(format),
    picture: channelPicture(format),
    query,
  };
}

export type DetailWords = ReturnType<typeof detail>;
