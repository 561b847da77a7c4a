import { AppError } from '../../ports/app-error.ts';
import type { Identity } from '../../ports/console.ts';
import { ConsoleRefusal } from './failures.ts';
import type { Timers } from '../../ports/timers.ts';
import type { Patience } from './patience.ts';
import { pause } from './retry.ts';
import type { RowPage, SearchStatus, Searches } from './searches.ts';

/** A long-lived connector settled on this by trial and error; bigger pages fail or crawl (docs/qradar-facts.md#page-size). */
export const pageSize = 1000;

/** A search that is over, and who reads it. */
export type FinishedSearch = {
  readonly searches: Searches;
  readonly identity: Identity;
  readonly id: string;
  readonly patience: Patience;
  readonly timers: Timers;
};

/**
 * Pages that the console reads while the reader works on one, as far as it has promised rows; so at most three
 * are in memory. The first is asked for alone: where it is not a page but all rows, another would be that again.
 */
const pagesAhead = 2;

/**
 * The rows of a finished search in order, page by page until a short page.
 * Throws `console-answer-invalid` for pages that repeat or overflow, `search-cancelled-elsewhere` when a
 * cancelled search keeps no rows.
 */
export async function* readPages(
  search: FinishedSearch,
  final: SearchStatus,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[], void, void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const ahead: Promise<readonly unknown[]>[] = [];
  const ask = (offset: number) => {
    const page = readPage(search, final, offset, either);
    // Awaited in its turn; until then a failure is not unhandled.
    page.catch(() => undefined);
    return page;
  };
  try {
    for (let offset = 0; ; offset += pageSize) {
      const rows = await (ahead.shift() ?? ask(offset));
      const isLast = isLastPage(rows.length, offset, final.rows);
      const next = () => offset + (ahead.length + 1) * pageSize;
      // Beyond the promised rows a full page may be followed by another.
      const isWanted = () => ahead.length === 0 || next() < final.rows;
      while (!isLast && ahead.length < pagesAhead && isWanted()) ahead.push(ask(next()));
      if (rows.length > 0) yield rows;
      if (isLast) return;
    }
  } finally {
    stop.abort();
  }
}

function isLastPage(length: number, offset: number, promised: number): boolean {
  if (length > pageSize) {
    // A web tier that drops the Range header gives the whole list at once.
    if (offset === 0) return true;
    throw new AppError('console-answer-invalid', { detail: `a page of ${length} rows` });
  }
  // A restriction may be exceeded slightly, but pages that never end are one page over and over.
  if (offset > promised + pageSize) {
    throw new AppError('console-answer-invalid', {
      detail: `more than the ${promised} rows promised`,
    });
  }
  return length < pageSize;
}

/** How often results that are "not finished" right after COMPLETED are asked for again, and how far apart. */
const notFinished = { tries: 5, pauseMs: 500 } as const;

async function readPage(
  { searches, identity, id, patience, timers }: FinishedSearch,
  final: SearchStatus,
  offset: number,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  for (let tried = 1; ; tried++) {
    try {
      const range = { offset, size: pageSize };
      const ask = () => searches.page(identity, id, range, { signal, tries: 'one' });
      return checked(await patience.during(signal, ask), offset);
    } catch (error) {
      const isGone = error instanceof ConsoleRefusal && error.status === 404;
      if (isGone && final.state === 'canceled') throw new AppError('search-cancelled-elsewhere');
      // The same HTTP status as a lost search; only QRadar's own code tells them apart.
      const isEarly = isGone && error.reason === 1003;
      if (!isEarly || tried === notFinished.tries) throw error;
    }
    await pause(notFinished.pauseMs, signal, timers);
  }
}

function checked(page: RowPage, offset: number): readonly unknown[] {
  if (page.start === null || page.start === offset || page.rows.length === 0) return page.rows;
  throw new AppError('console-answer-invalid', {
    detail: `rows from ${page.start} on instead of ${offset}`,
  });
}
