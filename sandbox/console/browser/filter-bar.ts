import { print, type Expression } from '../../aql/index.ts';
import { byId, element } from './dom.ts';
import {
  filterColumns,
  isUnary,
  operatorsOf,
  type FilterColumn,
  type OperatorId,
  type SearchDatabase,
} from './filter-columns.ts';
import { describeCondition, writeCondition } from './filter-writing.ts';
import { conditionsOf, readQuery, withConditions, writeQuery } from './query.ts';
import { words } from './words.ts';

/** The box that holds the query: read for the chips, written for each change of them. */
export type QueryBox = { readonly read: () => string; readonly write: (aql: string) => void };

const column = byId('filter-column', HTMLSelectElement);
const operator = byId('filter-operator', HTMLSelectElement);
const value = byId('filter-value', HTMLInputElement);
const fault = byId('filter-fault', HTMLElement);
const chips = byId('filter-list', HTMLElement);

/** Makes the filter bar work over the query in a box. The returned function shows what the query holds now. */
export function installFilterBar(database: SearchDatabase, box: QueryBox): () => void {
  const columns = filterColumns[database];
  const chosen = () => columns.find(({ id }) => id === column.value);
  column.replaceChildren(
    ...columns.map(({ id }) => element('option', { value: id }, words.filters.columns[id])),
  );
  const offer = () => {
    const kinds = operatorsOf[chosen()?.kind ?? 'text'];
    operator.replaceChildren(
      ...kinds.map((id) => element('option', { value: id }, words.filters.operators[id])),
    );
    needValue();
  };
  const needValue = () => {
    value.disabled = isUnary(operatorOf());
  };
  column.addEventListener('change', offer);
  operator.addEventListener('change', needValue);
  offer();
  byId('filter-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const of = chosen();
    if (of !== undefined) say(addFilter(box, of, operatorOf(), value.value));
  });
  return () => showChips(box);
}

function operatorOf(): OperatorId {
  // The options are made of these ids and nothing else.
  return operator.value as OperatorId;
}

function say(wrong: string | null): void {
  fault.textContent = wrong;
  value.setAttribute('aria-invalid', String(wrong !== null));
  if (wrong === null) value.value = '';
  else value.focus();
}

/** Adds a condition to the query and runs it. The answer says what is wrong, null for nothing. */
export function addFilter(
  box: QueryBox,
  of: FilterColumn,
  by: OperatorId,
  typed: string,
): string | null {
  const query = readQuery(box.read());
  if (query === null) return words.filters.unreadable;
  const written = writeCondition(of, by, typed);
  if (written.kind === 'fault') return words.filters.faults[written.fault];
  const known = conditionsOf(query);
  const text = print(written.condition);
  const isThere = known.some((condition) => print(condition) === text);
  if (!isThere) box.write(writeQuery(withConditions(query, [...known, written.condition])));
  return null;
}

/** A filter in words. */
export function filterText(of: FilterColumn, by: OperatorId, typed: string | null): string {
  const parts = [words.filters.columns[of.id], words.filters.operators[by], typed];
  return parts.filter((part) => part !== null).join(' ');
}

function showChips(box: QueryBox): void {
  const query = readQuery(box.read());
  const note = byId('filter-note', HTMLElement);
  const conditions = query === null ? [] : conditionsOf(query);
  note.textContent =
    query === null ? words.filters.unreadable : conditions.length === 0 ? words.filters.none : '';
  const keep = (kept: readonly Expression[]) => {
    if (query !== null) box.write(writeQuery(withConditions(query, kept)));
    const next = chips.querySelector('button') ?? column;
    next.focus();
  };
  const items = conditions.map((condition) => {
    const text = wordsOf(condition);
    const remove = element(
      'button',
      { type: 'button', class: 'chip', 'aria-label': words.filters.remove(text) },
      element('span', { class: 'chip-text' }, text),
      element('span', { class: 'chip-cross', 'aria-hidden': 'true' }, '×'),
    );
    remove.addEventListener('click', () => keep(conditions.filter((one) => one !== condition)));
    return element('li', {}, remove);
  });
  chips.replaceChildren(...items);
  chips.hidden = items.length === 0;
  if (items.length < 2) return;
  const clear = element('button', { type: 'button', class: 'button ghost' }, words.filters.clear);
  clear.addEventListener('click', () => keep([]));
  chips.append(element('li', {}, clear));
}

/** A condition in words where the bar could have written it, as it stands in the query otherwise. */
function wordsOf(condition: Expression): string {
  const known = describeCondition(condition);
  const of = [...filterColumns.events, ...filterColumns.flows].find(
    ({ id }) => id === known?.column,
  );
  return known === null || of === undefined
    ? print(condition)
    : filterText(of, known.operator, known.value);
}
