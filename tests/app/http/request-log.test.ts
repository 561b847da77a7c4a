/** What the log says of requests, over a real socket, with time in the test's hand. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { requestLog } from '../../../app/http/request-log.ts';
import { manualTime } from '../support/manual-time.ts';
import { until } from '../support/searches-by-hand.ts';

type Line = { readonly message: string; readonly [field: string]: unknown };

async function serving() {
  const time = manualTime();
  const lines: Line[] = [];
  const silent = () => undefined;
  const info = (message: string, fields: object = {}) => void lines.push({ message, ...fields });
  const log = { debug: silent, info, notice: silent, warn: silent, error: silent };
  const app = express();
  app.use(requestLog({ log, ...time }));
  app.get('/hover/:what', (_request, response) => void response.json({}));
  app.get('/refused', (_request, response) => void response.status(403).json({}));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  let asked = 0;
  const answered = () =>
    lines.reduce((sum, { message, more }) => sum + (message === 'request' ? 1 : Number(more)), 0);
  return {
    time,
    lines,
    answered,
    asked: () => asked,
    ask: async (path: string, times = 1) => {
      for (let n = 0; n < times; n += 1) {
        asked += 1;
        await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
      }
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('of a flood the first are written, then how many more there were, and nothing of others is lost', async () => {
  const { time, lines, ask, close, asked, answered } = await serving();
  for (let n = 0; n < 100; n += 1) await ask(`/hover/${n}?secret=1`);
  await ask('/refused', 3);
  await until(() => lines.filter(({ status }) => status === 403).length === 3);
  expect(lines.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(JSON.stringify(lines)).not.toContain('secret');
  time.pass(60_000);
  expect(lines.at(-1)).toEqual({
    message: 'more requests',
    kind: 'GET /hover/:what 200',
    more: 80,
    seconds: 60,
  });
  expect(answered()).toBe(asked());
  expect(time.pending()).toBe(0);
  await ask('/hover/again');
  await until(() => lines.some(({ path }) => path === '/hover/again'));
  await close();
});

test('paths that nobody serves are of one kind, however many', async () => {
  const { time, lines, ask, close } = await serving();
  for (let n = 0; n < 30; n += 1) await ask(`/nothing/${n}`);
  await until(() => lines.length === 20);
  expect(time.pending()).toBe(1);
  time.pass(60_000);
  expect(lines.at(-1)).toMatchObject({ kind: 'GET other 404', more: 10 });
  await close();
});
