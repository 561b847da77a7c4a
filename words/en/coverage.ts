import type {
  Change,
  Clause,
  UnknownReason,
  Verdict,
  VerdictCounts,
} from '../../contract/coverage.ts';
import type { Format } from '../format.ts';
import { directions } from './absence.ts';
import { counted } from './counted.ts';
import { coverageChecks } from './coverage-checks.ts';
import { eventFunnel } from './event-funnel.ts';
import { settings } from './settings.ts';

const verdicts: Record<Verdict, string> = {
  ok: 'OK',
  weak: 'Weak',
  missing: 'Missing',
  'cannot-know': 'Cannot be known',
};

const unknown: Record<UnknownReason, string> = {
  'no-right': 'Your role may not ask for this.',
  'no-answer': 'The console did not answer this question.',
  refused: 'The console refuses the query for this.',
  'not-there': 'This console has no columns that tell it.',
  'nothing-to-tell-by': 'No record got this far, so there is nothing to tell it by.',
  'too-new':
    'Whether older ones were deleted or never came, the console does not say. If retention ends there, choose a shorter time: figures of this one are too small.',
  truncated:
    'More groups of records than can be read: one that was not read may say otherwise. Choose a shorter time.',
};

const clauses: Record<Clause, string> = {
  port: 'On a port of the rule',
  direction: 'From a local to a remote network (L2R)',
  category: 'An allowed connection, by its category',
  destination: 'To an address on the Internet',
  'sent-bytes': 'With a counter of bytes sent',
};

