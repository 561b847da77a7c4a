// A small app for tests of the console: what reaches it, it tells. Run by Node as the real one is.
import { createReadStream } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The product's page script, which the menu of addresses calls. */
const pageScript = path.join(import.meta.dirname, '../../ui/console/transfer-watch.js');

let served = 0;
let isWell = true;
const kept: Buffer[] = [];
const streams: http.ServerResponse[] = [];

const server = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://app');
  const json = (body: unknown) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'app=1' });
    response.end(JSON.stringify(body));
  };
  /** What the right-click of the product answers. */
  const open = (query: string) => {
    const [context, appId] = [searchParams.get('context'), process.env['QRADAR_APP_ID']];
    const page = `/console/plugins/${appId ?? ''}/app_proxy/index?${query}`;
    json({ context, appId, area: 'TransferWatch', path: page });
  };
  if (pathname === '/debug') {
    response.statusCode = isWell ? 200 : 500;
    response.end('ok');
    return;
  }
  served += 1;
  const routes: Readonly<Record<string, () => void>> = {
    '/rc/ip': () => open(`ip=${searchParams.get('context') ?? ''}`),
    '/rc/user': () => open(`only=user:${searchParams.get('context') ?? ''}`),
    '/rc/offense': () => open(`offense=${searchParams.get('appContext') ?? ''}`),
    '/static/console/transfer-watch.js': () => {
      response.writeHead(200, { 'Content-Type': 'text/javascript' });
      createReadStream(pageScript).pipe(response);
    },
    '/index': () => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(`<!doctype html><title>App</title><p id="address">${request.url ?? ''}</p>`);
    },
    '/environment': () => json(process.env),
    '/served': () => json({ served: served - 1 }),
    '/flags': () => json(process.execArgv),
    '/ail': () => {
      isWell = false;
      response.end();
    },
    '/fill': () => {
      const size = Number(searchParams.get('megabytes')) * 2 ** 20;
      // Written to, because memory that nobody touched does not count.
      kept.push(Buffer.alloc(size, 1));
    },
    '/crash': () => process.exit(3),
    '/stream': () => {
      response.write('first');
      streams.push(response);
    },
    '/stream/end': () => {
      for (const stream of streams.splice(0)) stream.end('last');
      json({});
    },
    '/moved': () => {
      response.writeHead(302, { Location: 'index?after=move' });
      response.end();
    },
  };
  const echo = async () => {
    const { method, url, headers } = request;
    json({ method, url, headers, body: await text(request) });
  };
  const route = routes[pathname];
  if (route === undefined) void echo();
  else route();
});

server.listen(Number(process.env['TRANSFER_WATCH_PORT']), process.env['TRANSFER_WATCH_HOST']);
process.stdout.write('listening\n');
