import type { Format } from '../format.ts';

/** Words of the events behind a finding, a page at a time. */
export const eventRecords = ({ count, many }: Format) => ({
  title: 'Contributing events',
  asking: 'Ariel is searching for the events',
  refreshing: 'Reading another page',
  label: 'Contributing events, newest first',
  none: 'Ariel returned no events for this finding. They may have passed their retention.',
  note: 'Records as they are in QRadar, opened and closed sessions alike, newest first.',
  columns: {
    time: 'Time',
    logSource: 'Log source',
    category: 'Category',
    source: 'Source',
    destination: 'Destination',
    user: 'User',
    eventCount: 'Event count',
    sent: 'Bytes sent',
    received: 'Bytes received',
    total: 'Bytes of both directions',
    rule: 'Rule',
  },
  /** The link of a row to the page that follows its event. */
  follow: 'Follow',
  followEvent: (time: string) => `Follow the event of ${time} through the rule`,
  notKnown: '–',
  notKnownName: 'not known',
  pages: {
    label: 'Pages of events',
    perPage: 'Events per page:',
    range: (from: number, to: number, total: number) =>
      `${count(from)}–${count(to)} of ${many(total, { one: 'event', other: 'events' })}`,
    pageOf: (total: number) => `of ${many(total, { one: 'page', other: 'pages' })}`,
    select: (total: number) => `Page number, of ${count(total)}`,
    next: 'Next page',
    previous: 'Previous page',
  },
});

/** … of the flows. */
export const flowRecords = ({ count, many }: Format) => ({
  title: 'Flows of this finding',
  asking: 'Ariel is searching for the flows',
  refreshing: 'Reading another page',
  label: 'Flows of this finding, newest first',
  none: 'Ariel returned no flows for this finding. They may have passed their retention, or no collector sees this network.',
  note: 'Records as they are in QRadar, newest first. A long connection is one record a minute; its records share the flow id.',
  superflow: 'superflow, many connections in one',
  notAsked: 'This run did not ask flows.',
  columns: {
    time: 'Time',
    end: 'Last packet',
    flowId: 'Flow id',
    flowSource: 'Flow source',
    application: 'Application',
    source: 'Source',
    destination: 'Destination',
    sent: 'Bytes sent',
    received: 'Bytes received',
    sentPackets: 'Packets sent',
    receivedPackets: 'Packets received',
  },
  pages: {
    label: 'Pages of flows',
    perPage: 'Flows per page:',
    range: (from: number, to: number, total: number) =>
      `${count(from)}–${count(to)} of ${many(total, { one: 'flow record', other: 'flow records' })}`,
    pageOf: (total: number) => `of ${many(total, { one: 'page', other: 'pages' })}`,
    select: (total: number) => `Page number, of ${count(total)}`,
    next: 'Next page',
    previous: 'Previous page',
  },
  query: 'Flows of this finding',
});
