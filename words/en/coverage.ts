import type {
  Change,
  Check,
  CheckCode,
  Clause,
  UnknownReason,
  Verdict,
} from '../../contract/coverage.ts';
import type { Format } from '../format.ts';
import { directions } from './absence.ts';
import { counted } from './counted.ts';
import { settings } from './settings.ts';

type Evidence<C extends CheckCode> = NonNullable<Extract<Check, { code: C }>['evidence']>;

/** Name of a check, its answer in numbers, and what to do where it is not `ok`. */
type CheckWords<C extends CheckCode> = {
  readonly label: string;
  readonly sentence: (evidence: Evidence<C>) => string;
  readonly remedy: string;
};

const verdicts: Record<Verdict, string> = {
  ok: 'OK',
  weak: 'Weak',
  missing: 'Missing',
  'cannot-know': 'Cannot be known',
};

const unknown: Record<UnknownReason, string> = {
  'no-right': 'Your role may not ask for this.',
  'no-answer': 'The console did not answer this question.',
  'not-there': 'This console has no columns that tell it.',
  'nothing-to-tell-by': 'No record got this far, so there is nothing to tell it by.',
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
  const { count, percent, time, duration, allOf, many } = format;
  const { records } = counted(format);
  const logSources = (value: number) => many(value, { one: 'log source', other: 'log sources' });
  const cards = (value: number) => many(value, { one: 'card', other: 'cards' });
  const ofAll = (part: number, all: number) =>
    `${count(part)} of ${records(all)}${all === 0 ? '' : ` (${percent(part / all)})`}`;
  const checks: { readonly [C in CheckCode]: CheckWords<C> } = {
    records: {
      label: 'Outbound connections on these ports',
      sentence: ({ records: found, logSources: sources, ofAll: all }) =>
        `${records(found)} of ${logSources(sources)}, among ${records(all)} of this console in all.`,
      remedy:
        'Connect a firewall or a sensor that logs allowed connections to the outside, and look at the funnel: it shows at which condition records are lost.',
    },
    'sole-source': {
      label: 'How much depends on one log source',
      sentence: ({ name, share, logSources: sources }) =>
        `${percent(share)} of what the rule can see comes from ${name}; it is one of ${logSources(sources)}.`,
      remedy:
        'When it falls silent, the rule is nearly blind. Let a second device log the same connections, or collect flows.',
    },
    silence: {
      label: 'Log sources that went silent',
      sentence: ({ silent, logSources: sources }) =>
        silent.length === 0
          ? `${logSources(sources)} with enough records to tell, none of them silent.`
          : `${allOf(silent.map(({ name, lastMs, cadenceMs }) => `${name}: last record ${time(lastMs)}, before that one every ${duration(cadenceMs)}`))}.`,
      remedy:
        'Look at the log source in Admin > Data Sources > Log Sources: its status says when an event came last.',
    },
    'sent-bytes': {
      label: 'Bytes sent',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} carry a counter${properties.length === 0 ? ': no property for it is read' : `, read from ${allOf(properties)}`}.`,
      remedy:
        'Without bytes the risk stays LOW. Name a property under Tuning that is filled here (see below), or let the log source’s DSM extract one.',
    },
    'received-bytes': {
      label: 'Bytes received',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} carry a counter${properties.length === 0 ? ': no property for it is read' : `, read from ${allOf(properties)}`}.`,
      remedy:
        'Without them downloads are not named, and answered connections are harder to tell from attempts.',
    },
    categories: {
      label: 'Low-level categories',
      sentence: ({ known, unknown: other }) =>
        `${records(known)} have categories that the rule knows, ${records(other)} others.`,
      remedy:
        'If one of the others stands for allowed connections, add it under Tuning: the funnel shows which there are.',
    },
    direction: {
      label: 'Direction',
      sentence: ({ outbound, otherwise }) =>
        `${records(outbound)} go from a local to a remote network, ${records(otherwise)} to the outside have no local source.`,
      remedy:
        'List the networks of your hosts in Admin > Network Hierarchy: a host that is in none counts as remote.',
    },
    coalescing: {
      label: 'Coalescing',
      sentence: ({ coalesced, connections }) =>
        `${count(coalesced)} of ${many(connections, { one: 'connection', other: 'connections' })} are folded into another record.`,
      remedy:
        'Their bytes are lost, so sums are too small. Switch “Coalescing Events” off at that log source.',
    },
    flows: {
      label: 'Flows',
      sentence: ({ flows, outbound }) =>
        `${many(flows, { one: 'flow', other: 'flows' })} on these ports, ${count(outbound)} of them outbound.`,
      remedy:
        'Flows see connections that no firewall logs, and count bytes. Connect a flow source, or leave it: events do by themselves.',
    },
    lag: {
      label: 'Delay until a record can be searched',
      sentence: ({ meanMs, mostMs, name }) =>
        `At most ${duration(mostMs)}, ${duration(meanMs)} on average, at ${name}.`,
      remedy:
        'A search of the last minutes misses what is stored later. Look at windows that reach further back.',
    },
    'clock-skew': {
      label: 'Clocks of the devices',
      sentence: ({ mostMs, name }) =>
        `Off by ${duration(mostMs)} at most, at ${name}. It loses nothing: QRadar searches by the time of receipt.`,
      remedy:
        'Set the device’s clock by NTP, or its time zone in the log source: connections of several devices are hard to put together.',
    },
    pipeline: {
      label: 'Parsing',
      sentence: ({ unparsed, forPerformance, logOnly, records: all }) =>
        `Of ${records(all)}: ${count(unparsed)} not parsed, ${count(forPerformance)} stored without parsing under load, ${count(logOnly)} kept as log only.`,
      remedy:
        'What is not parsed carries no ports, categories or bytes. Look at the DSM of the log source and at the load of the event processor.',
    },
    'window-covered': {
      label: 'How far back records reach',
      sentence: ({ firstMs }) => `The first record of this time is of ${time(firstMs)}.`,
      remedy:
        'Either retention ends there, or log sources are younger than that: figures of the whole time are too small.',
    },
  };
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
      'Three searches over the time chosen tell which records the rule can see, which it cannot, and what a change would show.',
    start: 'Check now',
    again: 'Check again',
    cancel: 'Cancel',
    range: 'Time',
    ranges: { 60: 'Last hour', 1440: 'Last 24 hours', 10_080: 'Last 7 days' },
    running: (searches: number) => `Checking: ${count(searches)} of 3 searches begun`,
    never: {
      title: 'Not checked yet',
      text: 'A check costs about as much as a run. Its result stays until the app is restarted, for everybody with the same rights.',
    },
    made: (at: string, from: string, until: string) => `Made ${at}, over ${from} to ${until}.`,
    summary: (counts: Readonly<Record<Verdict, number>>) =>
      allOf(
        (['missing', 'weak', 'cannot-know', 'ok'] as const)
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => `${count(counts[verdict])} × ${verdicts[verdict]}`),
      ),
    verdicts,
    unknown,
    checks,
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
        last: 'Last record',
      },
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
    queries: 'Queries as they were sent',
    copyJson: 'Copy as JSON',
    copyMarkdown: 'Copy as Markdown',
  };
};

export type CoverageWords = ReturnType<typeof coverage>;
