import { readRows, type Search } from './ariel-search.ts';
import { checkbox } from './dialog.ts';
import { element } from './dom.ts';
import { formatNumber } from './format.ts';
import { problemNotice } from './states.ts';
import { table, type Column, type Row } from './table.ts';
import { words } from './words.ts';

/** Rows of one page, about as many as a console shows at a time. */
const pageRows = 50;

/** The rows of a search, a page at a time, with the columns a person wants to see. `region` is filled anew with each page. */
export async function showPages(
  region: HTMLElement,
  search: Search,
  columns: readonly Column[],
  what: { readonly label: string; readonly signal: AbortSignal },
): Promise<void> {
  const { label, signal } = what;
  const frame = element('div', { class: 'result-frame' });
  const place = element('span', { 'aria-live': 'polite' });
  const [previous, next] = [words.table.previous, words.table.next].map(pageButton);
  const hidden = new Set<string>();
  let first = 0;
  let rows: readonly Row[] = [];

  const draw = () => {
    const shown = columns.filter(({ key }) => !hidden.has(key));
    frame.replaceChildren(table(label, shown, rows));
  };
  const turn = async (to: number) => {
    rows = await readRows(search, to, pageRows, signal);
    first = to;
    const numbers = [first + 1, first + rows.length, search.rows].map(formatNumber);
    const [from = '', last = '', all = ''] = numbers;
    place.textContent = words.table.rows(from, last, all);
    if (previous !== undefined) previous.disabled = first === 0;
    if (next !== undefined) next.disabled = first + rows.length >= search.rows;
    draw();
  };
  const go = (by: number) => {
    turn(first + by).catch((error: unknown) => {
      if (!signal.aborted) frame.replaceChildren(problemNotice(error));
    });
  };
  previous?.addEventListener('click', () => go(-pageRows));
  next?.addEventListener('click', () => go(pageRows));

  await turn(0);
  const pager = element(
    'div',
    { class: 'pager', role: 'group', 'aria-label': words.table.pages },
    place,
    previous ?? null,
    next ?? null,
    columnChoice(columns, hidden, draw),
  );
  region.replaceChildren(pager, frame);
}

function pageButton(label: string): HTMLButtonElement {
  return element('button', { type: 'button', class: 'button ghost' }, label);
}

/** Which columns are shown; the last one stays, because a table without any says nothing. */
function columnChoice(
  columns: readonly Column[],
  hidden: Set<string>,
  draw: () => void,
): HTMLElement {
  const lines = columns.map(({ key, heading }) => {
    const { box, line } = checkbox(heading, true);
    box.addEventListener('change', () => {
      if (box.checked) hidden.delete(key);
      else if (hidden.size < columns.length - 1) hidden.add(key);
      else box.checked = true;
      draw();
    });
    return line;
  });
  return element(
    'details',
    { class: 'column-choice' },
    element('summary', { class: 'button ghost' }, words.table.columns),
    element('div', { class: 'column-list' }, ...lines),
  );
}
