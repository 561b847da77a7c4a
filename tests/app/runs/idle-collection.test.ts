import { IdleCollection } from '../../../app/runs/idle-collection.ts';
import { manualTime } from '../support/manual-time.ts';

function collecting() {
  const { timers, pass, pending } = manualTime();
  const state = { underWay: 0, collected: 0 };
  const collection = new IdleCollection({
    timers,
    collect: () => {
      state.collected += 1;
    },
    isIdle: () => state.underWay === 0,
  });
  return { state, collection, pass, pending };
}

test('garbage is collected once, ten seconds after the last detection', () => {
  const { state, collection, pass } = collecting();
  collection.detectionOver();
  pass(6_000);
  collection.detectionOver();
  pass(9_999);
  expect(state.collected).toBe(0);
  pass(1);
  expect(state.collected).toBe(1);
  pass(3_600_000);
  expect(state.collected).toBe(1);
});

test('not while another one is under way, but after it', () => {
  const { state, collection, pass } = collecting();
  collection.detectionOver();
  state.underWay = 1;
  pass(60_000);
  expect(state.collected).toBe(0);
  state.underWay = 0;
  collection.detectionOver();
  pass(10_000);
  expect(state.collected).toBe(1);
});

test('not after it was closed', () => {
  const { state, collection, pass, pending } = collecting();
  collection.detectionOver();
  collection.close();
  expect(pending()).toBe(0);
  pass(60_000);
  expect(state.collected).toBe(0);
});
