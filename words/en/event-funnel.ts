import type { Clause } from '../../contract/coverage.ts';
import type { Format } from '../format.ts';

const noChange: Record<Clause | 'refused', string> = {
  port: 'The rule has no meaning for this port, and no setting adds it.',
  direction: 'The console gives it no direction: its addresses may be in no network.',
  category: 'It has no category that could be added.',
  refused: 'A device refused this connection. It is counted as denied, beside the findings.',
  destination: 'The address is not one of the Internet, so nothing left the organisation.',
  'sent-bytes': 'No property of bytes sent is filled. The rule counts it, and its risk stays LOW.',
};

/** Words of one record that is followed through the rule. */
export const eventFunnel = (format: Format) => ({
  title: 'Follow one event through the rule',
  note: 'Type what tells it, or paste a row, a line of Log Activity or conditions of AQL into one of the fields. It is looked for two minutes to either side.',
  fields: {
    time: 'Time of the event',
    source: 'Source IP',
    destination: 'Destination IP (optional)',
    port: 'Destination port (optional)',
  },
  wrong: {
    time: 'A time such as 2026-03-04 15:00:00, or epoch milliseconds',
    source: 'An IP address',
    destination: 'An IP address, or nothing',
    port: 'A port from 0 to 65535, or nothing',
  },
  follow: 'Follow',
  asking: 'Looking for the event',
  none: 'There is no such event within two minutes that you may see. If it is in Log Activity, compare its time and its addresses with the fields.',
  several: (value: number) => `${format.count(value)} events fit, the nearest in time first`,
  option: (time: string, logSource: string, ends: string) => `${time}, ${logSource}, ${ends}`,
  cut: 'There are more than these. Name its destination and its port.',
  verdict: {
    counts: 'The rule counts it. A finding needs enough of such connections, or enough bytes.',
    refused: 'The rule counts it as a denied connection, which makes no finding.',
    dropped: 'The rule leaves it out.',
  },
  outcomes: { passes: 'Passes', drops: 'Does not', unknown: 'Cannot be known' },
  wouldPass: (change: string) => `It would pass with this change: ${change}`,
  noChange,
  notTold:
    'This console was asked without properties, because one of them is disabled or cannot be listed.',
  copyQuery: 'Copy the query for this event',
});
