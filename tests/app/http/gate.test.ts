import type { AddressInfo } from 'node:net';
import { createGate, type Gate } from '../../../app/http/gate.ts';

let gate: Gate;
let url: string;
beforeEach(async () => {
  gate = createGate();
  gate.server.listen(0, '127.0.0.1');
  await new Promise((resolve) => gate.server.once('listening', resolve));
  // A listening TCP server has an address with a port.
  url = `http://127.0.0.1:${(gate.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  gate.server.closeAllConnections();
  await new Promise((resolve) => gate.server.close(resolve));
});

test('the health check is answered before there is an app, and tells nothing', async () => {
  const answer = await fetch(`${url}/debug?x=1`);
  expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
  await gate.checked;
  const names = [...answer.headers.keys()].sort();
  const plain = [
    'cache-control',
    'connection',
    'content-length',
    'content-type',
    'date',
    'keep-alive',
  ];
  expect(names.filter((name) => !plain.includes(name) && name !== 'transfer-encoding')).toEqual([]);
});

test('everything else waits for the app, which never sees the health check', async () => {
  const waiting = Promise.all([fetch(`${url}/index`), fetch(`${url}/debug2`)]);
  await fetch(`${url}/debug`);
  const seen: string[] = [];
  gate.open((request, response) => {
    seen.push(request.url ?? '');
    response.end('app');
  });
  expect(await Promise.all((await waiting).map((answer) => answer.text()))).toEqual(['app', 'app']);
  expect(await (await fetch(`${url}/later`)).text()).toBe('app');
  expect((await fetch(`${url}/debug`)).status).toBe(200);
  expect(await (await fetch(`${url}/debug`, { method: 'POST' })).text()).toBe('app');
  expect(seen.sort()).toEqual(['/debug', '/debug2', '/index', '/later']);
});
