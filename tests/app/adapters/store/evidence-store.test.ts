import { openEvidenceStore } from '../../../../app/adapters/store/evidence-store.ts';
import { drained } from '../../../../app/ports/steps.ts';

const reported: string[] = [];
const open = (maxBytes?: number) =>
  openEvidenceStore({
    report: (message) => reported.push(message),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n} ü`);
beforeEach(() => reported.splice(0));

test.each([0, 1, 199, 200, 201, 1000])('%d lines come back as they were', (count) => {
  const store = open();
  const other = drained(store.keep(['another'], 10));
  const kept = drained(store.keep(lines(count), count));
  expect(kept?.count).toBe(count);
  expect([...(kept?.lines() ?? [])]).toEqual(lines(count));
  kept?.drop();
  expect(() => kept?.lines()).toThrow(RangeError);
  expect([...(other?.lines() ?? [])]).toEqual(['another']);
  store.close();
});

test('more lines than may be kept are not kept, and take no space', () => {
  const store = open(40 * 4096);
  for (let tries = 0; tries < 50; tries++)
    expect(drained(store.keep(lines(10_000), 9_999))).toBeNull();
  expect(drained(store.keep(lines(100), 100))?.count).toBe(100);
  expect(reported).toEqual([]);
  store.close();
});

test('without space nothing is kept, which is reported, and what was kept stays', () => {
  const store = open(10 * 4096);
  const before = drained(store.keep(lines(50), 50));
  const noise = Array.from({ length: 5000 }, () => Math.random().toString(36));
  expect(drained(store.keep(noise, 5000))).toBeNull();
  expect(reported).toEqual(['the evidence of a run could not be kept']);
  expect([...(before?.lines() ?? [])]).toEqual(lines(50));
  expect(drained(store.keep(lines(50), 50))?.count).toBe(50);
  store.close();
});

test('what fails on the way is thrown on, and keeps nothing', () => {
  const store = open(40 * 4096);
  function* torn() {
    yield* lines(500);
    throw new Error('torn');
  }
  for (let tries = 0; tries < 50; tries++)
    expect(() => drained(store.keep(torn(), 9_999))).toThrow('torn');
  expect(drained(store.keep(lines(500), 500))?.count).toBe(500);
  store.close();
});
