import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { problemCodes, problemSchema } from '../../../contract/problem.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import { meanings, problemOf } from '../../../app/http/problems.ts';

test.each(problemCodes)('%s has a status, a title, and is a Problem', (code) => {
  const problem = problemOf(new AppError(code, { detail: 'why' }), 'r1');
  expect(problemSchema.parse(problem)).toEqual(problem);
  expect(problem).toMatchObject({ code, requestId: 'r1' });
  expect(problem.status).toBeGreaterThanOrEqual(400);
  expect(problem.title).not.toBe('');
  expect(problem.detail).toBe(meanings[code].showsDetail ? 'why' : '');
});

test('docs/errors.md lists exactly the codes, with their status and whether to retry', async () => {
  const text = await readFile(path.join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+) \| (yes|no) \| (.+) \| (.+) \|$/gm)];
  const listed = rows.map(([, code, status, retryable]) => [code, Number(status), retryable]);
  const expected = problemCodes.map((code) => [
    code,
    meanings[code].status,
    meanings[code].retryable ? 'yes' : 'no',
  ]);
  expect(listed).toEqual(expected);
});

test('an unexpected error is internal and keeps its text to itself', () => {
  const problem = problemOf(new TypeError('token abc at /opt/app-root'), 'r2');
  expect(problem).toMatchObject({ code: 'internal', status: 500, detail: '' });
  expect(JSON.stringify(problem)).not.toContain('abc');
});
