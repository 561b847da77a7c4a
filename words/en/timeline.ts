import type { Regularity } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the timeline of a finding. */
export function activity(format: Format) {
  const { bytes, many } = format;
  const { connections } = counted(format);
  const parts = (value: number) => many(value, { one: 'part', other: 'parts' });
  return {
    title: 'When',
    asking: 'Ariel is counting connections over time',
    connections: 'Connections',
    sent: 'Bytes sent',
    none: 'No activity in the minutes of this run.',
    /** Names what the arrow keys move through. */
    reader: 'Activity over time, part by part',
    part: (when: string, value: number, sent: number | null) =>
      `${when}: ${connections(value)}, ${sent === null ? 'bytes sent not known' : `${bytes(sent)} sent`}`,
    parts: (all: number, filled: number, length: string) =>
      `${connections(all)} in ${parts(filled)} of ${length}`,
    uncounted: (value: number) => `no counter of sent bytes in ${parts(value)} of them`,
    table: 'Activity as a table',
    columns: { time: 'Beginning', connections: 'Connections', sent: 'Bytes sent' },
    sentNotKnown: 'not known',
    ownOnly: (channel: number) =>
      `This search counts the finding’s own connections only: ${bytes(channel)} more were sent on data connections.`,
    ask: ({
      activity: times,
      picture,
    }: {
      readonly activity: boolean;
      readonly picture: boolean;
    }): string =>
      times && picture
        ? 'Search activity, sessions and data connections'
        : times
          ? 'Search its activity'
          : 'Search sessions and data connections',
    /** A button that is pressed or not. */
    close: 'Only the time it was active',
    query: 'Query behind these bars',
  };
}

/** Words of how evenly connections follow each other. */
export function regularity({ count, duration, many }: Format) {
  const hundredths = (share: number) => share.toFixed(2);
  return {
    title: 'Regularity',
    unknown: 'Not known: too few connections, or their single times were not read in this run.',
    every: ({ medianMs, spreadMs, score }: Regularity, connections: number) =>
      `Every ${duration(medianMs)} ± ${duration(spreadMs)}, ${many(connections, { one: 'connection', other: 'connections' })}; score ${hundredths(score)} of 1.`,
    scores: ({ skew, dispersion, intervals }: Regularity) =>
      `From ${count(intervals)} intervals: symmetry ${hundredths(skew)}, closeness ${hundredths(dispersion)}; 1 is even.`,
    caveat:
      'Backups, monitoring and updates are even, too, and an implant can be told to vary. The destination tells more than the score.',
  };
}
