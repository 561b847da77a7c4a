import { readRows, runSearch } from './ariel-search.ts';
import { byId, element } from './dom.ts';
import { formatMinute, formatNumber } from './format.ts';
import type { SearchDatabase } from './filter-columns.ts';
import { barsOf, barWidth, countingQuery, type Bar } from './query-chart.ts';
import { lengthMsOf, spanOf, type Span } from './query-time.ts';
import { databaseOf, readQuery } from './query.ts';
import { problemNotice } from './states.ts';
import { table } from './table.ts';
import { words } from './words.ts';

/** More bars than any width can give. */
const mostRows = 10_000;

type Shown = { readonly bars: readonly Bar[]; readonly widthMs: number };

/** The picture above the rows: one bar a stretch of time, one tab stop, and the same numbers as a table. */
export class SearchChart {
  readonly #database: SearchDatabase;
  readonly #onZoom: (span: Span) => void;
  readonly #plot = byId('chart-plot', HTMLElement);
  readonly #says = byId('chart-says', HTMLElement);
  readonly #numbers = byId('chart-numbers', HTMLDetailsElement);
  #shown: Shown = { bars: [], widthMs: 0 };
  #at = 0;

  /** `onZoom` is told the time of the bar that was chosen. */
  constructor(database: SearchDatabase, onZoom: (span: Span) => void) {
    this.#database = database;
    this.#onZoom = onZoom;
    this.#plot.addEventListener('keydown', (event) => this.#onKey(event));
    this.#plot.addEventListener('focus', () => this.#point(this.#at));
    this.#plot.addEventListener('pointermove', (event) => this.#point(this.#under(event)));
    this.#plot.addEventListener('click', (event) => this.#zoom(this.#under(event)));
    this.#numbers.addEventListener('toggle', () => this.#fillTable());
  }

  /** Counts what a query matches, in one query of its own, and draws it. */
  async show(aql: string, signal: AbortSignal): Promise<void> {
    this.#draw({ bars: [], widthMs: 0 });
    const query = readQuery(aql);
    if (query === null) return;
    const nowMs = Date.now();
    const widthMs = barWidth(lengthMsOf(query, nowMs));
    const counting = countingQuery(query, widthMs);
    if (counting === null) {
      this.#says.textContent = words.chart.subSelect;
      return;
    }
    this.#says.textContent = words.chart.counting;
    try {
      const search = await runSearch(counting, words.search.failed, { signal });
      const rows = await readRows(search, 0, mostRows, signal);
      const counted = rows.map((row) => ({
        startMs: Number(row['bar']),
        count: Number(row['counted']),
      }));
      const span = spanOf(query, nowMs);
      const bars = counted.length === 0 ? [] : barsOf(counted, span, widthMs);
      this.#draw({ bars, widthMs });
      this.#says.textContent =
        bars.length === 0 ? words.chart.empty : words.chart.each(spanText(widthMs));
    } catch (error) {
      if (!signal.aborted) this.#says.replaceChildren(problemNotice(error, words.chart.failed));
    }
    byId('chart-heading', HTMLElement).textContent =
      words.chart.heading[databaseOf(query) ?? this.#database];
  }

  #draw(shown: Shown): void {
    this.#shown = shown;
    this.#at = Math.max(0, shown.bars.length - 1);
    const most = Math.max(...shown.bars.map(({ count }) => count), 1);
    this.#plot.replaceChildren(
      ...shown.bars.map(({ count }) => {
        const bar = element('span', { class: 'chart-bar' });
        // What is there is seen, however little it is beside the rest.
        bar.style.height = count === 0 ? '0' : `max(2px, ${(100 * count) / most}%)`;
        return element('span', { class: 'chart-slot' }, bar);
      }),
    );
    this.#plot.hidden = shown.bars.length === 0;
    this.#numbers.hidden = shown.bars.length === 0;
    this.#plot.setAttribute('aria-valuemax', String(Math.max(0, shown.bars.length - 1)));
    const [first, last] = [shown.bars[0], shown.bars.at(-1)];
    const ends =
      first && last
        ? [first.startMs, last.startMs + shown.widthMs].map((ms) => formatMinute(ms))
        : [];
    byId('chart-axis', HTMLElement).replaceChildren(
      ...ends.map((text) => element('span', {}, text)),
    );
    byId('chart-most', HTMLElement).textContent = shown.bars.length === 0 ? '' : formatNumber(most);
    this.#mark();
    this.#fillTable();
  }

  #textOf({ startMs, count }: Bar): string {
    const stopMs = startMs + this.#shown.widthMs;
    return words.chart.bar(formatMinute(startMs), formatMinute(stopMs), formatNumber(count));
  }

  #mark(): void {
    const bar = this.#shown.bars[this.#at];
    this.#plot.setAttribute('aria-valuenow', String(this.#at));
    this.#plot.setAttribute('aria-valuetext', bar === undefined ? '' : this.#textOf(bar));
    for (const [index, slot] of [...this.#plot.children].entries()) {
      slot.classList.toggle('current', index === this.#at);
    }
  }

  #point(index: number): void {
    const bar = this.#shown.bars[index];
    if (bar === undefined) return;
    this.#at = index;
    this.#mark();
    this.#says.textContent = this.#textOf(bar);
  }

  #under({ clientX }: PointerEvent | MouseEvent): number {
    const { left, width } = this.#plot.getBoundingClientRect();
    return Math.floor(((clientX - left) / width) * this.#shown.bars.length);
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#shown.bars.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: this.#at + 1,
      ArrowUp: this.#at + 1,
      ArrowLeft: this.#at - 1,
      ArrowDown: this.#at - 1,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) this.#point(Math.min(last, Math.max(0, to)));
    else if (event.key === 'Enter') this.#zoom(this.#at);
    else return;
    event.preventDefault();
  }

  #zoom(index: number): void {
    const bar = this.#shown.bars[index];
    if (bar === undefined) return;
    this.#onZoom({ startMs: bar.startMs, stopMs: bar.startMs + this.#shown.widthMs });
  }

  /** Only an open table is filled: beside the rows of the search a hidden one is dead weight. */
  #fillTable(): void {
    const region = byId('chart-table', HTMLElement);
    region.replaceChildren();
    if (!this.#numbers.open || this.#shown.bars.length === 0) return;
    const { from, to } = words.chart.columns;
    const counted = words.chart.columns[this.#database];
    const columns = [
      { key: 'from', heading: from },
      { key: 'to', heading: to },
      { key: 'count', heading: counted },
    ];
    const rows = this.#shown.bars.map(({ startMs, count }) => ({
      from: formatMinute(startMs),
      to: formatMinute(startMs + this.#shown.widthMs),
      count,
    }));
    region.append(table(words.chart.heading[this.#database], columns, rows));
  }
}

function spanText(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 60) return words.chart.spans.minutes(minutes);
  return minutes < 1440
    ? words.chart.spans.hours(minutes / 60)
    : words.chart.spans.days(minutes / 1440);
}
