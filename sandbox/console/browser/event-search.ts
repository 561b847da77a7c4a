import { byId, element } from './dom.ts';
import { formatNumber } from './format.ts';
import { pageSettings } from './page-settings.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { appendRows, table, type Column, type Row } from './table.ts';

/** Rows asked for at a time: a screenful several times over, and quick to draw. */
const pageRows = 200;
/** Seconds a status call may wait: the shortest the API knows, because a person watches the progress. */
const waitSeconds = 1;

const words: Readonly<Record<string, string>> = {
  WAIT: 'Waiting for Ariel',
  EXECUTE: 'Searching',
  SORTING: 'Sorting',
};

const aql = byId('aql', HTMLTextAreaElement);
const status = byId('search-status', HTMLElement);
const progress = byId('search-progress', HTMLElement);
const result = byId('search-result', HTMLElement);
const cancel = byId('search-cancel', HTMLButtonElement);
const database = String(field(pageSettings().data, 'database'));

let current: { searchId: string | null; abort: AbortController } | null = null;

type Search = {
  readonly id: string;
  readonly status: string;
  readonly percent: number;
  readonly rows: number;
  readonly messages: readonly string[];
};

function readSearch(body: unknown): Search {
  return {
    id: String(field(body, 'search_id')),
    status: String(field(body, 'status')),
    percent: Number(field(body, 'progress') ?? 0),
    rows: Number(field(body, 'record_count') ?? 0),
    messages: list(field(body, 'error_messages')).map((entry) => String(field(entry, 'message'))),
  };
}

const pathOf = (searchId: string) => `/api/ariel/searches/${encodeURIComponent(searchId)}`;

/** Runs what the box holds: create, wait, read the first page. A search under way is given up first. */
async function run(): Promise<void> {
  current?.abort.abort();
  const mine = { searchId: null as string | null, abort: new AbortController() };
  current = mine;
  const { signal } = mine.abort;
  busy(true);
  show(result);
  status.textContent = 'Starting the search …';
  try {
    const query = new URLSearchParams({ query_expression: aql.value });
    let search = readSearch(
      await rest(`/api/ariel/searches?${query.toString()}`, { method: 'POST', signal }),
    );
    mine.searchId = search.id;
    while (Object.hasOwn(words, search.status)) {
      showProgress(search);
      search = readSearch(
        await rest(pathOf(search.id), { headers: { Prefer: `wait=${waitSeconds}` }, signal }),
      );
    }
    await showEnd(search, signal);
  } catch (error) {
    if (signal.aborted) return;
    status.textContent = '';
    show(result, problemNotice(error));
  } finally {
    if (current === mine) busy(false);
  }
}

async function showEnd(search: Search, signal: AbortSignal): Promise<void> {
  if (search.status === 'ERROR')
    throw new Error(search.messages.join('\n') || 'The search failed.');
  const cancelled =
    search.status === 'CANCELED' ? ' Cancelled: these are the rows found until then.' : '';
  status.textContent = `${formatNumber(search.rows)} ${search.rows === 1 ? 'row' : 'rows'}.${cancelled}`;
  const columns = await readColumns(search, signal);
  const rows = await readRows(search, 0, signal);
  if (rows.length === 0) {
    show(
      result,
      emptyNotice('Nothing matches in this window. Widen LAST, or give START and STOP.'),
    );
    return;
  }
  const frame = table(database === 'flows' ? 'Flows' : 'Events', columns, rows);
  show(result, frame);
  if (rows.length === pageRows) offerMore(search, columns, frame, signal);
}

/** The columns in the query's own order; a JSON object would not promise one. */
async function readColumns(search: Search, signal: AbortSignal): Promise<readonly Column[]> {
  const metadata = await rest(`${pathOf(search.id)}/metadata`, { signal });
  return list(field(metadata, 'columns')).map((column) => {
    const name = String(field(column, 'name'));
    return { key: name, heading: name };
  });
}

async function readRows(
  search: Search,
  from: number,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const headers = { Range: `items=${from}-${from + pageRows - 1}` };
  const body = await rest(`${pathOf(search.id)}/results`, { headers, signal });
  // The one key of the body is the name of the database. A flow query typed into Log Activity has the other.
  return [...list(field(body, 'events')), ...list(field(body, 'flows'))].filter(
    (row): row is Row => typeof row === 'object' && row !== null,
  );
}

function offerMore(
  search: Search,
  columns: readonly Column[],
  frame: HTMLElement,
  signal: AbortSignal,
): void {
  let shown = pageRows;
  const more = element('button', { type: 'button', class: 'button ghost' }, 'Show more rows');
  more.addEventListener('click', () => {
    more.disabled = true;
    readRows(search, shown, signal).then(
      (rows) => {
        appendRows(frame, columns, rows);
        shown += rows.length;
        if (rows.length < pageRows) more.remove();
        more.disabled = false;
      },
      (error: unknown) => more.replaceWith(problemNotice(error)),
    );
  });
  result.append(more);
}

function showProgress(search: Search): void {
  status.textContent = `${words[search.status] ?? search.status}, ${search.percent} %`;
  const bar = progress.firstElementChild;
  if (bar instanceof HTMLElement) bar.style.width = `${Math.max(2, search.percent)}%`;
}

function busy(running: boolean): void {
  progress.hidden = !running;
  cancel.hidden = !running;
}

cancel.addEventListener('click', () => {
  if (current === null || current.searchId === null) return;
  // The rows found so far stay readable, so the loop that waits ends by itself.
  rest(`${pathOf(current.searchId)}?status=CANCELED`, { method: 'POST' }).catch((error: unknown) =>
    show(result, problemNotice(error)),
  );
});

byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
aql.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void run();
});

void run();
