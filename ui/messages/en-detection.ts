import type {
  CorrectionCode,
  Profile,
  Protocol,
  Reason,
  ReasonCode,
  Risk,
  ThresholdSource,
  TransferState,
} from '../../contract/finding.ts';
import { binaryBytes, bytes, count } from '../format.ts';
import { channels } from './en-channels.ts';
import { plural } from './plural.ts';

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'connection', other: 'connections' })}`;
const destinations = (value: number) =>
  `${count(value)} ${plural(value, { one: 'destination', other: 'destinations' })}`;
const records = (value: number) =>
  `${count(value)} ${plural(value, { one: 'record', other: 'records' })}`;

const sources: Record<ThresholdSource, { readonly name: string; readonly explanation: string }> = {
  'source-rule': {
    name: 'source rule',
    explanation: 'The figure stands in the query that analysts use today.',
  },
  measured: {
    name: 'measured',
    explanation: 'The figure was measured on real traffic; the documentation says on which.',
  },
  choice: {
    name: 'our choice',
    explanation: 'The figure is a choice of this app; the documentation gives the reasons.',
  },
  setting: {
    name: 'setting',
    explanation: 'An administrator set the figure in the settings of this app.',
  },
  standard: {
    name: 'standard',
    explanation: 'The figure follows from a published standard.',
  },
};

/** A value or threshold with its unit; thresholds in bytes are read in binary units, as they were set. */
function threshold({ unit, threshold: limit }: Reason): string {
  if (limit === null) return '';
  const value = unit === 'bytes' ? binaryBytes(limit.value) : count(limit.value);
  return `${value} (${sources[limit.source].name})`;
}

const above = (reason: Reason) => (reason.threshold ? `, above ${threshold(reason)}` : '');
const notAbove = (reason: Reason) => (reason.threshold ? `, not above ${threshold(reason)}` : '');

const surely = ({ confidence }: Reason) =>
  confidence === undefined ? '' : ` (${channels.confidences[confidence].name})`;

type ReasonWords = {
  readonly label: string;
  readonly sentence: (reason: Reason) => string;
  readonly why: string;
};

const reasons: Record<ReasonCode, ReasonWords> = {
  'connections-above-threshold': {
    label: 'Repeated connections',
    sentence: (reason) => `${connections(reason.value)}${above(reason)}.`,
    why: 'Repetition separates a habit or a beacon from a single visit.',
  },
  'volume-without-count': {
    label: 'Large volume, few connections',
    sentence: (reason) => `${bytes(reason.value)} sent in few connections${above(reason)}.`,
    why: 'One long upload can carry everything, so volume alone is enough.',
  },
  'total-without-count': {
    label: 'Much in few connections',
    sentence: (reason) =>
      `${bytes(reason.value)} in both directions together in few connections${above(reason)}.`,
    why: 'Which part of a total was sent is not known. It can be all of it, so the finding is listed.',
  },
  download: {
    label: 'Download',
    sentence: (reason) => `${bytes(reason.value)} received${above(reason)}.`,
    why: 'What comes in over these ports may be tools of an attacker (ATT&CK T1105). Received bytes never rate as sent.',
  },
  'fan-out': {
    label: 'Many destinations',
    sentence: (reason) =>
      `${destinations(reason.value)} from one source${above(reason)}, each with too few connections to stand alone.`,
    why: 'Spreading a transfer over many addresses keeps each of them below a threshold.',
  },
  'pooled-volume': {
    label: 'Much sent to few destinations together',
    sentence: (reason) =>
      `${bytes(reason.value)} sent to all of them together${above(reason)}, to each of them less.`,
    why: 'Spread over a few addresses, a transfer stays below the thresholds of each of them.',
  },
  'fan-out-stands-out': {
    label: 'More destinations than usual here',
    sentence: (reason) =>
      `${destinations(reason.value)}: at least 95 of 100 sources on these ports have no more.`,
    why: 'What is usual on this site puts the number into proportion; it hides no other source.',
  },
  'sent-above-high': {
    label: 'High volume sent',
    sentence: (reason) => `${bytes(reason.value)} sent${above(reason)}.`,
    why: 'Above this volume the exfiltration risk is HIGH.',
  },
  'sent-above-medium': {
    label: 'Medium volume sent',
    sentence: (reason) => `${bytes(reason.value)} sent${above(reason)}.`,
    why: 'Above this volume the exfiltration risk is MEDIUM.',
  },
  'sent-below-medium': {
    label: 'Low volume sent',
    sentence: (reason) => `${bytes(reason.value)} sent${notAbove(reason)}.`,
    why: 'Up to this volume the exfiltration risk stays LOW.',
  },
  'sent-unknown': {
    label: 'Sent bytes not known',
    sentence: (reason) => `No counter of sent bytes on ${connections(reason.value)}.`,
    why: 'Without a counter the volume cannot be rated. It can be anything, so the finding is kept.',
  },
  'attempt-only': {
    label: 'Attempts only',
    sentence: (reason) => `${connections(reason.value)} opened, none with an answer on record.`,
    why: 'An attempt moves no data to speak of, so the risk stays LOW.',
  },
  'total-only': {
    label: 'Only a total is known',
    sentence: (reason) => `${bytes(reason.value)} in both directions together${above(reason)}.`,
    why: 'The log source counts both directions as one. A total never rates as sent.',
  },
  'impossible-counter': {
    label: 'Impossible counter',
    sentence: (reason) =>
      `${bytes(reason.value)} claimed by counters below zero, or of more than the packets can have carried${above(reason)}.`,
    why: 'No IP packet is larger than 65,535 bytes (RFC 791). The counter is left out of every sum.',
  },
  'single-record-volume': {
    label: 'Volume from one record',
    sentence: (reason) => `One record alone supplies ${bytes(reason.value)}${above(reason)}.`,
    why: 'A single counter can be wrong. Look at that record before relying on the volume.',
  },
  'data-channel-counted': {
    label: 'Data channel counted',
    sentence: (reason) =>
      `${bytes(reason.value)} of it sent on likely data connections${surely(reason)}.`,
    why: 'FTP and TFTP move files on other connections than those of their control ports. Switched off in the settings, only the control connections are rated.',
  },
  'data-channel-left-out': {
    label: 'Data channel left out',
    sentence: (reason) =>
      `${bytes(reason.value)} sent on likely data connections${surely(reason)} are not rated.`,
    why: 'The settings of this app leave data channels out of the rating.',
  },
};

type CorrectionWords = { readonly label: string; readonly sentence: string };

const corrections: Record<CorrectionCode, CorrectionWords> = {
  'coalesced-counted': {
    label: 'Coalesced events counted',
    sentence:
      'QRadar folded several connections into one record. The event count is added up, not the records.',
  },
  'sessions-counted-once': {
    label: 'Sessions counted once',
    sentence:
      'A firewall logs a session when it opens and when it closes. Both records count as one connection.',
  },
  'log-sources-not-added': {
    label: 'Log sources not added up',
    sentence:
      'Several log sources saw the same traffic. The largest figure is shown, not the sum of them.',
  },
  'unknown-bytes-kept': {
    label: 'Unknown bytes kept',
    sentence:
      'Connections without a byte counter stay in the finding. The source query drops them.',
  },
  'attempts-capped': {
    label: 'Attempts stay LOW',
    sentence: 'No connection got an answer, so the risk is not rated above LOW.',
  },
  'impossible-counter-excluded': {
    label: 'Impossible counter excluded',
    sentence: 'A counter that cannot be true was left out of the sums and of the rating.',
  },
  'transport-in-key': {
    label: 'Transport considered',
    sentence:
      'TCP and UDP are told apart, because a port alone does not name the protocol: 69/tcp is not TFTP.',
  },
  'users-not-split': {
    label: 'Users not split',
    sentence:
      'User names are shown but do not divide the traffic of a host, which could hide it below the threshold.',
  },
  'fan-out-pooled': {
    label: 'Small destinations pooled',
    sentence: 'Destinations that stay below the threshold one by one were added up per source.',
  },
  'volume-counts': {
    label: 'Volume is enough',
    sentence: 'The volume alone makes the finding, however few the connections.',
  },
  'ipv6-seen': {
    label: 'IPv6 seen',
    sentence: 'The destination is an IPv6 address, which the source query cannot see.',
  },
  'flows-counted': {
    label: 'Flows counted',
    sentence:
      'Flows were asked beside events. What both saw counts once: the larger figure is shown, not the sum.',
  },
  'superflows-marked': {
    label: 'Superflows marked',
    sentence:
      'A superflow folds many connections of a scan or flood into one record. Its count is a least number, its bytes are left out.',
  },
  'data-channel-joined': {
    label: 'Data channel joined',
    sentence:
      'Data connections on other ports were joined to their control sessions. The source query looks at control ports only.',
  },
};

const risks: Record<Risk, string> = { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' };

const riskMeaning: Record<Risk, string> = {
  HIGH: 'More than 10 MiB sent to the outside (source rule), or what an administrator set.',
  MEDIUM: 'More than 1 MiB sent to the outside (source rule), or what an administrator set.',
  LOW: 'No more than that sent, no counter, or attempts only.',
};

const protocols: Record<Protocol, string> = {
  FTP: 'FTP',
  FTPS: 'FTPS',
  SMB: 'SMB',
  TFTP: 'TFTP',
  SSH: 'SSH',
  OTHER: 'Other',
};

type StateWords = { readonly label: string; readonly meaning: string };

const states: Record<TransferState, StateWords> = {
  moving: {
    label: 'Moving data',
    meaning: 'More bytes went over the connections than a session needs for itself.',
  },
  established: { label: 'Established', meaning: 'The far side answered.' },
  unknown: {
    label: 'Unknown',
    meaning: 'Allowed or opened; nothing that was logged tells whether the far side answered.',
  },
  attempt: {
    label: 'Attempt',
    meaning: 'Allowed or opened, and a counter says that nothing was sent or nothing came back.',
  },
};

const profiles: Record<Profile, { readonly label: string; readonly meaning: string }> = {
  corrected: {
    label: 'Corrected',
    meaning: 'Right where the source query is wrong. Every correction is named on its card.',
  },
  source: {
    label: 'Source query',
    meaning: 'Exactly what the analysts’ query means, made valid for Ariel, row for row.',
  },
};

/** Words for what the detection says: risks, reasons, corrections, states, profiles. */
export const detection = {
  risks,
  riskMeaning,
  protocols,
  states,
  profiles,
  reasons,
  corrections,
  thresholdSources: sources,
  connections,
  destinations,
  records,
  profileDifference: {
    title: 'What the two profiles do differently',
    rows: [
      ['Connections', 'Event counts added up, sessions counted once', 'Records counted'],
      ['Bytes', 'Kept when unknown, impossible counters left out', 'Dropped when unknown'],
      ['Attempts', 'Told apart, never above LOW', 'Rated like any other'],
      ['Key', 'Source, destination, port, transport', 'Source, destination, port, user'],
      ['Reach', 'All special-purpose ranges excluded; IPv6 seen', 'Six IPv4 ranges; IPv4 only'],
      ['Few connections', 'Found by volume or as fan-out', 'Not found'],
      ['Data channels', 'Joined to FTP and TFTP sessions, rated with them', 'Not asked for'],
    ] as readonly (readonly [string, string, string])[],
    topic: 'Topic',
  },
  technique: (id: string, name: string) => `MITRE ATT&CK ${id}, ${name}`,
};
