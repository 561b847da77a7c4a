/** What the page copies as JSON, described for others: the description is up to date, and a real report fits it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { coverageReportJsonSchema } from '../../../app/http/coverage-report-schema.ts';
import { compareCoverage } from '../../../cards/coverage-comparison.ts';
import { lookAtCoverage } from '../../../app/detection/coverage/look.ts';
import { drained } from '../../../app/ports/steps.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { portsOverStore } from '../../sandbox/data/detection-over-store.ts';
import { jsonReport } from '../../../ui/coverage/report.ts';
import { noonMs } from '../detection/builders.ts';
import { event, flow, openStore, repeat } from '../detection/small-store.ts';

const published = path.join(import.meta.dirname, '../../../docs/coverage-report.schema.json');
const window = { startMs: noonMs - 7_200_000, stopMs: noonMs };

test('the published file is what the schema makes (npm run report-schema)', () => {
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(coverageReportJsonSchema());
});

test('a real report fits it, compared or not, and one that says something else does not', async () => {
  const store = await openStore(
    [
      ...repeat(4, { sent: 2_000_000 }),
      ...repeat(4, { source: '10.0.0.2', category: 9001 }),
      event({}),
    ],
    [flow()],
  );
  const result = await lookAtCoverage(
    { window, settings: defaultSettings },
    portsOverStore(store, noonMs),
    {
      signal: new AbortController().signal,
      onQuery: () => undefined,
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );
  store.close();
  expect(result.repairs.length).toBeGreaterThan(0);
  const check = {
    ...{ id: 'c1', window, startedMs: noonMs, finishedMs: noonMs + 1 },
    ...{ queries: [], result, problem: null },
  };
  const after = { window, result: { ...result, sources: [], checks: result.checks.slice(1) } };
  const comparison = compareCoverage({ window, result }, after);
  const schema = JSON.parse(readFileSync(published, 'utf8')) as Parameters<
    typeof z.fromJSONSchema
  >[0];
  const described = z.fromJSONSchema(schema);
  for (const compared of [null, { window, finishedMs: 1, comparison }]) {
    const report = JSON.parse(jsonReport(check, compared)) as Readonly<Record<string, unknown>>;
    expect(described.safeParse(report).error).toBeUndefined();
    expect(described.safeParse({ ...report, overall: 'fine' }).success).toBe(false);
    expect(described.safeParse({ ...report, result: { ...result, checks: [{}] } }).success).toBe(
      false,
    );
  }
});
