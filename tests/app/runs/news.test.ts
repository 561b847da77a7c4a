import { News } from '../../../app/runs/news.ts';
import { manualTime } from '../support/manual-time.ts';

/** What has been answered by now, in order. */
function watching() {
  const time = manualTime();
  const news = new News(time.timers);
  const answered: string[] = [];
  const look = (name: string, withinMs: number, seenRevision = Infinity) =>
    news.next(withinMs, seenRevision).then(() => answered.push(name));
  /** After whatever was answered has said so. */
  const soFar = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return answered;
  };
  return { time, news, look, soFar };
}

test('a look is answered when its time is over, and not before', async () => {
  const { time, look, soFar } = watching();
  void look('patient', 1000);
  time.pass(999);
  expect(await soFar()).toEqual([]);
  time.pass(1);
  expect(await soFar()).toEqual(['patient']);
});

test('news answer all who wait, and none of their timers is left', async () => {
  const { time, news, look, soFar } = watching();
  void look('one', 10_000);
  void look('two', 10_000);
  news.tell(1);
  expect(await soFar()).toEqual(['one', 'two']);
  expect(time.pending()).toBe(0);
});

test('who comes after the news is answered at once, unless that revision is known', async () => {
  const { news, look, soFar } = watching();
  news.tell(3);
  void look('has seen none', 10_000, 0);
  void look('has seen the one before', 10_000, 2);
  void look('has seen it', 10_000, 3);
  void look('does not say', 10_000);
  expect(await soFar()).toEqual(['has seen none', 'has seen the one before']);
});

test('the end answers who waits and who comes later', async () => {
  const { news, look, soFar } = watching();
  void look('before', 10_000);
  news.end();
  void look('after', 10_000);
  expect(await soFar()).toEqual(['before', 'after']);
});
