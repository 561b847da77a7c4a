import type {
  Construct,
  PassedOver,
  RunStep,
  SkipReason,
  WaitingForConsole,
} from '../../contract/run.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';
import { notLookedAt } from './not-looked-at.ts';

const steps: Record<RunStep, string> = {
  facts: 'Asking the console what it has',
  plan: 'Planning the queries',
  queries: 'Writing the queries',
  search: 'Ariel is searching',
  read: 'Reading the result',
  stitch: 'Putting connections together',
  judge: 'Rating the findings',
  done: 'Done',
};

/** Why a run waits for the console, as a sentence with the time since when. */
const waitsBecause: Record<WaitingForConsole['cause'], (when: string) => string> = {
  'no-answer': (when) => `The console has not answered since ${when}.`,
  busy: (when) => `QRadar has been too busy to answer since ${when}.`,
  untrusted: (when) => `The console’s certificate has not been trusted since ${when}.`,
};

function skippedRows({ many }: Format): Record<SkipReason, (value: number) => string> {
  const rows = (value: number) => many(value, { one: 'row', other: 'rows' });
  return {
    'not-a-row': (value) => `${rows(value)} could not be read at all.`,
    'no-source': (value) => `${rows(value)} had no readable source IP.`,
    'no-destination': (value) => `${rows(value)} had no readable destination IP.`,
    'not-asked-for': (value) => `${rows(value)} had a port or a category that was not asked for.`,
    'no-count': (value) => `${rows(value)} counted no connection.`,
    'no-time': (value) => `${rows(value)} had no first or last time.`,
    'not-external': (value) =>
      `${rows(value)} went to an address that is your own or not on the Internet.`,
  };
}

const passedOver: Record<PassedOver['reason'], (name: string) => string> = {
  text: (name) => `“${name}” is text, so its numbers cannot be added up.`,
  disabled: (name) => `“${name}” is disabled in QRadar.`,
  empty: (name) => `“${name}” is filled in no event on these ports.`,
};

/** What a run lacks on a console that does not accept what it would ask. */
const refusedConstructs: Record<Construct, string> = {
  ipv6Addresses: 'IPv6 addresses cannot be asked for, so only IPv4 is covered.',
  packetBound:
    'Bytes cannot be compared with packets, so counters that are too large are not found.',
  severalNames:
    'Of several properties with the same meaning only the one that is filled most is read.',
};

/** Words of a run: its bar, its progress, the facts about it. */
export function run(format: Format) {
  const { findings, records } = counted(format);
  return {
    start: 'Run detection',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    fresh: 'Search again in QRadar',
    steps,
    /** How far Ariel is with a question that belongs to a finished run. */
    searched: (percent: string) => `${percent} searched`,
    waiting: {
      title: 'Still waiting for the console',
      because: waitsBecause,
      goesOn: 'The run goes on by itself when the console is back.',
    },
    /** While a run has not begun because others are under way. */
    queued: {
      place: (place: string) => `Waiting for a free place: number ${place} in the queue`,
      beginsItself: 'Other runs are under way. This one starts by itself when it is its turn.',
    },
    started: 'The detection has started.',
    quarter: (percent: string) => `The search is at ${percent}.`,
    finished: (found: number) => `The detection has finished with ${findings(found)}.`,
    window: (range: string, zone: string) => `${range} (${zone})`,
    counts: (examined: number, found: number) =>
      examined === 0 && found > 0
        ? `${findings(found)} so far`
        : `${records(examined)} examined, ${findings(found)} so far`,
    /** While findings of a run are shown whose single records are not read yet. */
    provisional: 'Numbers are estimated from groups of records until single records are read.',
    /** While findings of a run are shown whose bytes are not read yet. */
    withoutBytes: 'Bytes are not read yet: which properties hold them is being found out.',
    stale: 'The time range or profile changed. Run the detection to apply it.',
    reused: (when: string) => `This result was computed ${when} and is being reused.`,
    /** A query of a run by the name the server gives it. */
    queryName: (name: string) => name,
    about: 'About this run',
    notLookedAt: notLookedAt(format),
    facts: {
      window: 'Time range',
      profile: 'Profile',
      examined: 'Records examined',
      rows: 'Result rows read',
      took: 'Took',
      properties: 'Byte properties',
      noProperty: 'none on this console',
      /** Names of one meaning, of which each event has the first that is filled. */
      eitherProperty: (names: readonly string[]) => names.join(', otherwise '),
      passedOver: 'Properties not read',
      passedOverNames: passedOver,
      refused: 'Not accepted by this console',
      refusedConstructs,
      ftpProperties: 'FTP log properties',
      skipped: 'Rows skipped',
      skippedRows: skippedRows(format),
      queries: 'Queries as sent',
      copyQuery: (name: string) => `Copy query ${name}`,
      propertyNames: {
        sent: 'sent',
        received: 'received',
        total: 'total',
        packetsSent: 'packets sent',
        packetsReceived: 'packets received',
      },
    },
  };
}

export type RunWords = ReturnType<typeof run>;
