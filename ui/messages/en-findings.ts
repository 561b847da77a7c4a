import type { EntryNotice } from '../../contract/entry.ts';
import type { RunStep, SkipReason } from '../../contract/run.ts';
import { allOf, bytes, count, exactBytes } from '../format.ts';
import { absence } from './en-absence.ts';
import { plural } from './plural.ts';

const cards = (value: number) =>
  `${count(value)} ${plural(value, { one: 'source IP', other: 'source IPs' })}`;
const findings = (value: number) =>
  `${count(value)} ${plural(value, { one: 'finding', other: 'findings' })}`;

const steps: Record<RunStep, string> = {
  facts: 'Asking the console what it has',
  plan: 'Planning the queries',
  queries: 'Writing the queries',
  search: 'Ariel is searching',
  read: 'Reading the result',
  stitch: 'Looking for data channels',
  judge: 'Rating the findings',
  done: 'Done',
};

/** The twelve columns of the source query, named as analysts know them. */
const columns = {
  logSource: 'Log source',
  source: 'Source IP',
  destination: 'Destination IP',
  port: 'Destination port',
  user: 'User',
  protocol: 'Protocol',
  connections: 'Connections',
  sent: 'Bytes sent',
  received: 'Bytes received',
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
  risk: 'Exfiltration risk',
};

const filter = {
  label: 'Filters',
  text: 'Search addresses, ports, users, log sources',
  textPlaceholder: 'Address, port, user, log source',
  clearText: 'Clear the search text',
  risk: 'Risk',
  anyRisk: 'Any risk',
  protocol: 'Protocol',
  anyProtocol: 'Any protocol',
  clearSelection: 'Clear selection',
  bytes: 'Bytes sent',
  bytesOptions: { any: 'Known or not', known: 'Known', unknown: 'Not known' },
  range: 'Time range',
  ranges: {
    '1h': 'Last hour',
    '6h': 'Last 6 hours',
    '24h': 'Last 24 hours',
    '7d': 'Last 7 days',
    custom: 'Custom range',
  },
  profile: 'Profile',
  aboutProfiles: 'Compare profiles',
  sort: 'Sort by',
  sorts: {
    risk: 'Risk',
    sent: 'Bytes sent',
    received: 'Bytes received',
    connections: 'Connections',
    lastSeen: 'Last seen',
    firstSeen: 'First seen',
    source: 'Source IP',
    destination: 'Destination IP',
    port: 'Destination port',
    user: 'User',
    protocol: 'Protocol',
    logSource: 'Log source',
  },
  view: 'View',
  views: { cards: 'Cards', table: 'Table' },
  clear: 'Clear filters',
  active: 'Active filters',
  remove: (what: string) => `Remove filter ${what}`,
  tags: {
    text: (value: string) => `Text: ${value}`,
    risk: (value: string) => `Risk: ${value}`,
    protocol: (value: string) => `Protocol: ${value}`,
    bytes: (value: string) => `Bytes sent: ${value}`,
    address: (value: string) => `Address: ${value}`,
    only: {
      source: (value: string) => `Only source IP ${value}`,
      destination: (value: string) => `Only destination IP ${value}`,
      user: (value: string) => `Only user ${value}`,
    },
    exclude: {
      source: (value: string) => `Without source IP ${value}`,
      destination: (value: string) => `Without destination IP ${value}`,
      user: (value: string) => `Without user ${value}`,
    },
  },
  custom: {
    from: 'From',
    to: 'To (not included)',
    apply: 'Apply range',
    order: 'The end has to be after the beginning.',
    missing: 'Enter a date and a time.',
    tooLong: 'A range can be 31 days at most.',
    zone: (zone: string) => `Times are in your time zone, ${zone}.`,
  },
  results: (shownCards: number, shownFindings: number) =>
    `${cards(shownCards)}, ${findings(shownFindings)}`,
  resultsOf: (shown: number, all: number) =>
    shown === all ? findings(all) : `${count(shown)} of ${findings(all)} shown`,
};

