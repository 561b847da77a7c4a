import type { CompiledQuery } from '../../sql/compile.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';

/** Life of a search: the first three go forward only, the last three are final. */
export type SearchStatus = 'WAIT' | 'EXECUTE' | 'SORTING' | 'COMPLETED' | 'CANCELED' | 'ERROR';

/** One message of a failed search; its code is text here, unlike the one of the validator. */
export type SearchMessage = {
  readonly code: string;
  readonly contexts: readonly string[];
  readonly message: string;
  readonly severity: 'INFO' | 'WARN' | 'ERROR';
};

/** A search as the job table keeps it; only the job table writes to it. */
export type Search = {
  readonly id: string;
  /** Who created it; nobody else but an administrator sees it. */
  readonly owner: string;
  readonly text: string;
  readonly query: CompiledQuery;
  readonly createdMs: number;
  readonly abort: AbortController;
  /** Resolves when the status is final. */
  readonly done: Promise<void>;
  status: SearchStatus;
  /** When it left WAIT; `null` before. */
  startedMs: number | null;
  /** When it became final; `null` before. */
  endedMs: number | null;
  /** Percent done at the moment it became final; below 100 for one that was cancelled. */
  finalProgress: number;
  /** Table of the rows, once they are there. */
  table: string | null;
  /** Rows that may be read. */
  recordCount: number;
  /** Records of the window that were scanned, as far as known. */
  scannedCount: number;
  saveResults: boolean;
  messages: readonly SearchMessage[];
};

const minuteMs = 60_000;

/** Says whether a status is final. */
export function isFinal(status: SearchStatus): boolean {
  return status === 'COMPLETED' || status === 'CANCELED' || status === 'ERROR';
}

/**
 * Percent done at a moment. While executing it goes to 90 over the time planned, and creeps towards 99
 * when the query takes longer, since DuckDB says nothing about how far it is.
 */
export function progressAt(search: Search, nowMs: number, plannedMs: number): number {
  if (search.status === 'WAIT' || search.startedMs === null) return 0;
  if (isFinal(search.status)) return search.finalProgress;
  if (search.status === 'SORTING') return 99;
  const elapsedMs = Math.max(0, nowMs - search.startedMs);
  if (elapsedMs < plannedMs) return Math.floor((90 * elapsedMs) / plannedMs);
  const overMs = elapsedMs - plannedMs;
  return Math.floor(90 + (9 * overMs) / (overMs + 1000));
}

/**
 * The search object of QRadar REST API 26.0 (ariel-searches-POST), plus `completed` and `size_on_disk`, which real
 * consoles add (docs/qradar-facts.md#search-object). IO statistics: Ariel keeps a data file per minute, the rest has no counterpart here and is 0.
 */
export function searchBody(search: Search, nowMs: number, plannedMs: number): JsonObject {
  const progress = progressAt(search, nowMs, plannedMs);
  const isRunning = !isFinal(search.status);
  const counted = (count: number): number =>
    isRunning ? Math.floor((count * progress) / 100) : count;
  const { startMs, stopMs } = search.query;
  return {
    search_id: search.id,
    cursor_id: search.id,
    status: search.status,
    progress,
    progress_details: [],
    record_count: counted(search.recordCount),
    processed_record_count: counted(search.scannedCount),
    query_execution_time: executionMs(search, nowMs),
    query_string: search.text,
    save_results: search.saveResults,
    desired_retention_time_msec: retentionMs,
    snapshot: null,
    subsearch_ids: [],
    error_messages: search.messages.map((message): JsonObject => ({ ...message })),
    compressed_data_file_count: 0,
    compressed_data_total_size: 0,
    data_file_count: search.startedMs === null ? 0 : Math.ceil((stopMs - startMs) / minuteMs),
    data_total_size: 0,
    index_file_count: 0,
    index_total_size: 0,
    completed: search.status === 'COMPLETED',
    size_on_disk: 0,
  } satisfies Record<string, Json>;
}

function executionMs(search: Search, nowMs: number): number {
  return search.startedMs === null ? 0 : (search.endedMs ?? nowMs) - search.startedMs;
}

/** How long results are kept: `desired_retention_time_msec`, 24 hours (docs/qradar-facts.md#search-object). */
export const retentionMs = 86_400_000;

/** Fields of the messages inside a search object. */
export const messageShape: Shape = {
  code: 'string',
  contexts: { listOf: 'string' },
  message: 'string',
  severity: 'string',
};
