import type { Reason, ReasonCode, ThresholdSource } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { confidences } from './channel-line.ts';
import { counted } from './counted.ts';

/** Where a threshold comes from. */
export const thresholdSources: Record<
  ThresholdSource,
  { readonly name: string; readonly explanation: string }
> = {
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

/** What a reason says of its threshold. */
function comparisons({ bytes, count }: Format) {
  const threshold = ({ unit, threshold: limit }: Reason) => {
    if (limit === null) return '';
    const value = unit === 'bytes' ? bytes(limit.value) : count(limit.value);
    return `${value} (${thresholdSources[limit.source].name})`;
  };
  return {
    above: (reason: Reason) => (reason.threshold ? `, above ${threshold(reason)}` : ''),
    notAbove: (reason: Reason) => (reason.threshold ? `, not above ${threshold(reason)}` : ''),
  };
}

const surely = ({ confidence }: Reason) =>
  confidence === undefined ? '' : ` (${confidences[confidence]})`;

type ReasonWords = {
  readonly label: string;
  readonly sentence: (reason: Reason) => string;
  readonly why: string;
};

/** Why something is a finding and has its risk. */
export function reasons(format: Format): Record<ReasonCode, ReasonWords> {
  const { bytes } = format;
  const { connections, destinations, ports } = counted(format);
  const { above, notAbove } = comparisons(format);
  return {
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
      label: 'Much sent in small parts',
      sentence: (reason) =>
        `${bytes(reason.value)} sent in all${above(reason)}, in parts of which each is less.`,
      why: 'Spread over a few addresses or ports, a transfer stays below the thresholds of each of them.',
    },
    'several-ports': {
      label: 'Several ports',
      sentence: (reason) => `${ports(reason.value)}, none of which shows enough by itself.`,
      why: 'Who changes the port stays below the thresholds on each of them.',
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
    'data-channel-doubted': {
      label: 'Much in doubt',
      sentence: (reason) =>
        `${bytes(reason.value)} moved on connections that may be data connections${above(reason)}.`,
      why: 'They ran between the same hosts, but to a port that another service uses, in a session that announced other ports, or outside of every session. They are not rated, yet they can be a transfer.',
    },
    regular: {
      label: 'Regular',
      sentence: (reason) =>
        `Connections begin at even intervals: ${reason.value} of 100 points${above(reason)}.`,
      why: 'A program on a timer connects so, and an implant does. Backups and monitoring do too: source, destination and size tell which. It does not change the risk, it brings a LOW finding to the front of the LOW ones.',
    },
  };
}
