import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createCertificates } from '../../../../sandbox/console/certificates.ts';

/** A request as it reached the console. `route` is `METHOD /path` with search ids replaced by `{id}`. */
export type Asked = {
  readonly route: string;
  readonly id: string;
  readonly query: URLSearchParams;
  /** What came in the body, as a form. */
  readonly form: URLSearchParams;
  /** The body as it came. */
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  /** How often this route was asked, this time included. */
  readonly times: number;
  /** Number of the connection it came on, from 1. */
  readonly connection: number;
};

/** A JSON answer, or a hand on the response for what no well-behaved console does. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  | ((response: ServerResponse) => void);

export type Script = Readonly<Record<string, (asked: Asked) => Reply>>;

export type ScriptedConsole = {
  /** For `QRADAR_CONSOLE_FQDN`: a name of the certificate, unless it listens at an address of its own. */
  readonly host: string;
  readonly port: number;
  /** PEM file of the authority that signed its certificate. */
  readonly caBundle: string;
  readonly asked: readonly Asked[];
  readonly routes: () => readonly string[];
  readonly script: (script: Script) => void;
  readonly close: () => Promise<void>;
};

/**
 * A console over real TLS, with certificates of its own or those given, that answers what a test tells it to; what is not scripted is 404/4. Its certificate
 * names localhost and 127.0.0.1.
 */
export async function startScriptedConsole(
  script: Script,
  address = '127.0.0.1',
  presents: { readonly certificate: string; readonly key: string } | null = null,
): Promise<ScriptedConsole> {
  const { caCertificate, ...own } = await createCertificates(Date.now());
  const { certificate, key } = presents ?? own;
  const folder = await mkdtemp(path.join(tmpdir(), 'scripted-console-'));
  const caBundle = path.join(folder, 'ca.pem');
  await writeFile(caBundle, caCertificate);
  const asked: Asked[] = [];
  const connections = new Set<object>();
  let current = script;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const form = new URLSearchParams(body);
    const url = new URL(request.url ?? '/', 'https://console');
    const id = /^\/api\/ariel\/searches\/([^/]+)/.exec(url.pathname)?.[1] ?? '';
    const plain = url.pathname.replace(/^\/api/, '');
    const route = `${request.method} ${id === '' ? plain : plain.replace(id, '{id}')}`;
    const times = asked.filter((earlier) => earlier.route === route).length + 1;
    const connection = [...connections.add(request.socket)].indexOf(request.socket) + 1;
    const { headers } = request;
    const entry = { route, id, query: url.searchParams, form, body, headers, times, connection };
    asked.push(entry);
    const reply = current[route]?.(entry) ?? refusal(404, 4, 'no such endpoint');
    if (typeof reply === 'function') reply(response);
    else send(response, reply);
  };
  const server = https.createServer({ cert: certificate, key }, (request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    host: address === '127.0.0.1' ? `localhost:${port}` : `${address}:${port}`,
    port,
    caBundle,
    asked,
    routes: () => asked.map(({ route }) => route),
    script: (next) => {
      current = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

function send(response: ServerResponse, reply: Exclude<Reply, (response: ServerResponse) => void>) {
  response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json', ...reply.headers });
  response.end(JSON.stringify(reply.body));
}

/** QRadar's error body. */
export function refusal(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  const body = {
    http_response: { code: status, message: 'As the status says.' },
    code,
    description: '',
    details: {},
    message,
  };
  return { status, headers, body };
}

/** A search object; unnamed members as of a finished search without rows. */
export function search(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    search_id: 's1',
    cursor_id: 's1',
    status: 'COMPLETED',
    progress: 100,
    record_count: 0,
    processed_record_count: 1234,
    query_execution_time: 5,
    save_results: false,
    ...members,
  };
}

/** Rows `{ n: 0 }`, `{ n: 1 }`, … */
export function numbered(count: number): { readonly n: number }[] {
  return Array.from({ length: count }, (_, n) => ({ n }));
}

/** The results of a search, by Range as QRadar cuts them: zero-based, both ends included. */
export function rangeOf(rows: readonly unknown[], asked: Asked): Reply {
  const [, from = '0', to = '0'] = /^items=(\d+)-(\d+)$/.exec(String(asked.headers.range)) ?? [];
  const page = rows.slice(Number(from), Number(to) + 1);
  const range = page.length === 0 ? '*' : `${from}-${Number(from) + page.length - 1}`;
  return {
    headers: { 'Content-Range': `items ${range}/${rows.length}` },
    body: { events: page },
  };
}

/** A console in good health whose every search has these rows; each created search has an id of its own. */
export function healthy(rows: readonly unknown[] = []): Script {
  return {
    'GET /help/versions': () => ({
      body: [
        { version: '26.0', deprecated: false, removed: false },
        { version: '22.0', deprecated: false, removed: true },
      ],
    }),
    'GET /system/about': () => ({ body: { release_name: '7.5.0 UpdatePackage 13' } }),
    'GET /config/access/users': () => ({
      body: [{ username: 'alice', user_role_id: 5, security_profile_id: 3, tenant_id: null }],
    }),
    'GET /config/access/user_roles': () => ({
      body: [{ name: 'Admin', capabilities: [{ name: 'ADMIN' }, { name: 'EventViewer' }] }],
    }),
    'GET /config/domain_management/domains': () => ({ body: [{ id: 7, name: 'Plant' }] }),
    'GET /ariel/databases/events': () => ({
      body: {
        columns: [
          { name: 'sourceip', object_value_type: 'Host' },
          { name: 'Bytes Sent', object_value_type: 'Double' },
          { name: 'Bytes Received', object_value_type: 'Long' },
        ],
      },
    }),
    'GET /data_classification/low_level_categories': () => ({
      body: [
        { id: 4002, name: 'Firewall Permit' },
        { id: 4012, name: 'Access Permitted' },
      ],
    }),
    'GET /config/network_hierarchy/networks': () => ({ body: [] }),
    'GET /asset_model/assets': () => ({ body: [] }),
    'GET /siem/source_addresses': () => ({ body: [] }),
    'GET /reference_data_collections/sets': () => ({ body: [] }),
    'POST /ariel/searches': ({ times }) => ({
      status: 201,
      body: search({ search_id: `s${times}`, status: 'WAIT', progress: 0 }),
    }),
    'GET /ariel/searches/{id}': ({ id }) => ({
      body: search({ search_id: id, record_count: rows.length }),
    }),
    'GET /ariel/searches/{id}/results': (asked) => rangeOf(rows, asked),
    'POST /ariel/searches/{id}': ({ id }) => ({
      body: search({ search_id: id, status: 'CANCELED' }),
    }),
    'DELETE /ariel/searches/{id}': ({ id }) => ({ status: 202, body: search({ search_id: id }) }),
  };
}
