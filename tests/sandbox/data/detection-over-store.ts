import { defaultSettings } from '../../../contract/default-settings.ts';
import { planWindow } from '../../../app/detection/rule/window.ts';
import { findDisabled } from '../../../app/detection/searching/disabled.ts';
import { findFilling } from '../../../app/detection/searching/filling.ts';
import { detect, type DetectionResult } from '../../../app/detection/detect.ts';
import type { DetectionPorts } from '../../../app/ports/detection.ts';
import type { EventSearch } from '../../../app/ports/search.ts';
import type { Finding, Profile } from '../../../contract/finding.ts';
import type { RunRequest } from '../../../contract/run.ts';
import type { Settings } from '../../../contract/session.ts';
import { compileAql } from '../../../sandbox/sql/compile.ts';
import { databases } from '../../../sandbox/sql/schema.ts';
import type { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { drained } from '../../../app/ports/steps.ts';

/** Rows a page holds; small, so that folding page by page is exercised. */
const pageRows = 500;

/** The detection's ports answered straight from a store: AQL is compiled and run, only HTTP is left out. */
export function portsOverStore(store: ConsoleStore, nowMs: number): DetectionPorts {
  const search: EventSearch['search'] = async function* (query) {
    const compiled = compileAql(query.aql, {
      nowMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: store,
    });
    const rows = await store.rows(compiled.sql, compiled.params);
    for (let at = 0; at < rows.length; at += pageRows) yield rows.slice(at, at + pageRows);
    return { rows: rows.length, examined: rows.length, limitedByAdministrator: false };
  };
  const { lowLevelCategories, domains } = store.dimensions;
  return {
    search: { search },
    facts: {
      eventFields: () =>
        Promise.resolve([
          ...databases.events.map(({ name }) => ({ name, numeric: false })),
          ...store.properties.map(({ name, type }) => ({ name, numeric: type === 'numeric' })),
        ]),
      categoryIds: (names) =>
        Promise.resolve(
          new Map(
            lowLevelCategories
              .filter(({ name }) => names.includes(name))
              .map(({ name, id }) => [name, id] as const),
          ),
        ),
      domainNames: () => Promise.resolve(new Map(domains.map(({ id, name }) => [id, name]))),
      filling: (asked, signal) => findFilling(asked, { search }, signal),
      isFillingKnown: () => true,
      disabled: (asked, signal) => findDisabled(asked, { search }, signal),
      knownDisabled: () => [],
      refusedQueries: () => Promise.resolve(new Set()),
    },
  };
}

/** A result with its findings. */
export type WholeResult = DetectionResult & { readonly findings: readonly Finding[] };

/** Runs the detection over `range`, else over the last minutes before `nowMs`, a day if not said otherwise. */
export async function detectOverStore(
  store: ConsoleStore,
  options: {
    readonly nowMs: number;
    readonly lastMinutes?: number;
    readonly range?: RunRequest['range'];
    readonly profile?: Profile;
    readonly settings?: Partial<Settings>;
    /** Those over the store, unless somebody listens in. */
    readonly ports?: DetectionPorts;
  },
): Promise<WholeResult> {
  const { nowMs, lastMinutes = 1440, profile = 'corrected', settings, ports } = options;
  const { range = { lastMinutes } } = options;
  const findings: Finding[] = [];
  const result = await detect(
    {
      profile,
      window: planWindow(range, nowMs),
      settings: { ...defaultSettings, ...settings },
    },
    ports ?? portsOverStore(store, nowMs),
    {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onPlan: () => undefined,
      onRows: () => undefined,
      onFirstLook: () => undefined,
      mayFold: () => null,
      onWhole: (judging) =>
        Promise.resolve(drained(judging({ push: (finding) => findings.push(finding) }))),
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );
  return { ...result, findings };
}
