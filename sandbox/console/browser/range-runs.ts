import type { RangeRun } from '../../api/range-control.ts';
import { element } from './dom.ts';
import { formatTime } from './format.ts';
import { consolePages, openInTab } from './navigation.ts';
import { table, type Column } from './table.ts';
import { words } from './words.ts';

/** A run as the range's endpoint tells of it. */
export type Run = RangeRun;

const named = words.range;

/** What happened, in few words. */
export function shortName({ technique, twin }: Run): string {
  const name = named.techniques[technique];
  return twin ? named.twinOf(name) : name;
}

type Line = Readonly<Record<string, string | number | null>>;

const columns: readonly Column<Line>[] = (
  ['signal', 'logSource', 'records', 'events', 'first', 'searchable', 'note'] as const
).map((key) => ({ key, heading: named.columns[key] }));

/** One run: its heading, and for each signal what arrived. Only the newest is open. */
export function runTile(run: Run, isOpen: boolean): HTMLElement {
  const heading = `${formatTime(run.orderedMs)}: ${shortName(run)} (${run.marker})`;
  const host = `${run.host.name} (${run.host.address}, ${run.host.user})`;
  const lines = run.signals.map((signal): Line => ({
    signal: named.signals[signal.signal],
    logSource: signal.logSource,
    records: signal.records,
    events: signal.events,
    first: timeOf(signal.firstMs),
    searchable: timeOf(signal.searchableMs),
    note: signal.whyNot === null ? '' : named.whyNot[signal.whyNot],
  }));
  const button = element('button', { type: 'button', class: 'button ghost' }, named.show);
  button.addEventListener('click', () => openInTab('EVENTVIEWER', consolePages.events(run.aql)));
  return element(
    'details',
    { class: 'range-run', open: isOpen ? '' : null },
    element('summary', {}, heading),
    element('p', { class: 'secondary' }, named.facts(host, run.target ?? '–', run.by)),
    table(heading, columns, lines),
    button,
  );
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : formatTime(ms);
}
