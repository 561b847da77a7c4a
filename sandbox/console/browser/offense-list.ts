import { byId, element } from './dom.ts';
import { formatNumber } from './format.ts';
import { consolePages } from './navigation.ts';
import { magnitude, offenseSource, statusText } from './offense-parts.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { table, type Column, type Row } from './table.ts';
import { words } from './words.ts';

const region = byId('offense-list', HTMLElement);
const { columns: named, choices } = words.offenses;
const statuses = ['OPEN', 'CLOSED', 'HIDDEN', 'ALL'] as const;

/** Names of offense types by id; empty until they have been asked for. */
const typeNames = new Map<number, string>();

const columns: readonly Column[] = [
  { key: 'id', heading: named.id, cell: offenseLink },
  { key: 'magnitude', heading: named.magnitude, cell: (row) => magnitude(row['magnitude']) },
  { key: 'description', heading: named.description },
  { key: 'offense_type', heading: named.offense_type, cell: typeName },
  { key: 'offense_source', heading: named.offense_source, cell: offenseSource },
  { key: 'source_count', heading: named.source_count },
  { key: 'device_count', heading: named.device_count },
  { key: 'event_count', heading: named.event_count },
  { key: 'flow_count', heading: named.flow_count },
  { key: 'start_time', heading: named.start_time },
  { key: 'last_updated_time', heading: named.last_updated_time },
  { key: 'status', heading: named.status, cell: statusText },
  { key: 'assigned_to', heading: named.assigned_to },
];

let offenses: readonly Row[] = [];
let sortKey = 'last_updated_time';
let isDescending = true;
let status: (typeof statuses)[number] = 'OPEN';

function offenseLink(row: Row): HTMLElement {
  const id = Number(row['id']);
  return element('a', { href: `/console/${consolePages.offense(id)}` }, String(id));
}

function typeName(row: Row): string {
  const id = Number(row['offense_type']);
  return typeNames.get(id) ?? String(id);
}

/** Numbers by size, texts by the alphabet of the language, what is not known last. */
function compare(a: Row, b: Row): number {
  const [left, right] = [valueOf(a), valueOf(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right), words.numbers);
  return isDescending ? -order : order;
}

/** What a row is sorted by: a type by its name, as it is shown. */
function valueOf(row: Row): string | number | null {
  const value = sortKey === 'offense_type' ? typeName(row) : row[sortKey];
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function sortBy(key: string): void {
  // A new column begins with what is most: the highest magnitude, the latest time.
  isDescending = key === sortKey ? !isDescending : true;
  sortKey = key;
  draw();
  region.querySelector<HTMLElement>(`[data-key="${key}"] button`)?.focus();
}

function statusChoice(): HTMLElement {
  const options = statuses.map((one) =>
    element('option', { value: one, selected: one === status ? '' : null }, choices[one]),
  );
  const select = element('select', { id: 'offense-status' }, ...options);
  select.addEventListener('change', () => {
    status = statuses.find((one) => one === select.value) ?? status;
    draw();
    byId('offense-status', HTMLSelectElement).focus();
  });
  const label = element('label', { for: 'offense-status' }, words.offenses.show);
  return element('span', { class: 'field' }, label, select);
}

function draw(): void {
  const shown = offenses
    .filter((row) => status === 'ALL' || row['status'] === status)
    .toSorted(compare);
  const count = words.offenses.count(formatNumber(shown.length), formatNumber(offenses.length));
  const bar = element(
    'div',
    { class: 'list-bar' },
    statusChoice(),
    element('span', { class: 'secondary', role: 'status' }, count),
  );
  const sorting = { key: sortKey, isDescending, by: sortBy };
  show(
    region,
    bar,
    shown.length === 0
      ? emptyNotice(words.offenses.empty)
      : table(words.offenses.table, columns, shown, sorting),
  );
}

async function load(): Promise<void> {
  const [found, types] = await Promise.all([
    rest('/api/siem/offenses', { headers: { Range: 'items=0-999' } }),
    rest('/api/siem/offense_types'),
  ]);
  for (const type of list(types))
    typeNames.set(Number(field(type, 'id')), String(field(type, 'name')));
  offenses = list(found).filter((row): row is Row => typeof row === 'object' && row !== null);
  draw();
}

load().catch((error: unknown) => show(region, problemNotice(error)));
