import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { mostKeptChecks } from '../../../contract/coverage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CoverageStore } from '../../ports/coverage-store.ts';
import {
  deleteCoverageBeyond,
  readCoverage,
  readCoverageSummaries,
  writeCoverage,
} from './coverage-rows.ts';
import type { Store } from './open-store.ts';

/**
 * As long as the longest time that a check can look at. Rights may be narrowed under the same numbers, so that a result is not
 * kept for good.
 */
const keptMs = 31 * 24 * 60 * 60_000;
/** A choice: a quarter of what the store may grow to, so that results never stand in the way of a save. */
const mostBytes = 4 * 1024 * 1024;

/** Keeps results of checks in the store. A store that cannot be written is reported once, until it can. */
export function createCoverageStore({
  store,
  clock,
  report,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly report: (message: string, error: unknown) => void;
}): CoverageStore {
  let isReported = false;
  const read = <T>(from: (database: DatabaseSync) => T, empty: T): T => {
    try {
      return store.read(from, empty);
    } catch (error) {
      report('results of checks cannot be read', error);
      return empty;
    }
  };
  return {
    keep: (scope, check) => {
      try {
        store.write((database) => {
          writeCoverage(database, hashOf(scope), check);
          deleteCoverageBeyond(database, {
            mostOfScope: mostKeptChecks,
            oldestMs: clock.nowMs() - keptMs,
            mostBytes,
          });
        });
        isReported = false;
      } catch (error) {
        if (!isReported) report('the result of a check cannot be kept', error);
        isReported = true;
      }
    },
    latest: (scope) => read((database) => readCoverageSummaries(database, hashOf(scope)), []),
    find: (scope, id) => read((database) => readCoverage(database, hashOf(scope), id), null),
  };
}

/** A scope may say whose rights it is: what is stored of it tells nothing, and matches the same one only. */
function hashOf(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url');
}
