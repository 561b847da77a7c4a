import type { Host } from '../../contract/details.ts';
import type { Reason } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Numbers of a reason without a sentence around them. */
function figures(format: Format) {
  const { bytes, count, duration } = format;
  const counts = counted(format);
  const valueOf = ({ unit, value }: Reason) =>
    unit === 'bytes' ? bytes(value) : counts[unit](value);
  return {
    /** A reason in figures: `60 × the limit of 10 MiB`, `12 connections, limit 3`. */
    reason: (reason: Reason) => {
      const { threshold, unit, value } = reason;
      if (threshold === null || threshold.value <= 0) return valueOf(reason);
      const limit = unit === 'bytes' ? bytes(threshold.value) : count(threshold.value);
      if (unit !== 'bytes' || value < 2 * threshold.value)
        return `${valueOf(reason)}, limit ${limit}`;
      return `${count(value / threshold.value)} × the limit of ${limit}`;
    },
    /** A rhythm (ms): `every 15 min ± 40 sec`. */
    regular: (medianMs: number, spreadMs: number) =>
      `every ${duration(medianMs)} ± ${duration(spreadMs)}`,
  };
}

/** Words of the overview above the list: the chart over time and the matrix. */
function overview(format: Format) {
  const { bytes } = format;
  const { findings } = counted(format);
  return {
    label: 'Overview',
    chart: 'Findings active over time',
    /** How the chart is used by keyboard. */
    keys: 'Arrow keys move, with Shift they select, Enter filters by time, Escape takes the filter off.',
    /** One part of the chart, or several. */
    part: (when: string, active: number, sent: number | null) =>
      `${when}: ${findings(active)} active at once, ${sent === null ? 'bytes sent not known' : `${bytes(sent)} sent`}`,
    withoutTimes: (value: number) => `${findings(value)} without times`,
    withoutTimesWhy:
      'Of these only the first and the last time are known, so they are in no bar. A filter by time keeps them where it meets the span between.',
    most: (value: number) => `Active over time, at most ${findings(value)} at once`,
    matrix: 'Findings by risk and protocol',
    /** A button of the matrix, by what it filters. */
    all: (name: string, value: number) => `${name} ${findings(value)}`,
  };
}

const keys = {
  title: 'Keys of the list',
  open: 'Keys of the list',
  close: 'Close',
  note: 'They work while a finding in the list has the focus.',
  letters: 'Single-letter keys',
  lettersNote: 'Off, letters and signs do nothing. The choice is kept in this browser.',
  notKept: 'The browser did not keep the choice: it holds until this page is loaded again.',
  key: 'Key',
  does: 'What it does',
  rows: [
    ['↓ ↑, j k', 'Next and previous source IP'],
    ['Home, End', 'First and last source IP'],
    ['Enter, o', 'Details beside the list'],
    ['→ ←, Space', 'Open and close in place'],
    ['e', 'Events in Log Activity'],
    ['f', 'Flows in Network Activity'],
    ['a', 'The asset'],
    ['l', 'Expected: allow it'],
    ['s', 'Status: take, close, reopen'],
    ['x', 'Select, or take out of the selection'],
    ['n', 'Next new source IP: since your last visit, else not decided'],
    ['z', 'Undo the last decision'],
    ['Shift+F10, Menu', 'All actions'],
    ['/', 'Search the findings'],
    ['?', 'Show this help'],
    ['Esc', 'Close the details, or the open card'],
  ] as readonly (readonly [string, string])[],
};

const hostFacts: Record<Host['notAsked'][number], string> = {
  name: 'names',
  network: 'networks',
  country: 'countries',
};

/** Words of the list of cards: its columns, its rows, its keys, and the overview above it. */
export function list(format: Format) {
  const { allOf, count, many } = format;
  const { destinations, findings } = counted(format);
  return {
    figures: figures(format),
    overview: overview(format),
    keys,
    hostFacts,
    /** What the console could not be asked for, of the hosts in sight. */
    notAsked: (facts: readonly string[]) =>
      `The console could not be asked for ${allOf(facts)} of hosts.`,
    columns: {
      risk: 'Risk',
      source: 'Source IP',
      destination: 'Destination IP',
      sent: 'Bytes sent',
      activity: 'Activity',
      lastSeen: 'Last seen',
      why: 'Why',
      status: 'Status',
    },
    sortBy: 'Sort the findings',
    sorted: (descending: boolean): string =>
      descending ? 'sorted, descending' : 'sorted, ascending',
    sentScale: 'Sorts by bytes sent. The bars are on a log scale, from 1 KiB to the most listed.',
    findings,
    several: destinations,
    moreDestinations: (value: number) => `+ ${count(value)} more`,
    user: (name: string) => `User ${name}`,
    moreUsers: (value: number) => `+ ${count(value)} more`,
    port: (protocols: string, port: string) => `${protocols} ${port}`,
    network: (name: string) => `network ${name}`,
    activeParts: (parts: number, of: number) =>
      `Active in ${count(parts)} of ${count(of)} parts of the time range`,
    spanOnly: 'times not known',
    spanOnlyWhy: 'Only the first and the last time are known, not what lies between.',
    partlySpan: 'times known in part',
    provisional: 'provisional',
    frozen: 'Risks are provisional. The order stays as it is until the run ends.',
    changed: (value: number) =>
      `${many(value, { one: 'rating', other: 'ratings' })} changed: sort again`,
    moved: 'Order changed: sort again',
  };
}

export type ListWords = ReturnType<typeof list>;
