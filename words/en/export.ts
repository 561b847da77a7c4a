import type { TriageEvent, TriageState } from '../../contract/triage.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

const triageStates: Readonly<Record<TriageState, string>> = {
  new: 'new',
  'in-progress': 'in progress',
  'true-positive': 'true positive',
  benign: 'benign',
  expected: 'expected',
};

/** Words of what leaves the page: the menu and the headings of a file. Numbers in files are digits, times ISO 8601 in UTC. */
export function exportWords(format: Format) {
  const { findings } = counted(format);
  const { many } = format;
  return {
    label: 'Export',
    csv: (value: number) => `CSV, for spreadsheets: ${findings(value)}`,
    json: (value: number) => `JSON, with run and queries: ${findings(value)}`,
    stix: (value: number) => `STIX 2.1 bundle: ${findings(value)}`,
    markdown: (value: number) => `Case file, Markdown: ${findings(value)}`,
    caseFile: {
      title: (sources: number) => many(sources, { one: 'source', other: 'sources' }),
      timeline: 'Timeline (UTC)',
      when: 'When',
      finding: 'Finding',
      what: 'What',
      findings: 'Findings',
      queries: 'Queries (AQL)',
      first: 'first seen',
      last: (connections: number) =>
        `last seen, ${many(connections, { one: 'connection', other: 'connections' })}`,
      /** An entry of the history of a finding. */
      event: ({ kind, by, state, offense }: TriageEvent) => {
        const who = by ?? 'Transfer Watch';
        if (kind === 'offense-note') return `${who} wrote a note to offense ${offense ?? ''}`;
        if (kind === 'undone') return `${who} undid, now ${triageStates[state]}`;
        if (kind === 'reopened') return `${who} reopened it`;
        return `${who} decided: ${triageStates[state]}`;
      },
    },
    failed: 'The file could not be made',
    saveCase: 'Save as case file (Markdown)',
    columns: {
      risk: 'Exfiltration risk',
      state: 'State',
      domain: 'Domain',
      source: 'Source IP',
      destination: 'Destination IP',
      destinations: 'Destinations',
      port: 'Destination port',
      protocol: 'Protocol',
      users: 'User',
      logSources: 'Log source',
      flowSources: 'Flow source',
      connections: 'Connections',
      sent: 'Bytes sent',
      ownSent: 'Bytes sent in sessions',
      channelSent: 'Bytes sent on data connections',
      received: 'Bytes received',
      total: 'Bytes of both directions',
      lowerBound: 'Lower bound',
      estimated: 'Estimated',
      firstSeen: 'First seen (UTC)',
      lastSeen: 'Last seen (UTC)',
      reasons: 'Reasons',
      triage: 'Triage',
      assignee: 'Assignee',
      note: 'Note',
      decidedBy: 'Decided by',
      decidedAt: 'Decided (UTC)',
      since: 'New since it was closed',
      id: 'Finding',
    },
    yes: 'yes',
    no: 'no',
  };
}

export type ExportWords = ReturnType<typeof exportWords>;
