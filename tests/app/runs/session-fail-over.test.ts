import { AppError } from '../../../app/ports/app-error.ts';
import type { Identity } from '../../../app/ports/console.ts';
import { asAnySession } from '../../../app/runs/session-fail-over.ts';

const session = (sec: string): Identity => ({ sec, csrf: null });

/** Works as the sessions that are signed in, and remembers as whom it was tried. */
function worker(...signedIn: readonly string[]) {
  const tried: string[] = [];
  const work = ({ sec }: Identity) => {
    tried.push(sec);
    return signedIn.includes(sec)
      ? Promise.resolve(`as ${sec}`)
      : Promise.reject(new AppError('not-signed-in'));
  };
  return { tried, work };
}

test('works as the first session', async () => {
  const { tried, work } = worker('alice', 'bob');
  expect(await asAnySession(() => [session('alice'), session('bob')], work)).toBe('as alice');
  expect(tried).toEqual(['alice']);
});

test('works anew as the next one when the first has ended', async () => {
  const { tried, work } = worker('bob');
  expect(await asAnySession(() => [session('alice'), session('bob')], work)).toBe('as bob');
  expect(tried).toEqual(['alice', 'bob']);
});

test('works as a session that came while the first was tried', async () => {
  const sessions = [session('alice')];
  const { work } = worker('carol');
  const asked = asAnySession(
    () => sessions,
    (identity) => {
      sessions.push(session('carol'));
      return work(identity);
    },
  );
  expect(await asked).toBe('as carol');
});

test('tries a session once, however many runs it has', async () => {
  const { tried, work } = worker();
  const ended = asAnySession(() => [session('alice'), session('alice')], work);
  await expect(ended).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(tried).toEqual(['alice']);
});

test('ends with any other failure', async () => {
  const failure = new AppError('console-busy');
  const ended = asAnySession(
    () => [session('alice'), session('bob')],
    () => Promise.reject(failure),
  );
  await expect(ended).rejects.toBe(failure);
});
