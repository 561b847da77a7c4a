import type { VerdictCounts } from '../../contract/coverage.ts';
import type { EntryNotice } from '../../contract/entry.ts';
import type { Format } from '../format.ts';
import { allowed } from './allowed.ts';
import { card } from './card.ts';
import { filter } from './filter.ts';
import { list } from './list.ts';
import { run } from './run.ts';
import { states } from './states.ts';
import { triage } from './triage.ts';

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

/** What the icons of notices stand for. */
const icons = {
  error: 'error icon',
  warning: 'warning icon',
  info: 'info icon',
  success: 'success icon',
  waiting: 'loading',
};

const totals = {
  label: 'Totals',
  sources: 'Source IPs',
  findings: 'Findings',
  connections: 'Connections',
  sent: 'Bytes sent',
  received: 'Bytes received',
  denied: 'Denied connections',
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

function coverageState(counts: VerdictCounts, { count }: Format): string {
  if (counts.missing > 0) return `${count(counts.missing)} missing`;
  if (counts.weak > 0) return `${count(counts.weak)} weak`;
  return counts['cannot-know'] > 0 ? `${count(counts['cannot-know'])} not known` : 'OK';
}

/** Words of the tab, and of its page of findings: its filters, cards, table, totals, run and states. */
export function page(format: Format) {
  return {
    title: 'Transfer Watch',
    skip: 'Skip to main content',
    /** The links to the pages. */
    navigation: 'Pages',
    /** Beside the link to the page: what its last check came to, the worst of it. */
    coverageState: (counts: VerdictCounts) => coverageState(counts, format),
    coverageChecked: (at: string) => `Last checked ${at}`,
    pages: {
      findings: 'Findings',
      coverage: 'Coverage',
      validation: 'Validation',
      tuning: 'Tuning',
    },
    /** A card and a finding name their domain only where it is another. */
    domain: 'Default domain unless named',
    copyLink: 'Copy link to this view',
    copied: 'Copied',
    notCopied: 'The browser did not allow copying',
    results: 'Results',
    detail: 'Details',
    icons,
    columns,
    filter: filter(format),
    allowed: allowed(format),
    card: card(format),
    list: list(format),
    totals,
    run: run(format),
    states: states(format),
    triage: triage(format),
    entry,
  };
}

export type PageWords = ReturnType<typeof page>;
