import { createProgress } from '../../sandbox/progress.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  let nowMs = 0;
  const progress = createProgress(
    { isTTY, write: (text) => written.push(text) },
    () => (nowMs += 1500),
  );
  return { progress, text: () => written.join('') };
}

test('off a terminal a step is one line, at its end', async () => {
  const { progress, text } = recorder(false);
  const result = await progress.step(
    'Loading',
    (tell) => {
      tell('half');
      return Promise.resolve(7);
    },
    (rows) => `${rows} rows`,
  );
  expect(result).toBe(7);
  expect(text()).toBe('  Loading: 7 rows (1.5 s)\n');
});

test('on a terminal the line is rewritten as the step goes on', async () => {
  const { progress, text } = recorder(true);
  await progress.step(
    'Loading',
    (tell) => {
      tell('half');
      return Promise.resolve();
    },
    () => 'done',
  );
  expect(text()).toContain('\r\x1b[K  Loading … 3.0 s half');
  expect(text()).toMatch(/\r\x1b\[K {2}Loading: done \(4\.5 s\)\n$/);
});

test('a step that fails says nothing of its own and passes the error on', async () => {
  const { progress, text } = recorder(false);
  const failing = progress.step(
    'Loading',
    () => Promise.reject(new Error('no')),
    () => 'done',
  );
  await expect(failing).rejects.toThrow('no');
  expect(text()).toBe('');
});