const card = {
  list: 'Findings by source IP',
  table: 'Findings',
  heading: (sent: number | null, total: number | null, targets: number) => {
    const where = `${count(targets)} ${plural(targets, { one: 'destination', other: 'destinations' })}`;
    if (sent !== null) return `sent ${bytes(sent)} to ${where}`;
    if (total !== null) return `exchanged ${bytes(total)} with ${where}`;
    return `connected to ${where}`;
  },
  domain: (name: string) => `Domain: ${name}`,
  domainId: (id: number) => `Domain ${id}`,
  lastSeen: (when: string) => `last seen ${when}`,
  bytesKnown: (known: number, all: number) =>
    `known for ${count(known)} of ${count(all)} ${plural(all, { one: 'connection', other: 'connections' })}`,
  lowerBound: 'lower bound',
  notKnown: 'not known',
  totalOnly: (total: number) => `total of both directions: ${bytes(total)}`,
  coalesced: (value: number) => `${count(value)} of them coalesced`,
  denied: (value: number, ports: string) => `and ${count(value)} denied (${ports})`,
  deniedShort: (value: number) => `${count(value)} denied`,
  moreDestinations: (value: number) => `+ ${count(value)} more`,
  moreUsers: (value: number) => `+ ${count(value)} more`,
  noUser: 'none on record',
  fanOut: (value: number) =>
    `${count(value)} ${plural(value, { one: 'destination', other: 'destinations' })} together`,
  logSources: (value: number) => plural(value, { one: 'Log source', other: 'Log sources' }),
  users: (value: number) => plural(value, { one: 'User', other: 'Users' }),
  destinations: (value: number) =>
    plural(value, { one: 'Destination IP', other: 'Destination IPs' }),
  protocols: (value: number) => plural(value, { one: 'Protocol', other: 'Protocols' }),
  state: 'State',
  reasons: 'Reasons',
  explain: (label: string) => `${label}: explanation`,
  corrections: (value: number) =>
    `${count(value)} ${plural(value, { one: 'correction', other: 'corrections' })}`,
  correctionsTitle: 'What the corrected profile did here',
  details: 'Details',
  detailsOf: (what: string) => `Details of ${what}`,
  more: (value: number) => `+ ${findings(value)} more`,
  totals: 'All findings of this source IP together',
  numbers: 'How these numbers are counted',
  numbersOf: (source: string) => `How the numbers of ${source} are counted`,
  technique: 'ATT&CK technique',
  explanation: {
    connections: (value: number) =>
      `${count(value)} connections: allowed ones only. Event counts of coalesced records are added up; a session logged twice counts once.`,
    coalesced: (value: number, isLowerBound: boolean) =>
      `${count(value)} connections were folded into other records, whose bytes QRadar does not keep.${isLowerBound ? ' So the bytes are a lower bound.' : ' The bytes come from elsewhere.'}`,
    sent: (value: number, known: number, all: number) =>
      `${exactBytes(value)} sent, from the counters of ${count(known)} of ${count(all)} connections.`,
    channel: (value: number, on: number) =>
      `${exactBytes(value)} of them were sent on ${count(on)} likely data connections, which are not among the connections above.`,
    received: (value: number, known: number, all: number) =>
      `${exactBytes(value)} received, from the counters of ${count(known)} of ${count(all)} connections.`,
    total: (value: number) =>
      `${exactBytes(value)} in one counter for both directions. It says nothing about how much was sent.`,
    unknown: 'No record carries a counter of sent bytes.',
    denied: (value: number) =>
      `${count(value)} connections of this source were denied. They are counted apart and are never a finding.`,
    destinations: (value: number) => `${count(value)} different destination addresses.`,
  },
};

const totals = {
  label: 'Totals',
  sources: 'Source IPs',
  findings: 'Findings',
  risks: 'By risk',
  riskCount: (risk: string, value: number) => `${count(value)} ${risk.toLowerCase()}`,
  connections: 'Connections',
  sent: 'Bytes sent',
  received: 'Bytes received',
  denied: 'Denied connections',
  known: (known: number, all: number) => `known for ${count(known)} of ${count(all)}`,
};

const rows = (value: number) => `${count(value)} ${plural(value, { one: 'row', other: 'rows' })}`;

const skippedRows: Record<SkipReason, (value: number) => string> = {
  'not-a-row': (value) => `${rows(value)} could not be read at all.`,
  'no-source': (value) => `${rows(value)} had no readable source IP.`,
  'no-destination': (value) => `${rows(value)} had no readable destination IP.`,
  'not-asked-for': (value) => `${rows(value)} had a port or a category that was not asked for.`,
  'no-count': (value) => `${rows(value)} counted no connection.`,
  'no-time': (value) => `${rows(value)} had no first or last time.`,
  'not-external': (value) =>
    `${rows(value)} went to an address that is your own or not on the Internet.`,
};

