// Log Activity and Network Activity: a query with its filters, its time, its chart and its rows.
import { cancelSearch, readColumns, runSearch, type Search } from './ariel-search.ts';
import { byId } from './dom.ts';
import { addFilter, filterText, installFilterBar, type QueryBox } from './filter-bar.ts';
import { filterColumns, type OperatorId, type SearchDatabase } from './filter-columns.ts';
import { formatNumber } from './format.ts';
import { pageSettings } from './page-settings.ts';
import { readQuery } from './query.ts';
import { field } from './rest.ts';
import { showPages } from './result-pages.ts';
import { SearchChart } from './search-chart.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { installTimePicker, setTime } from './time-picker.ts';
import { addMenuItems } from './value-menu.ts';
import { words } from './words.ts';

const aql = byId('aql', HTMLTextAreaElement);
const status = byId('search-status', HTMLElement);
const progress = byId('search-progress', HTMLElement);
const result = byId('search-result', HTMLElement);
const cancel = byId('search-cancel', HTMLButtonElement);
const database: SearchDatabase =
  field(pageSettings().data, 'database') === 'flows' ? 'flows' : 'events';

let current: { searchId: string | null; abort: AbortController } | null = null;

const box: QueryBox = {
  read: () => aql.value,
  write: (text) => {
    aql.value = text;
    void run();
  },
};
const showFilters = installFilterBar(database, box);
const showTime = installTimePicker(box);
const chart = new SearchChart(database, (span) => setTime(box, span));

/** Runs what the box holds: rows first, then the chart. A search under way is given up first. */
async function run(): Promise<void> {
  current?.abort.abort();
  const mine = { searchId: null as string | null, abort: new AbortController() };
  current = mine;
  const { signal } = mine.abort;
  const asked = aql.value;
  reflect();
  busy(true);
  show(result);
  status.textContent = words.search.starting;
  try {
    const onState = (search: Search) => {
      mine.searchId = search.id;
      showProgress(search);
    };
    const search = await runSearch(asked, words.search.failed, { signal, onState });
    await showEnd(search, asked, signal);
  } catch (error) {
    if (signal.aborted) return;
    status.textContent = '';
    show(result, problemNotice(error));
  } finally {
    if (current === mine) busy(false);
  }
  if (!signal.aborted) await chart.show(asked, signal);
}

async function showEnd(search: Search, asked: string, signal: AbortSignal): Promise<void> {
  const columns = await readColumns(search, signal);
  const label = words.search.tables[database];
  if (search.rows === 0) show(result, emptyNotice(words.search.empty));
  else await showPages(result, search, columns, { label, signal });
  const limit = readQuery(asked)?.limit ?? null;
  const isCut = limit !== null && Number(limit.raw) === search.rows;
  status.textContent = [
    words.search.rows(search.rows, formatNumber(search.rows)),
    ...(search.status === 'CANCELED' ? [words.search.cancelled] : []),
    ...(isCut ? [words.search.limited(formatNumber(search.rows))] : []),
  ].join(' ');
}

function showProgress({ status: state, percent }: Search): void {
  status.textContent = words.search.progress(words.search.states[state] ?? state, percent);
  const bar = progress.firstElementChild;
  if (bar instanceof HTMLElement) bar.style.width = `${Math.max(2, percent)}%`;
}

function busy(running: boolean): void {
  progress.hidden = !running;
  cancel.hidden = !running;
}

function reflect(): void {
  showFilters();
  showTime();
}

cancel.addEventListener('click', () => {
  if (current === null || current.searchId === null) return;
  // The rows found so far stay readable, so the loop that waits ends by itself.
  cancelSearch(current.searchId).catch((error: unknown) => show(result, problemNotice(error)));
});

byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
aql.addEventListener('input', reflect);
aql.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void run();
});

/** Result columns that the bar knows by another name. */
const sameColumn: Readonly<Record<string, string>> = {
  sourceip: 'sourceaddress',
  destinationip: 'destinationaddress',
};

addMenuItems((value, column) => {
  const named = column.toLowerCase();
  const of = filterColumns[database].find(({ aql: text }) => text === (sameColumn[named] ?? named));
  if (of === undefined) return [];
  const operators: readonly OperatorId[] = ['is', 'isNot'];
  return operators.map((by) => ({
    group: words.menu.filter,
    label: words.menu.filterOn(filterText(of, by, value)),
    run: () => {
      const wrong = addFilter(box, of, by, value);
      if (wrong !== null) status.textContent = wrong;
    },
  }));
});

void run();
