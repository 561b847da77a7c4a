/** What is around the records: the version of the API and the rights of the session, each refused, too. */
import { lookAround } from '../../../../app/detection/coverage/surroundings.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { Surroundings } from '../../../../app/ports/surroundings.ts';

const { signal } = new AbortController();
const version = { version: '26.0', release: '7.5.0', isTested: true, isDeprecated: false };
const around = (changes: Partial<Surroundings> = {}) =>
  lookAround(
    {
      apiVersion: () => Promise.resolve(version),
      capabilities: () => Promise.resolve(['ADMIN', 'EventViewer']),
      ...changes,
    },
    signal,
  );

test('a tested version and an administrator are in order', async () => {
  expect(await around()).toEqual([
    { code: 'api-version', verdict: 'ok', unknown: null, evidence: version },
    { code: 'rights', verdict: 'ok', unknown: null, evidence: { isAdministrator: true } },
  ]);
});

test.each([
  ['untested', { isTested: false }],
  ['deprecated', { isDeprecated: true }],
])('a version that is %s is weak', async (_, change) => {
  const [api] = await around({ apiVersion: () => Promise.resolve({ ...version, ...change }) });
  expect(api).toMatchObject({ code: 'api-version', verdict: 'weak', evidence: change });
});

test('anybody else sees what the security profile shows, which is weak', async () => {
  const [, rights] = await around({ capabilities: () => Promise.resolve(['EventViewer']) });
  expect(rights).toMatchObject({ verdict: 'weak', evidence: { isAdministrator: false } });
});

test('rights that the console does not tell cannot be known', async () => {
  const [, rights] = await around({ capabilities: () => Promise.resolve(null) });
  expect(rights).toMatchObject({ verdict: 'cannot-know', unknown: 'no-right', evidence: null });
});

describe.each([
  ['not-allowed', 'no-right'],
  ['console-unreachable', 'no-answer'],
] as const)('%s', (code, reason) => {
  const refuse = () => Promise.reject(new AppError(code));
  test.each([
    ['apiVersion', 'api-version'],
    ['capabilities', 'rights'],
  ])('for %s: only %s cannot be known', async (asked, lost) => {
    const [whole, part] = await Promise.all([around(), around({ [asked]: refuse })]);
    expect(part).toEqual(
      whole.map((check) =>
        check.code === lost
          ? { code: lost, verdict: 'cannot-know', unknown: reason, evidence: null }
          : check,
      ),
    );
  });
});

test('who calls it off ends it', async () => {
  const error = new AppError('cancelled');
  await expect(around({ apiVersion: () => Promise.reject(error) })).rejects.toBe(error);
});