const run = {
  start: 'Run detection',
  again: 'Run again',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  fresh: 'Search again in QRadar',
  steps,
  progress: (step: string, percent: string) => `${step}, ${percent}`,
  /** How far Ariel is with a question that belongs to a finished run. */
  searched: (percent: string) => `${percent} searched`,
  started: 'The detection has started.',
  quarter: (percent: string) => `The search is at ${percent}.`,
  finished: (found: number) => `The detection has finished with ${findings(found)}.`,
  window: (range: string, zone: string) => `${range} (${zone})`,
  counts: (examined: number, found: number) =>
    `${count(examined)} ${plural(examined, { one: 'record', other: 'records' })} examined, ${findings(found)} so far`,
  stale: 'The time range or profile changed. Run the detection to apply it.',
  reused: (when: string) => `This result was computed ${when} and is being reused.`,
  about: 'About this run',
  facts: {
    window: 'Time range',
    profile: 'Profile',
    examined: 'Records examined',
    rows: 'Result rows read',
    took: 'Took',
    properties: 'Byte properties',
    noProperty: 'none on this console',
    ftpProperties: 'FTP log properties',
    skipped: 'Rows skipped',
    skippedRows,
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

const states = {
  neverRun: {
    title: 'No detection has run yet',
    text: 'A run searches QRadar’s events for file transfers to the outside over FTP, FTPS, SMB and TFTP and shows one card for each source IP. It usually takes less than a minute for a day of events.',
  },
  running: { title: 'The detection is running', partial: 'First results, more may follow' },
  again: (when: string) => `Running again. Showing results of ${when}.`,
  nothingFound: {
    title: 'No file transfers to the outside',
    text: (range: string) => `Nothing above the thresholds from ${range}.`,
    examined: (value: number) =>
      `${count(value)} ${plural(value, { one: 'record was', other: 'records were' })} examined.`,
    source:
      'The source query wants a counter of sent bytes on records that often have none. The corrected profile keeps those connections, and counts denied ones.',
    denied: (value: number) =>
      value === 0
        ? 'No outbound connection was denied either.'
        : `${count(value)} ${plural(value, { one: 'outbound connection was', other: 'outbound connections were' })} denied, which is not a finding.`,
  },
  absence,
  nothingMatches: {
    title: 'No finding matches the filters',
    hidden: (value: number) =>
      `${findings(value)} ${plural(value, { one: 'is', other: 'are' })} hidden by the filters.`,
  },
  partial: {
    title: 'The result is not complete',
    limits: {
      rows: (limit: number) =>
        `Reading stopped at ${count(limit)} result rows. Choose a shorter time range, or let an administrator raise the limit of rows.`,
      findings: (limit: number) =>
        `Only the first ${count(limit)} findings are kept. Choose a shorter time range, or let an administrator raise the limit of findings.`,
      administrator: () =>
        'QRadar cut the search short, because an administrator restricts what your role may search. Choose a shorter time range.',
      channels: (limit: number) =>
        `Data channels were looked for between ${count(limit)} pairs of hosts only, those with most connections. Choose a shorter time range to see those of the others.`,
    },
  },
  missingCategories: {
    title: 'The source query cannot see everything on this console',
    text: (names: readonly string[]) =>
      `It asks for ${plural(names.length, { one: 'a category', other: 'categories' })} that this console does not have, and sees no record of ${plural(names.length, { one: 'it', other: 'them' })}: ${allOf(names)}.`,
  },
  cancelled: {
    title: 'The run was cancelled',
    text: 'What had been read until then is shown.',
    nothing: 'Nothing had been read until then.',
  },
  notAllowed: {
    title: 'You may not search events',
    text: (user: string) =>
      `The role of ${user} lacks the permission “Log Activity”. A QRadar administrator can grant it under Admin > User Roles.`,
  },
  loading: 'Loading',
  keptResults: (when: string) => `Still showing the results of ${when}.`,
};

/** Why a place in the console opened the tab without a filter. */
const entry: Record<EntryNotice, { readonly title: string; readonly remedy: string }> = {
  'offense-unreadable': {
    title: 'The offense could not be read, so nothing is filtered',
    remedy:
      'Your role may lack the permission “Offenses”, the offense may be gone, or the console did not answer. The source can be searched by its address.',
  },
  'offense-without-source': {
    title: 'The offense names no address and no user, so nothing is filtered',
    remedy: 'Look at its events in Log Activity to choose an address, and search for that.',
  },
};

/** Words of the page of findings: its filters, cards, table, totals, run and states. */
export const page = {
  title: 'Transfer Watch',
  settings: 'Settings',
  copyLink: 'Copy link to this view',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying',
  results: 'Results',
  detail: 'Details',
  cards,
  findings,
  columns,
  filter,
  card,
  totals,
  run,
  states,
  entry,
};
