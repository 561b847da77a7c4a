import type {
  AllowAction,
  AllowScope,
  AllowState,
  AllowSuggestion,
  AllowWarning,
  Behaviour,
  BehaviourChange,
  SuggestionFact,
} from '../../contract/allowlist.ts';
import type { Drift } from '../../contract/drift.ts';
import type { Format } from '../format.ts';
import { allowForm } from './allow-form.ts';
import { counted } from './counted.ts';

const scopes: Record<AllowScope, string> = {
  source: 'Source IP',
  destination: 'Destination IP',
  user: 'User',
  'destination-port': 'Destination IP and port',
  'source-destination': 'Source IP and destination IP',
};

const states: Record<AllowState, string> = {
  'in-force': 'In force',
  suspended: 'Suspended',
  expired: 'Expired',
  removed: 'Removed',
  missing: 'Missing',
};

const stateMeanings: Record<AllowState, string> = {
  'in-force': 'Hides what it names.',
  suspended: 'What it hid does not look any more like what it was made for, so it hides nothing.',
  expired: 'Its time is over: it hides nothing, and what it hid is back and marked.',
  removed: 'It was removed in this app.',
  missing: 'Somebody took it out of its reference set in QRadar, so it hides nothing.',
};

const warnings: Record<AllowWarning, string> = {
  'never-used': 'It has hidden nothing for at least seven days. Is it still needed?',
  'hides-more': 'What it hides has grown in each of the last three weeks.',
  'still-in-set':
    'Its time is over, but its reference set still has it, so QRadar’s own rules go on allowing it. The app takes it out with the next change of the allowlist.',
  'without-end': 'It was made outside of this app, so nobody has said until when.',
};

/** Hours of the day that tell a behaviour; one that is active at more is not told by them. */
const mostHours = 8;

