import type { Profile, Protocol, Risk, TransferState } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { corrections } from './corrections.ts';
import { counted } from './counted.ts';
import { reasons, thresholdSources } from './reasons.ts';

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
    label: 'Answer unknown',
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

const profileDifference = {
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
};

/** Words for what the detection says: risks, reasons, corrections, states, profiles. */
export function detection(format: Format) {
  const { connections, destinations, percent, ports, records } = counted(format);
  return {
    connections,
    destinations,
    ports,
    percent,
    records,
    risks,
    riskMeaning,
    protocols,
    states,
    profiles,
    reasons: reasons(format),
    corrections,
    thresholdSources,
    profileDifference,
    technique: (id: string, name: string) => `MITRE ATT&CK ${id}, ${name}`,
  };
}

export type DetectionWords = ReturnType<typeof detection>;
