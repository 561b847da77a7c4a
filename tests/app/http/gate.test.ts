import net, { type AddressInfo } from 'node:net';
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

describe('one connection', () => {
  const request = 'GET /x HTTP/1.1\r\nHost: app\r\n\r\n';
  const connect = () => net.connect((gate.server.address() as AddressInfo).port, '127.0.0.1');
  const closed = (socket: net.Socket) => new Promise((resolve) => socket.once('close', resolve));

  test('has at most 20 requests, however many come in one piece, and then is closed', async () => {
    let begun = 0;
    gate.open((_request, response) => {
      begun += 1;
      response.end('app');
    });
    const socket = connect();
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.write(request.repeat(500));
    await closed(socket);
    expect(begun).toBe(20);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(20);
    expect((await fetch(`${url}/debug`)).status).toBe(200);
  });

  test('that takes nothing of its answer is closed after a while', async () => {
    const strict = createGate({ requests: 20, requestMs: 30_000, silenceMs: 200 });
    strict.server.listen(0, '127.0.0.1');
    await new Promise((resolve) => strict.server.once('listening', resolve));
    const gone = Promise.withResolvers<boolean>();
    strict.open((_request, response) => {
      response.once('close', () => gone.resolve(response.writableFinished));
      response.end(Buffer.alloc(64 * 1024 * 1024));
    });
    const socket = net.connect((strict.server.address() as AddressInfo).port, '127.0.0.1');
    socket.pause();
    socket.write(request);
    expect(await gone.promise).toBe(false);
    socket.destroy();
    await new Promise((resolve) => strict.server.close(resolve));
  });
});
