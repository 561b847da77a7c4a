import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const megabyte = 1_024 ** 2;

test('100,000 rows of distinct pairs and users stay within the memory of an app', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    join(import.meta.dirname, 'fold-many.ts'),
  ]);
  // Parse boundary: the line that fold-many.ts writes.
  const measured = JSON.parse(stdout) as Record<string, number>;
  expect(measured).toMatchObject({ pairs: 100_000, findings: 10_000 });
  // Measured 26 MB and 1 MB; the app as a whole has 160 MB.
  expect(measured['evidenceBytes']).toBeLessThan(32 * megabyte);
  expect(measured['findingBytes']).toBeLessThan(4 * megabyte);
});
