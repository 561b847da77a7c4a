import type { SinceClosed } from '../../contract/triage.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the triage of findings where it is seen at once: on rows and cards, in filters, over what is selected. */
export function triage(format: Format) {
  const { bytes, count, many } = format;
  const { findings } = counted(format);
  const moreConnections = (value: number) =>
    many(value, { one: 'more connection', other: 'more connections' });
  const newsOf = ({ atLeast, connections: value, sentBytes }: SinceClosed) => {
    if (atLeast && value === 0 && !sentBytes) return 'how much is new is not known';
    const sent = sentBytes === null ? '' : `, ${bytes(sentBytes)} sent`;
    return `${atLeast ? 'at least ' : ''}${moreConnections(value)}${sent}`;
  };
  const ofAll = (value: number, all: number) => `${count(value)} of ${findings(all)}`;
  return {
    label: 'Triage',
    of: (what: string) => `Triage of ${what}`,
    statuses: {
      new: 'New',
      'in-progress': 'In progress',
      reopened: 'Reopened',
      'true-positive': 'True positive',
      benign: 'Benign',
      expected: 'Expected',
    },
    closedAs: {
      'true-positive': 'Closed as true positive',
      benign: 'Closed as benign',
      expected: 'Closed as expected',
    },
    notKnown: 'not known',
    notRead: 'The triage of the findings could not be read',
    /** Of several findings of a card those that have the status. */
    ofAll,
    you: 'you',
    nobody: 'nobody',
    assignee: 'Assignee',
    by: (name: string) => `by ${name}`,
    lastChange: 'Last change',
    theApp: 'Transfer Watch',
    /** What is new since a finding was closed, in the room of a cell. */
    sinceShort: ({ connections: value, atLeast }: Pick<SinceClosed, 'connections' | 'atLeast'>) =>
      atLeast && value === 0 ? 'new records' : `${atLeast ? 'at least ' : ''}${count(value)} new`,
    since: (news: SinceClosed) =>
      news.why === 'continued'
        ? `It went on after it was closed: ${newsOf(news)}.`
        : `Records of the time before it was closed came later: ${newsOf(news)}.`,
    newSinceVisit: 'new since your last visit',
    change: (status: string, of: string) => `${status}, change the status of ${of}`,
    select: (of: string) => `Select ${of}`,
    selectAll: (value: number) => `Select the ${findings(value)} shown`,
    selected: (value: number) => `${findings(value)} selected`,
    clearSelection: 'Clear selection',
    take: (value: number) => (value === 1 ? 'Take it' : `Take ${findings(value)}`),
    release: (value: number) => (value === 1 ? 'Release it' : `Release ${findings(value)}`),
    reopen: (value: number) => (value === 1 ? 'Reopen it' : `Reopen ${findings(value)}`),
    closing: (value: number) => (value === 1 ? 'Close…' : `Close ${findings(value)}…`),
    more: 'More…',
    closingAs: {
      'true-positive': 'Close as true positive…',
      benign: 'Close as benign…',
      expected: 'Close as expected…',
    },
    assign: 'Assign, or write a note…',
    offenseNote: 'Note to an offense…',
    menu: (value: number, of: string) => `Status of ${findings(value)} of ${of}`,
    severalSources: 'several source IPs',
    undoLast: (value: number) => `Undo my last decision: ${findings(value)}`,
    filter: {
      label: 'By triage',
      open: (value: number) => `${count(value)} open`,
      openWhy: 'Findings that are not closed',
      closed: (value: number) => `${count(value)} closed`,
      closedWhy: 'Findings that were closed with a verdict',
      mine: (value: number) => `${count(value)} mine`,
      mineWhy: 'Findings that you have in hand',
      new: (value: number) => `${count(value)} new`,
      newWhy: (when: string) => `First seen since your last visit ended, ${when}`,
      seen: 'Mark as seen',
    },
    allClosed: {
      title: 'All findings are closed',
      text: (value: number) =>
        `${findings(value)} that the filters let pass ${value === 1 ? 'has' : 'have'} a verdict.`,
      show: (value: number) => `Show ${count(value)} closed`,
    },
    alone: 'The console does not tell your rights, so nobody else sees what you decide.',
    offenses: 'Offenses of this source IP',
    offense: (id: number, status: string, magnitude: number) =>
      `${id}: ${status}, magnitude ${count(magnitude)}`,
    /** As QRadar's API names them; another one is said as it is. */
    offenseStates: { OPEN: 'open', HIDDEN: 'hidden', CLOSED: 'closed' },
    history: 'History',
  };
}

export type TriageWords = ReturnType<typeof triage>;