/** Words of the allowlist: entries and how they do, what they hide, what is suggested, what was done. */
export const allowlist = (format: Format) => {
  const { allOf, bytes, count, day, duration, many, percent, relativeTime, time } = format;
  const { connections, destinations, findings, records } = counted(format);
  const sources = (value: number) => many(value, { one: 'source IP', other: 'source IPs' });
  const entries = (value: number) => many(value, { one: 'entry', other: 'entries' });
  const sent = (value: number | null) => (value === null ? 'bytes not known' : bytes(value));
  const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
  const change = ({ kind, was, now, most, what }: BehaviourChange): string => {
    switch (kind) {
      case 'bytes':
        return `${bytes(now)} sent, made for ${bytes(was)}, at most ${bytes(most)}`;
      case 'connections':
        return `${connections(now)}, made for ${count(was)}, at most ${count(most)}`;
      case 'sources':
        return `${sources(now)}, made for ${count(was)}, at most ${count(most)}`;
      case 'destinations':
        return `${destinations(now)}, made for ${count(was)}, at most ${count(most)}`;
      case 'new-destination':
        return `${bytes(now)} sent to ${what ?? 'a destination'}, which was not there before`;
      case 'hours':
        return `active at ${hour(now)} UTC, hours from any time before`;
    }
  };
  const drift = ({ kind, setName, value, detail }: Drift): string => {
    const set = setName ?? 'a reference set';
    switch (kind) {
      case 'set-deleted':
        return `${set}: the set was deleted. Its entries hide nothing; it is made anew with the next entry.`;
      case 'set-emptied':
        return `${set}: the set was emptied. Its entries hide nothing.`;
      case 'entries-gone':
        return `${set}: ${entries(value)} of this app are gone.`;
      case 'entries-added':
        return `${set}: ${entries(value)} came from outside of this app. They count.`;
      case 'set-retyped':
        return `${set}: the set has the type ${detail} now.`;
      case 'set-not-shared':
        return `${set}: the set is not shared (${detail}), so QRadar’s rules may not see it.`;
      case 'set-expires':
        return `${set}: the set drops entries by itself after ${duration(value * 1000)}.`;
      case 'values-unreadable':
        return `${set}: ${entries(value)} name nothing, ${detail} among them.`;
      case 'not-readable':
        return 'Your role may not read the reference sets, so nothing is hidden in your runs.';
      case 'too-many':
        return `There are more entries than are applied: ${entries(value)} made last are left out.`;
    }
  };
  const kinds: Record<AllowSuggestion['kind'], string> = {
    pipeline: 'Looks like a build or delivery pipeline',
    'cloud-files': 'Looks like a file share in the cloud',
    dfs: 'Looks like a share of your own DFS',
    backup: 'Looks like a backup',
  };
  const fact = ({ code, value, what }: SuggestionFact): string => {
    const number = value ?? 0;
    const share = percent(number / 100);
    switch (code) {
      case 'regular':
        return `Connections follow each other evenly (score ${share}).`;
      case 'irregular':
        return `Connections do not follow each other evenly (score ${share}).`;
      case 'even-size':
        return `Transfers are of nearly the same size (deviation ${share}).`;
      case 'uneven-size':
        return `Transfers differ in size (deviation ${share}).`;
      case 'service-account':
        return `One account, named like a service’s: ${what ?? ''}.`;
      case 'no-single-account':
        return number === 0 ? 'No account is known.' : `${count(number)} accounts, not one.`;
      case 'same-hours':
        return `All within ${many(number, { one: 'hour', other: 'hours' })} of the day.`;
      case 'in-published-range':
        return `The destination is in a published range: ${what ?? ''}.`;
      case 'in-own-range':
        return `The destination is in a range that this site names as its own: ${what ?? ''}.`;
      case 'own-word-only':
        return 'Only whoever imported the range says so: nobody publishes it.';
      case 'range-is-old':
        return `The list of ranges is ${many(number, { one: 'day', other: 'days' })} old.`;
      case 'both-directions':
        return `Bytes go both ways, ${share} of them in, as with a share in use.`;
      case 'mostly-sent':
        return `Nearly all bytes go out: ${share}.`;
      case 'backup-port':
        return `Its data ports are those of a backup product: ${what ?? ''}.`;
      case 'file-names':
        return `Sensors read file names like those of backups or builds${what === null ? '' : `: ${what}`}.`;
      case 'others-do':
        return `${many(number, { one: 'other source IP does', other: 'other source IPs do' })} the same.`;
      case 'only-one':
        return 'No other source IP does this.';
      case 'source-confirmed':
        return 'A finding of this source IP was closed as a true positive.';
      case 'source-does-more':
        return `The source IP has ${findings(number)} that this would not explain.`;
      case 'one-day-only':
        return `The run looks at ${many(number, { one: 'hour', other: 'hours' })}, which does not say that it comes back.`;
      case 'many-transfers':
        return `${many(number, { one: 'transfer', other: 'transfers' })} in the run.`;
      case 'times-unknown':
        return 'It is not known when the connections were.';
    }
  };
  const actions: Record<AllowAction['kind'], string> = {
    add: 'Added',
    remove: 'Ended',
    resume: 'Confirmed or extended',
    suspend: 'Suspended itself',
    expire: 'Expired',
    undo: 'Undone',
  };
  return {
    form: allowForm(format),
    parts: {
      label: 'Parts of this page',
      entries: 'Entries',
      suggestions: 'Suggestions',
      settings: 'Settings',
      audit: 'Audit',
    },
    scopes,
    states,
    stateMeanings,
    warnings,
    drift,
    change,
    close: 'Close',
    domain: (id: number) => `in domain ${count(id)} only`,
    entries: {
      title: 'Allowlist',
      intro:
        'What is expected here, and is left out of the findings. Entries live in reference sets of QRadar, so rules of your own can use them, too.',
      add: 'New entry',
      loading: 'Reading the allowlist',
      filter: 'Filter entries',
      state: 'State',
      anyState: 'All states',
      shown: (shown: number, all: number) =>
        shown === all ? entries(all) : `${count(shown)} of ${entries(all)}`,
      none: {
        title: 'Nothing is allowed yet',
        text: 'An entry is made from a finding, by its action “Expected”, or here.',
      },
      noneFits: 'No entry fits the filter.',
      list: 'Entries',
      by: (author: string, at: number) => `${author}, ${time(at)}`,
      outside: 'made outside of this app',
      noReason: 'No reason is known.',
      despite: (reason: string) => `In spite of a confirmed true positive: ${reason}`,
      until: (at: number) => `until ${time(at)}`,
      endsAt: (at: number) => time(at),
      forEver: 'without an end',
      ended: (at: number, by: string | null) =>
        by === null ? `by itself, ${time(at)}` : `by ${by}, ${time(at)}`,
      inSet: (name: string, value: string) => `${name}: ${value}`,
      changesTitle: 'What has changed',
      changesElsewhere: 'It was seen with other rights than yours, so the figures are not shown.',
      facts: {
        author: 'By',
        until: 'Until',
        ended: 'Ended',
        set: 'Reference set',
        hits: 'Use',
        madeFor: 'Made for',
        last: 'Last run',
        weeks: 'Most a day, by week',
      },
      end: 'End',
      endOf: (name: string) => `End: ${name}`,
      extend: 'Change the end',
      extendOf: (name: string) => `Change the end: ${name}`,
      confirm: 'It is right: hide again',
      confirmOf: (name: string) => `It is right, hide again: ${name}`,
      again: 'Allow again',
      againOf: (name: string) => `Allow again: ${name}`,
    },
    health: {
      notApplied: 'No run has applied it yet.',
      hits: (hits: number, lastMs: number | null, nowMs: number) =>
        hits === 0
          ? 'Has hidden nothing yet.'
          : `Hid something in ${many(hits, { one: 'run', other: 'runs' })}${lastMs === null ? '' : `, last ${relativeTime(lastMs, nowMs)}`}.`,
      since: (at: number) => `In use since ${time(at)}.`,
      nothing: 'nothing',
      behaviour: (seen: Behaviour) => {
        const isTold =
          seen.hours !== null && seen.hours.length > 0 && seen.hours.length <= mostHours;
        return [
          allOf([
            sent(seen.sentBytes),
            connections(seen.connections),
            sources(seen.sourceCount),
            destinations(seen.destinationCount),
          ]),
          ...(isTold ? [`at ${(seen.hours ?? []).map(hour).join(', ')} UTC`] : []),
          `in a run of ${duration(seen.windowMs)}`,
        ].join(', ');
      },
      week: (weekMs: number, value: number) => `${day(weekMs)}: ${bytes(value)}`,
    },
    driftTitle: 'Reference sets that need a look',
    sets: {
      title: (value: number) => `Reference sets (${count(value)})`,
      columns: { name: 'Name', scope: 'Holds', type: 'Type', entries: 'Entries' },
      notMade: 'not made yet',
      note: 'Each is made when it is first needed. Rules of QRadar may use it by its name.',
      compare: {
        title: 'In searches and rules of QRadar',
        note: 'The app applies every entry by itself. Whether a set does the same in AQL is not documented for each type, so this console can be asked: one search over a day on the ports of the rule.',
        ask: 'Compare with this console',
        asking: 'Ariel is being asked',
        window: (range: string) => `Records of ${range}`,
        columns: { name: 'Name', answer: 'QRadar finds the same?', condition: 'Condition' },
        answers: {
          same: (value: number) => `The same, in ${records(value)}`,
          different: (value: number) =>
            `Not the same, in ${records(value)}: do not use it in a search or a rule`,
          'not-seen': () => 'Not known: no record has a value of it',
        },
        why: {
          'not-readable': 'Not known: the set cannot be read',
          empty: 'Nothing in it',
          'by-the-app': 'Applied by the app alone: it holds more than AQL can compare',
          'not-all-in-force': 'Not compared: some elements of it hide nothing now',
          'too-many': 'Not compared: more than 50 elements',
        },
        copy: (name: string) => `Copy the condition of ${name}`,
        copyAsked: 'Copy what was asked (AQL)',
      },
    },
    outcome: {
      done: (value: number) => `${entries(value)} changed. It holds from the next run on.`,
      added: (value: number) =>
        `${many(value, { one: 'entry holds', other: 'entries hold' })} from the next run on.`,
      undone: (value: number) => `${entries(value)} undone. It holds from the next run on.`,
      nothing: 'Nothing was changed.',
      refusedTitle: (value: number) => `${entries(value)} could not be changed; the others were.`,
      refused: (value: string, why: string) => `${value}: ${why}`,
      undo: 'Undo',
      undoing: 'Undoing',
      runAgain: 'Run the detection again',
    },
    resume: {
      title: {
        confirm: 'Hide again',
        extend: 'Change the end',
        again: 'Allow again',
      },
      note: 'What it names now becomes what it is made for.',
      save: 'Save',
    },
    ending: {
      title: 'End this entry?',
      text: 'What it hides comes back with the next run. It can be undone.',
      yes: 'End it',
      keep: 'Keep it',
    },
    hidden: {
      title: (value: number) => `${findings(value)} allowed`,
      loading: 'Reading what is hidden',
      none: 'Nothing of this run is hidden.',
      columns: {
        finding: 'Finding',
        risk: 'Risk',
        sent: 'Bytes sent',
        entry: 'Allowed by',
      },
      why: (reason: string, author: string) => `${reason} (${author})`,
      gone: 'The entry is gone.',
      openEntry: (name: string) => `Open the entry ${name}`,
      more: (value: number) => `Show ${count(value)} more`,
    },
    suggestions: {
      title: 'Suggestions',
      intro:
        'Findings of the last run that look benign, with what speaks for it and against it. Nothing is allowed by itself.',
      loading: 'Looking for benign findings',
      noRun: {
        title: 'No run to look at',
        text: 'Suggestions come from the findings of a run. Run the detection on the page Findings.',
      },
      none: {
        title: 'Nothing looks benign enough',
        text: 'No finding of this run looks like a pipeline, a file share in the cloud, or a backup.',
      },
      kinds,
      fact,
      speaksFor: 'Speaks for it',
      speaksAgainst: 'Speaks against it',
      nothingAgainst: 'Nothing that is known.',
      fill: 'Fill in an entry',
      fillOf: (name: string) => `Fill in an entry: ${name}`,
      finding: 'Show the finding',
      ranges: {
        title: 'Published ranges of a cloud',
        none: 'None were imported, so file shares in the cloud cannot be recognised.',
        known: (tags: number, prefixes: number, at: number, by: string) =>
          `${count(prefixes)} blocks in ${many(tags, { one: 'tag', other: 'tags' })}, imported ${time(at)} by ${by}.`,
        changeNumber: (value: number) => `The publisher’s change number is ${String(value)}.`,
        file: 'File of the publisher (JSON)',
        fileNote:
          'Microsoft’s weekly file “ServiceTags_Public”, as it is, or with values of your own named DFS…, for servers of DFS outside. Nothing is allowed by it.',
        onlyAdmin: 'An administrator can import them.',
        importing: 'Importing',
        notJson: 'This file is no JSON.',
      },
    },
    history: {
      title: 'Changes of the allowlist',
      loading: 'Reading the changes',
      none: 'Nothing was changed yet.',
      older: 'Show older changes',
      settingsTitle: 'Changes of the settings',
      byItself: 'the app',
      columns: { when: 'When', who: 'Who', what: 'What', entries: 'Entries', reason: 'Reason' },
      actions,
      undoOf: (what: string, at: number) => `Undo: ${what}, ${time(at)}`,
      endedTitle: 'Entries that ended',
      moreEntries: (value: number) => `and ${count(value)} more`,
    },
  };
};

export type AllowlistWords = ReturnType<typeof allowlist>;
