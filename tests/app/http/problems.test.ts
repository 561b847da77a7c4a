import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { languages } from '../../../contract/languages.ts';
import { problemCodes, problemSchema } from '../../../contract/problem.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import { meanings, problemOf } from '../../../app/http/problems.ts';
import { problems } from '../../../words/en/problems.ts';

test.each(problemCodes)('%s has a status, and is a Problem in every language', (code) => {
  for (const language of languages) {
    const problem = problemOf(new AppError(code, { detail: 'why' }), 'r1', language);
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({ code, requestId: 'r1' });
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.detail).toBe(meanings[code].showsDetail ? 'why' : '');
  }
});

test('title and hint are what the tab says of the code, in the language asked for', () => {
  const inEnglish = problemOf(new AppError('console-busy'), 'r1', 'en');
  expect(inEnglish).toMatchObject({
    title: 'QRadar is busy',
    hint: 'Too many searches are under way. Try again in a moment.',
  });
  const inGerman = problemOf(new AppError('console-busy'), 'r1', 'de');
  expect(inGerman).toMatchObject({
    title: 'QRadar ist ausgelastet',
    hint: 'Zu viele Suchen laufen. Versuchen Sie es in einem Augenblick erneut.',
  });
});

test('docs/errors.md lists exactly the codes, with their status, whether to retry, and their words', async () => {
  const text = await readFile(path.join(process.cwd(), 'docs/errors.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+) \| (yes|no) \| (.+?) \| (.+?) \|/gm)];
  const listed = rows.map(([, code, status, retryable, title, remedy]) => ({
    code,
    status: Number(status),
    retryable: retryable === 'yes',
    title,
    remedy,
  }));
  const expected = problemCodes.map((code) => {
    const { status, retryable } = meanings[code];
    return { code, status, retryable, ...problems[code] };
  });
  expect(listed).toEqual(expected);
});

test('an unexpected error is internal and keeps its text to itself', () => {
  const problem = problemOf(new TypeError('token abc at /opt/app-root'), 'r2', 'en');
  expect(problem).toMatchObject({ code: 'internal', status: 500, detail: '' });
  expect(JSON.stringify(problem)).not.toContain('abc');
});
