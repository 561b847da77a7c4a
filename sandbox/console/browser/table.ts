import { isAddress } from './address.ts';
import { element, type Child } from './dom.ts';
import { formatValue } from './format.ts';
import { addressElement, userElement } from './value-menu.ts';
import { words } from './words.ts';

/** A row of a result or of a list. */
export type Row = Readonly<Record<string, unknown>>;

/** A column: its key, its heading, and how a cell is shown where the plain text is not enough. */
export type Column<Line extends Row = Row> = {
  readonly key: string;
  readonly heading: string;
  readonly cell?: (row: Line) => Child;
};

/** By which column rows are sorted, and what a click on a heading asks for. */
export type Sorting = {
  readonly key: string;
  readonly isDescending: boolean;
  readonly by: (key: string) => void;
};

/** A table with a fixed heading, whose headings are buttons where it can be sorted. Every cell that is exactly an address or a user name gets its menu. */
export function table<Line extends Row>(
  label: string,
  columns: readonly Column<Line>[],
  rows: readonly Line[],
  sorting: Sorting | null = null,
): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => headCell(column, sorting)));
  const body = element('tbody', {}, ...rows.map((row) => tableRow(columns, row)));
  const made = element('table', { 'aria-label': label }, element('thead', {}, head), body);
  // Focusable, so that the keyboard can scroll what does not fit.
  return element(
    'div',
    { class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': label },
    made,
  );
}

function headCell(column: Pick<Column, 'key' | 'heading'>, sorting: Sorting | null): HTMLElement {
  if (sorting === null) return element('th', { scope: 'col' }, column.heading);
  const isSorted = column.key === sorting.key;
  const order = sorting.isDescending ? 'descending' : 'ascending';
  const button = element(
    'button',
    { type: 'button', class: 'sort', title: words.table.sortBy(column.heading) },
    column.heading,
    isSorted ? element('span', { class: `sorted ${order}`, 'aria-hidden': 'true' }) : null,
  );
  button.addEventListener('click', () => sorting.by(column.key));
  const sorted = isSorted ? { 'aria-sort': order } : {};
  return element('th', { scope: 'col', 'data-key': column.key, ...sorted }, button);
}

function tableRow<Line extends Row>(columns: readonly Column<Line>[], row: Line): HTMLElement {
  return element('tr', {}, ...columns.map((column) => tableCell(column, row)));
}

function tableCell<Line extends Row>(column: Column<Line>, row: Line): HTMLElement {
  const value = row[column.key];
  const kind = typeof value === 'number' ? 'number' : null;
  if (column.cell !== undefined) return element('td', { class: kind }, column.cell(row));
  const text = formatValue(column.key, value);
  const raw = typeof value === 'number' && text !== String(value) ? String(value) : null;
  return element('td', { class: kind, title: raw }, shownAs(text, column.key, value));
}

function shownAs(text: string, key: string, value: unknown): Child {
  if (isAddress(text)) return addressElement(text, key);
  const isUser = key.toLowerCase() === 'username' && typeof value === 'string' && value !== '';
  return isUser ? userElement(value, key) : text;
}