/** Words of the page “Coverage”. */
export const coverage = (format: Format) => {
  const { count, percent, span, allOf, many } = format;
  const { records } = counted(format);
  const cards = (value: number) => many(value, { one: 'card', other: 'cards' });
  const summary = (counts: VerdictCounts) =>
    allOf(
      (['missing', 'weak', 'cannot-know', 'ok'] as const)
        .filter((verdict) => counts[verdict] > 0)
        .map((verdict) => `${count(counts[verdict])} × ${verdicts[verdict]}`),
    );
  const packs = settings(format).portPacks;
  const change = (asked: Change): string => {
    switch (asked.kind) {
      case 'property':
        return `Read the property ${asked.name} as bytes ${asked.meaning}`;
      case 'category':
        return `Count the category ${asked.name} (${asked.id}) as an allowed connection`;
      case 'port-pack':
        return `Search ${packs[asked.pack].label}`;
      case 'own-block':
        return `Do not leave out ${asked.block} as your own`;
      case 'direction':
        return asked.direction === 'R2R'
          ? 'Look at hosts that QRadar takes for remote, too'
          : `Correct the network hierarchy: such connections count as ${directions[asked.direction]}`;
    }
  };
  return {
    title: 'What this console can show',
    intro:
      'Three searches over the time chosen tell which records the rule can see, which it cannot, and what a change would show. Where a property is disabled, it takes one more, and short ones that find out which.',
    start: 'Check now',
    again: 'Check again',
    cancel: 'Cancel',
    range: 'Time',
    ranges: { 60: 'Last hour', 1440: 'Last 24 hours', 10_080: 'Last 7 days' },
    running: (searches: number) => `Checking: ${count(Math.min(searches, 3))} of 3 searches begun`,
    never: {
      title: 'Not checked yet',
      text: 'A check costs about as much as a run. The last ten results are kept for a month, for everybody with the same rights.',
    },
    made: (at: string, from: string, until: string) => `Made ${at}, over ${from} to ${until}.`,
    summary,
    verdicts,
    unknown,
    checks: coverageChecks(format),
    checksTitle: 'Checks',
    whatToDo: 'What to do',
    funnel: {
      title: 'Where records are lost',
      note: 'Each condition of the rule in its order, and the records that come to it and pass.',
      clauses,
      nothing: 'No record came this far',
      step: (passed: number, came: number) => `${count(passed)} of ${count(came)} pass`,
      dropped: (value: number) => `${records(value)} do not`,
      open: (label: string) => `Open these records in Log Activity: ${label}`,
      blocked: 'The browser stopped the window. Allow windows of the console, and try again.',
      /** By value of a dropped direction. */
      directions,
    },
    repairs: {
      title: 'The smallest changes that would show more',
      now: ({ cards: now, high }: { readonly cards: number; readonly high: number }) =>
        `With the settings as they are, from events alone: ${cards(now)}, ${count(high)} HIGH.`,
      none: 'No change of these settings would show more than there is now.',
      cannotKnow: (reason: string) => `What changes would show cannot be known. ${reason}`,
      change,
      yields: (value: number, high: number, sources: readonly string[]) =>
        `${cards(value)} new or of higher risk${high === 0 ? '' : `, ${count(high)} HIGH`}: ${sources.join(', ')}${value > sources.length ? ', …' : ''}`,
      estimated:
        'Predicted from events alone: flows, data connections of FTP and a look at single records can add cards and change risks.',
      cut: 'There were more groups than were read: each is at least so many.',
      apply: 'Apply and check again',
      applying: 'Applying',
      applied: 'Applied. It holds from now on, and is in the list of changes.',
      onlyAdmin: 'An administrator can apply these.',
      elsewhere: 'To be changed in QRadar: Admin > Network Hierarchy.',
    },
    sources: {
      title: 'Log sources on these ports',
      columns: {
        name: 'Log source',
        type: 'Type',
        onPorts: 'Records',
        passed: 'Seen by the rule',
        share: 'Share',
        withSentBytes: 'With bytes sent',
        lag: 'Delay, mean / most',
        caught: 'Caught',
        last: 'Last record',
      },
      note: (length: number) =>
        `Caught: what runs over ${span(length)} see that follow each other without overlap. Let them overlap by the longest delay, and none is missed.`,
      none: 'No log source delivered a record on these ports.',
    },
    properties: {
      title: 'Properties of bytes',
      columns: { name: 'Property', meaning: 'Meaning', isRead: 'Read', filled: 'Filled in' },
      meanings: { sent: 'sent', received: 'received', total: 'both directions' },
      read: 'read',
      notRead: 'not read',
      filledIn: (name: string, filled: number, all: number) =>
        `${name}: ${all === 0 ? '–' : percent(filled / all)}`,
      none: 'This console has none of the usual properties of bytes.',
    },
    event: eventFunnel(format),
    comparison: {
      title: 'What changed',
      with: 'Compared with',
      option: (made: string, counts: VerdictCounts | null) =>
        counts === null ? made : `${made}: ${summary(counts)}`,
      asking: 'Reading the other result',
      nothing: 'No other result is kept yet. The next check is compared with this one.',
      noneWorse: 'Nothing got worse.',
      worse: 'Worse than before',
      better: 'Better than before',
      unclear: 'Cannot be known in one of the two',
      check: (label: string, before: string, after: string, names: readonly string[]) =>
        `${label}: ${before} → ${after}${names.length === 0 ? '' : ` (${allOf(names)})`}`,
      logSource: {
        worse: (name: string) => `${name}: its allowed outbound connections are seen no more`,
        better: (name: string) => `${name}: its allowed outbound connections are seen now`,
      },
      property: {
        worse: (name: string, sources: readonly string[]) =>
          `${name}: no longer filled by ${allOf(sources)}`,
        better: (name: string, sources: readonly string[]) =>
          `${name}: filled now by ${allOf(sources)}`,
      },
      incomparable: {
        'other-length':
          'One looks at a longer time than the other: log sources and properties are not compared.',
        cut: 'Not all groups of one were read: log sources and properties are not compared.',
      },
    },
    shown: 'Result',
    meanwhile: 'This is the last result, until the new one is there.',
    earlier: 'This is the last result. The check after it has none.',
    queries: 'Queries as they were sent',
    copyJson: 'Copy as JSON',
    copyMarkdown: 'Copy as Markdown',
  };
};

export type CoverageWords = ReturnType<typeof coverage>;
