import { createConsole, type Console } from '../../../../app/adapters/qradar/console.ts';
import type { Identity } from '../../../../app/ports/console.ts';
import type { OpenSearch, OpenSearches } from '../../../../app/ports/open-searches.ts';
import type { Timers } from '../../../../app/ports/timers.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { systemTimers } from '../../../../app/adapters/timers.ts';
import type { ScriptedConsole } from './scripted-console.ts';

/** A session's two values; recognisable, so that a leak of them is found. */
export const alice: Identity = { sec: 'sec-of-alice-0123456789', csrf: 'csrf-of-alice-0123456789' };

export type Reported = { readonly message: string; readonly error: unknown };

/** The adapter pointed at a scripted console, with short waits so that retries do not slow a test. */
export function consoleOf(
  scripted: ScriptedConsole,
  options: {
    readonly caBundle?: string | null;
    readonly searchLimitMs?: number;
    readonly timeoutMs?: number;
    readonly reported?: Reported[];
    readonly nowMs?: () => number;
    readonly timers?: Timers;
    readonly openSearches?: OpenSearches;
  } = {},
): Console {
  const { nowMs = () => Date.now() } = options;
  return createConsole({
    console: scripted.host,
    caBundle: options.caBundle === undefined ? scripted.caBundle : options.caBundle,
    clock: { nowMs, monotonicMs: nowMs },
    timers: options.timers ?? systemTimers,
    openSearches: options.openSearches ?? rememberedInMemory(),
    random: () => 0.5,
    report: (message, error) => options.reported?.push({ message, error }),
    retry: { attempts: 3, firstDelayMs: 10, longestDelayMs: 2000 },
    ...(options.searchLimitMs === undefined ? {} : { searchLimitMs: options.searchLimitMs }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
}

/** Searches remembered as long as the test keeps them. */
export function rememberedInMemory(before: readonly OpenSearch[] = []): OpenSearches {
  const searches = new Map(before.map((search) => [search.id, search]));
  return {
    add: (search) => searches.set(search.id, search),
    remove: (id) => searches.delete(id),
    all: () => [...searches.values()],
  };
}

/** The `AppError` a promise rejects with; fails the test for anything else. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}

export const never = new AbortController().signal;
