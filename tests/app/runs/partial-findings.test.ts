import { PartialFindings } from '../../../app/runs/partial-findings.ts';
import type { Judging } from '../../../app/detection/detect.ts';
import { manualTime } from '../support/manual-time.ts';
import { drained } from '../../../app/ports/steps.ts';
import { inOneStep } from '../support/at-once.ts';

/** Judgements by what they judge: the pages that were read until then. */
function following(options: { readonly costMs?: number; readonly fails?: boolean } = {}) {
  const time = manualTime();
  const judged: number[] = [];
  const told: boolean[] = [];
  const partial = new PartialFindings({
    ...time,
    keep: inOneStep((judging) => {
      drained(judging({ push: () => undefined }));
      time.pass(options.costMs ?? 0);
      if (options.fails) throw new Error('the disk is full');
    }),
    onJudged: () => undefined,
    onFailure: () => undefined,
    onFirstFindings: (isNew) => told.push(isNew),
  });
  let pages = 0;
  const read = () => {
    const number = (pages += 1);
    const judging: Judging = inOneStep(() => {
      judged.push(number);
      return { denied: [], isCut: false, uses: [] };
    });
    partial.read(judging);
  };
  partial.begin();
  return { time, partial, judged, told, read };
}

test('rows that nothing is added to for a while are shown at the next look, and told at once', () => {
  const { partial, judged, told, read } = following();
  partial.showNow();
  expect(told).toEqual([]);
  read();
  partial.showNow();
  expect(told).toEqual([true]);
  partial.look();
  expect(judged).toEqual([1]);
});

describe('while rows are read', () => {
  test('nothing is judged where no tab looks', () => {
    const { time, judged, read } = following();
    read();
    time.pass(60_000);
    expect(judged).toEqual([]);
  });

  test('a look in the first second judges nothing: the rows may be whole by then', () => {
    const { time, partial, judged, read } = following();
    read();
    time.pass(999);
    partial.look();
    expect(judged).toEqual([]);
    time.pass(1);
    partial.look();
    expect(judged).toEqual([1]);
  });

  test('however often a tab looks, it is judged once a second', () => {
    const { time, partial, judged, read } = following();
    for (let quarter = 0; quarter < 16; quarter += 1) {
      read();
      time.pass(250);
      partial.look();
    }
    // At 1, 2, 3 and 4 seconds, each time over all that was read until then.
    expect(judged).toEqual([4, 8, 12, 16]);
  });

  test('judging takes a tenth of the time at most', () => {
    const { time, partial, judged, read } = following({ costMs: 300 });
    read();
    time.pass(1000);
    partial.look();
    read();
    time.pass(2999);
    partial.look();
    expect(judged).toEqual([1]);
    time.pass(1);
    partial.look();
    expect(judged).toEqual([1, 2]);
  });

  test('what was judged is not judged again until more was read', () => {
    const { time, partial, judged, read } = following();
    read();
    time.pass(1000);
    partial.look();
    time.pass(5000);
    partial.look();
    expect(judged).toEqual([1]);
  });

  test('a page that changes no finding changes nothing', () => {
    const { time, partial, judged, read } = following();
    read();
    partial.read(null);
    time.pass(1000);
    partial.look();
    partial.read(null);
    time.pass(5000);
    partial.look();
    expect(judged).toEqual([1]);
  });

  test('judging that failed is tried again with the next rows, and not more often', () => {
    const { time, partial, judged, read } = following({ fails: true });
    read();
    time.pass(1000);
    expect(() => partial.look()).toThrow('the disk is full');
    expect(() => partial.look()).not.toThrow();
    read();
    expect(() => partial.look()).not.toThrow();
    time.pass(1000);
    expect(() => partial.look()).toThrow('the disk is full');
    expect(judged).toEqual([1, 2]);
  });
});

