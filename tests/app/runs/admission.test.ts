import path from 'node:path';
import * as z from 'zod/mini';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { settingsSchema } from '../../../contract/session.ts';
import { Admission, bytesPerRow, bytesWithoutRuns } from '../../../app/runs/admission.ts';
import { fullShare } from '../../../app/runs/memory-guard.ts';
import { defaultRunLimits } from '../../../app/runs/runs.ts';
import { readManifest } from '../../../sandbox/extensions/manifest.ts';

const most = 500_000;
const limitOf = (rows: number) => (bytesWithoutRuns + rows * bytesPerRow + 1) / fullShare;

test('runs start together as long as their rows fit', () => {
  const admission = new Admission(limitOf(300_000));
  expect(admission.canStart(100_000, [100_000, 100_000])).toBe(true);
  expect(admission.canStart(100_001, [100_000, 100_000])).toBe(false);
});

test('a run alone always starts', () => {
  expect(new Admission(1).canStart(most, [])).toBe(true);
});

test('where nothing limits memory, any number starts', () => {
  expect(
    new Admission(0).canStart(
      most,
      Array.from({ length: 100 }, () => most),
    ),
  ).toBe(true);
});

test('with the memory of the manifest, as many runs of the default settings as there may be, and one of the largest', async () => {
  const { resources } = await readManifest(
    path.join(import.meta.dirname, '../../../manifest.json'),
  );
  const admission = new Admission(resources.memory * 2 ** 20);
  const { maxRows } = defaultSettings;
  const others = Array.from({ length: defaultRunLimits.jobs - 1 }, () => maxRows);
  expect(admission.canStart(maxRows, others)).toBe(true);
  const isAllowed = (rows: number) =>
    z.safeParse(settingsSchema, { ...defaultSettings, maxRows: rows }).success;
  expect([isAllowed(most), isAllowed(most + 1)]).toEqual([true, false]);
  expect(admission.canStart(most, [])).toBe(true);
  // A run of the largest settings has the memory for itself.
  expect(admission.canStart(most, [1000])).toBe(true);
  expect(admission.canStart(most, [maxRows])).toBe(false);
});
