import { ShortCache } from '../../../../app/adapters/qradar/cache.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { errorOf, never } from '../support/console-of.ts';

let nowMs = 0;
beforeEach(() => {
  nowMs = 0;
});
const cacheOf = (capacity = 10) =>
  new ShortCache<number>({
    clock: { nowMs: () => 0, monotonicMs: () => nowMs },
    lifetimeMs: 100,
    capacity,
  });

/** Gives 1, 2, 3, … at once. */
const counter = () => {
  let made = 0;
  return () => Promise.resolve(++made);
};

test('a value is kept for its lifetime, from when it was asked for', async () => {
  const cache = cacheOf();
  const next = counter();
  const asked = async () => cache.get('a', never, next);
  expect(await asked()).toBe(1);
  nowMs = 99;
  expect(await asked()).toBe(1);
  nowMs = 100;
  expect(await asked()).toBe(2);
  nowMs = 199;
  expect(await asked()).toBe(2);
});

test('the lifetime counts from the question, not from an answer that came late', async () => {
  const cache = cacheOf();
  const slow = Promise.withResolvers<number>();
  const first = cache.get('a', never, () => slow.promise);
  nowMs = 60;
  slow.resolve(1);
  expect(await first).toBe(1);
  nowMs = 100;
  expect(await cache.get('a', never, () => Promise.resolve(2))).toBe(2);
});

test('two who ask for one key share the answer under way', async () => {
  const cache = cacheOf();
  const next = counter();
  expect(await Promise.all([cache.get('a', never, next), cache.get('a', never, next)])).toEqual([
    1, 1,
  ]);
});

test('also while an old value is renewed', async () => {
  const cache = cacheOf();
  const next = counter();
  await cache.get('a', never, next);
  nowMs = 100;
  expect(await Promise.all([cache.get('a', never, next), cache.get('a', never, next)])).toEqual([
    2, 2,
  ]);
});

test('a failure reaches all who asked, and is not kept', async () => {
  const cache = cacheOf();
  const fail = () => Promise.reject(new AppError('console-busy'));
  const [first, second] = [cache.get('a', never, fail), cache.get('a', never, fail)];
  expect(await errorOf(first)).toMatchObject({ code: 'console-busy' });
  expect(await errorOf(second)).toMatchObject({ code: 'console-busy' });
  expect(await cache.get('a', never, () => Promise.resolve(1))).toBe(1);
});

test('an old value is not given in the place of a failure', async () => {
  const cache = cacheOf();
  await cache.get('a', never, () => Promise.resolve(1));
  nowMs = 100;
  const renewed = cache.get('a', never, () => Promise.reject(new AppError('console-busy')));
  expect(await errorOf(renewed)).toMatchObject({ code: 'console-busy' });
});

test('whoever gives up waits no longer, and ends nothing for others', async () => {
  const cache = cacheOf();
  const slow = Promise.withResolvers<number>();
  const stop = new AbortController();
  let isEnded = false;
  const make = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => (isEnded = true));
    return slow.promise;
  };
  const first = errorOf(cache.get('a', stop.signal, make));
  const second = cache.get('a', never, make);
  stop.abort(new AppError('cancelled'));
  expect(await first).toMatchObject({ code: 'cancelled' });
  expect(isEnded).toBe(false);
  slow.resolve(1);
  expect(await second).toBe(1);
});

test('the key that was asked for longest ago leaves first', async () => {
  const cache = cacheOf(2);
  const next = counter();
  await cache.get('a', never, next);
  await cache.get('b', never, next);
  await cache.get('a', never, next);
  await cache.get('c', never, next);
  expect(await cache.get('a', never, next)).toBe(1);
  expect(await cache.get('b', never, next)).toBe(4);
});

test('a key that leaves while its answer is under way still answers', async () => {
  const cache = cacheOf(1);
  const slow = Promise.withResolvers<number>();
  const first = cache.get('a', never, () => slow.promise);
  expect(await cache.get('b', never, () => Promise.resolve(2))).toBe(2);
  slow.resolve(1);
  expect(await first).toBe(1);
  expect(await cache.get('b', never, () => Promise.resolve(3))).toBe(2);
});