describe('when the first searches are over', () => {
  test('nothing is judged for half a second, because the whole may come first', () => {
    const { time, partial, judged, told, read } = following();
    read();
    time.pass(2000);
    partial.firstFindings();
    time.pass(499);
    partial.look();
    expect([judged, told]).toEqual([[], []]);
  });

  test('after half a second they are told, and judged at the next look', () => {
    const { time, partial, judged, told, read } = following();
    read();
    partial.firstFindings();
    time.pass(500);
    expect([judged, told]).toEqual([[], [true]]);
    partial.look();
    expect(judged).toEqual([1]);
  });

  test('they are told as known where a look has judged them already', () => {
    const { time, partial, told, read } = following();
    read();
    time.pass(1000);
    partial.look();
    partial.firstFindings();
    time.pass(500);
    expect(told).toEqual([false]);
  });

  test('they are not told when the end comes before', () => {
    const { time, partial, judged, told, read } = following();
    read();
    partial.firstFindings();
    partial.end();
    time.pass(5000);
    partial.look();
    expect([judged, told, time.pending()]).toEqual([[], [], 0]);
  });
});

test('what was read before the end is judged whenever that is asked for', () => {
  const { partial, judged, read } = following();
  read();
  read();
  partial.judgeNow();
  partial.judgeNow();
  expect(judged).toEqual([2]);
});

test('what an earlier try has read does not count', () => {
  const { time, partial, judged, told, read } = following();
  read();
  partial.firstFindings();
  partial.begin();
  time.pass(5000);
  partial.look();
  expect([judged, told]).toEqual([[], []]);
  read();
  time.pass(1000);
  partial.look();
  expect(judged).toEqual([2]);
});

describe('where judging takes longer than a turn', () => {
  /** Judgements of so many steps, each of which takes so long; `judged` are those that came to their end. */
  function slowly(steps: number, fails = false) {
    const time = manualTime();
    const judged: number[] = [];
    const failures: unknown[] = [];
    let told = 0;
    let isOpen = false;
    const partial = new PartialFindings({
      ...time,
      keep: (judging) => judging({ push: () => undefined }),
      onJudged: () => (told += 1),
      onFailure: (error) => failures.push(error),
      onFirstFindings: () => undefined,
    });
    const read = (number: number) =>
      partial.read(function* () {
        isOpen = true;
        try {
          for (let step = 0; step < steps; step += 1) {
            time.pass(5);
            yield;
          }
          if (fails) throw new Error('the disk is full');
          judged.push(number);
          return { denied: [], isCut: false, uses: [] };
        } finally {
          isOpen = false;
        }
      });
    partial.begin();
    return { time, partial, judged, failures, read, told: () => told, isOpen: () => isOpen };
  }

  test('a look does not wait for it, nothing is folded meanwhile, and its end is news', async () => {
    const { time, partial, judged, read, told } = slowly(100);
    read(1);
    time.pass(1000);
    partial.look();
    const { over } = partial;
    expect([judged, over === null]).toEqual([[], false]);
    partial.look();
    expect(partial.over).toBe(over);
    await over;
    expect([judged, partial.over, told()]).toEqual([[1], null, 1]);
  });

  test('it takes a tenth of the time at most, too', async () => {
    const { time, partial, judged, read } = slowly(100);
    read(1);
    time.pass(1000);
    partial.look();
    await partial.over;
    read(2);
    time.pass(4999);
    partial.look();
    expect(partial.over).toBeNull();
    time.pass(1);
    partial.look();
    await partial.over;
    expect(judged).toEqual([1, 2]);
  });

  test('it is given up for the whole findings', async () => {
    const { time, partial, judged, read, told, isOpen } = slowly(100);
    read(1);
    time.pass(1000);
    partial.look();
    const { over } = partial;
    partial.end();
    await over;
    expect([judged, told(), isOpen()]).toEqual([[], 0, false]);
  });

  test('it goes on where nothing more comes', async () => {
    const { partial, judged, read } = slowly(100);
    read(1);
    partial.judgeNow();
    partial.last();
    await partial.over;
    expect(judged).toEqual([1]);
  });

  test('a failure is told, and the next time it is tried again', async () => {
    const { time, partial, failures, read, told } = slowly(100, true);
    read(1);
    time.pass(1000);
    partial.look();
    await partial.over;
    expect([failures.length, told(), partial.over]).toEqual([1, 0, null]);
  });
});
