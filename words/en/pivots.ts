import type { Format } from '../format.ts';

type Field = 'source' | 'destination' | 'user';

const fields: Record<Field, string> = {
  source: 'source IP',
  destination: 'destination IP',
  user: 'user',
};

/** Words of the pivots: the menu of an address or a user, and what follows from choosing an item. */
export const pivots = ({ count, many }: Format) => ({
  fields,
  /** Names the menu; the value follows so that a screen reader says what it is about. */
  menu: (field: Field, value: string) => `Actions for ${fields[field]} ${value}`,
  items: {
    only: (field: Field) => `Only this ${fields[field]}`,
    exclude: (field: Field) => `Exclude this ${fields[field]}`,
    sourceEvents: 'Events of this source IP in Log Activity',
    destinationEvents: 'Events to this destination IP in Log Activity',
    userEvents: 'Events of this user in Log Activity',
    pairEvents: (source: string, destination: string) =>
      `Events from ${source} to ${destination} in Log Activity`,
    sourceFlows: 'Flows of this source IP in Network Activity',
    pairFlows: (source: string, destination: string) =>
      `Flows from ${source} to ${destination} in Network Activity`,
    asset: 'Asset of this IP',
    assetNamed: (name: string) => `Asset of this IP (${name})`,
    offenses: 'Offenses of this source IP',
    offensesKnown: (value: number) => `Offenses of this source IP (${count(value)})`,
    allow: 'Expected: allow it',
    copyAddress: 'Copy IP address',
    copyUser: 'Copy user name',
    copyJson: 'Copy as JSON',
    copyAql: 'Copy AQL of these events',
  },
  /** An item that cannot be used now says why in its own label. */
  withReason: (label: string, reason: string) => `${label}: ${reason}`,
  reasons: {
    checking: 'checking',
    noOffenses: 'none',
    offensesNotKnown: 'you may not see them, or QRadar did not answer',
    noAsset: 'QRadar has none',
    noQuery: 'does not apply here',
    noRun: 'run the detection first',
    failed: (title: string) => `not available (${title})`,
  },
  copied: {
    address: 'IP address copied',
    user: 'User name copied',
    json: 'JSON copied',
    aql: 'AQL copied',
  },
  closeToast: 'Close this message',
  copyFallback: {
    title: 'Copy by hand',
    text: 'The browser did not allow this page to copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.',
    label: 'Text to copy',
    close: 'Close',
  },
  blocked: {
    title: 'The browser blocked the window',
    text: 'Allow pop-up windows for the address of the console, then choose the action again.',
  },
  offenseList: {
    title: (address: string, value: number) =>
      `${many(value, { one: 'offense', other: 'offenses' })} of ${address}`,
    open: 'Open',
    openOffense: (id: number) => `Open offense ${id}`,
    columns: {
      id: 'Offense',
      description: 'Description',
      magnitude: 'Magnitude',
      status: 'Status',
      lastUpdated: 'Last updated',
      action: 'Action',
    },
    close: 'Close',
  },
});

export type PivotsWords = ReturnType<typeof pivots>;
