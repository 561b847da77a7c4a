import dns from 'node:dns';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import type { Timers } from '../../../../app/ports/timers.ts';
import type { LiveCertificates } from './live-certificates.ts';
import { healthy, numbered, refusal, search, type Reply, type Script } from './scripted-console.ts';

/** How a console is out, and what a reader calls that. */
export const outageKinds = {
  busy: 'QRadar says 503',
  page: '502 and a page of the web tier',
  silence: 'no answer at all',
  reset: 'connections are reset',
  'no-tls': 'the TLS handshake fails',
  untrusted: 'another certificate',
  'no-name': 'the name is not found',
} as const;
export type OutageKind = keyof typeof outageKinds;

/** In which step of a run it goes out, and what a reader calls that. */
export const outageSteps = {
  facts: 'facts',
  create: 'create',
  created: 'create, answer lost',
  wait: 'wait',
  read: 'read',
  delete: 'delete',
} as const;
export type OutageStep = keyof typeof outageSteps;

export type OutageConsole = {
  /** For `QRADAR_CONSOLE_FQDN`. */
  readonly host: string;
  /** The outage begins, in steps that do not begin it themselves. */
  readonly goOut: () => void;
  readonly isOut: () => boolean;
  /** Searches that QRadar has, and how many there ever were. */
  readonly searches: () => { readonly now: number; readonly ever: number };
  readonly close: () => Promise<void>;
};

export type Outage = {
  readonly kind: OutageKind;
  readonly step: OutageStep;
  readonly ms: number;
};

/** Two pages of results; the second is the one that is struck. */
export const outageRows = numbered(1500);

const suffix = '.console.test';
/** For the certificate of these consoles. */
export const outageNames: readonly string[] = [`*${suffix}`];
let consoles = 0;

/**
 * A console, with certificates as live ones have them, that goes out once for so many milliseconds of the timers. Its
 * names are found by `findOutageConsoles` only.
 */
export async function startOutageConsole(
  outage: Outage,
  given: {
    readonly timers: Timers;
    readonly certificates: LiveCertificates;
    readonly impostor: LiveCertificates;
  },
): Promise<OutageConsole> {
  const qradar = new StruckQRadar(outage, given.timers);
  const serve = (certificates: LiveCertificates) =>
    https.createServer({ cert: certificates.certificate, key: certificates.key }, (asked, reply) =>
      qradar.answer(asked, reply),
    );
  const servers = [serve(given.certificates), serve(given.impostor)] as const;
  const [port, otherPort] = await Promise.all(servers.map(listen));
  const sockets = new Set<Socket>();
  const front = net.createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.on('error', () => socket.destroy());
    const kind = qradar.isOut ? outage.kind : null;
    if (kind === 'reset') socket.resetAndDestroy();
    else if (kind === 'no-tls') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    else join(socket, (kind === 'untrusted' ? otherPort : port) ?? 0);
  });
  const name = `c${(consoles += 1)}${suffix}`;
  qradar.onOut = () => {
    if (outage.kind === 'no-name') lost.add(name);
    const isOfConnections = ['reset', 'no-tls', 'untrusted', 'no-name'].includes(outage.kind);
    if (isOfConnections) for (const socket of sockets) socket.resetAndDestroy();
  };
  qradar.onBack = () => lost.delete(name);
  const host = `${name}:${await listen(front)}`;
  return {
    host,
    goOut: () => qradar.goOut(),
    isOut: () => qradar.isOut,
    searches: () => ({ now: qradar.searches.size, ever: qradar.created }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.closeAllConnections();
      await Promise.all([front, ...servers].map((server) => once(server.close(), 'close')));
    },
  };
}

/** Names of consoles that are out by their name. */
const lost = new Set<string>();

/** Has their names resolved to this machine until the function returned is called. */
export function findOutageConsoles(): () => void {
  const original = dns.lookup;
  const lookup = (
    name: string,
    options: dns.LookupOptions,
    answer: (
      error: NodeJS.ErrnoException | null,
      address?: string | dns.LookupAddress[],
      family?: number,
    ) => void,
  ) => {
    if (!name.endsWith(suffix)) original(name, options, answer as never);
    else if (lost.has(name)) {
      answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
    } else if (options.all) answer(null, [{ address: '127.0.0.1', family: 4 }]);
    else answer(null, '127.0.0.1', 4);
  };
  Object.assign(dns, { lookup });
  return () => Object.assign(dns, { lookup: original });
}

/** What the API does: it is well, goes out once at its step, and has what it had when it is back. */
class StruckQRadar {
  readonly searches = new Set<string>();
  created = 0;
  isOut = false;
  onOut: () => void = () => undefined;
  onBack: () => void = () => undefined;
  readonly #outage: Outage;
  readonly #timers: Timers;
  #wasOut = false;

  constructor(outage: Outage, timers: Timers) {
    this.#outage = outage;
    this.#timers = timers;
  }

  goOut(): void {
    this.isOut = true;
    this.#wasOut = true;
    this.onOut();
    this.#timers.after(this.#outage.ms, () => {
      this.isOut = false;
      this.onBack();
    });
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'https://console');
    const id = /\/ariel\/searches\/([^/]+)/.exec(pathname)?.[1] ?? '';
    const path = pathname.replace(/^\/api/, '').replace(/(searches\/)[^/]+/, '$1{id}');
    const route = `${request.method} ${path}`;
    const range = request.headers.range ?? '';
    const isStruckStep = struck[this.#outage.step]?.(route, range) === true;
    if (isStruckStep && !this.#wasOut) {
      // A creation whose answer is lost is carried out.
      if (this.#outage.step === 'created') this.#reply(route, id, range);
      this.goOut();
    }
    if (this.isOut) strike(response, this.#outage.kind);
    else send(response, this.#reply(route, id, range));
  }

  #reply(route: string, id: string, range: string): Reply {
    if (route === 'POST /ariel/searches') {
      this.created += this.searches.size === 0 ? 1 : 0;
      // The same search is answered with the one that is there.
      this.searches.add('s1');
      return { status: 201, body: search({ search_id: 's1', status: 'WAIT' }) };
    }
    if (route === 'GET /ariel/searches/{id}') {
      const isEnded = this.#outage.step !== 'wait' || this.#wasOut;
      const status = isEnded ? 'COMPLETED' : 'EXECUTE';
      return { body: search({ search_id: id, status, record_count: outageRows.length }) };
    }
    if (route === 'DELETE /ariel/searches/{id}') this.searches.delete(id);
    const none = new URLSearchParams();
    const asked = { route, id, query: none, form: none, body: '', headers: { range } };
    const reply = script[route]?.({ ...asked, times: 1, connection: 1 });
    return reply ?? refusal(404, 4, 'no such endpoint');
  }
}

const script: Script = healthy(outageRows);

/** Which call of a step is struck; without one the test begins the outage. */
const struck: Readonly<Partial<Record<OutageStep, (route: string, range: string) => boolean>>> = {
  facts: (route) => route === 'GET /ariel/databases/events',
  created: (route) => route === 'POST /ariel/searches',
  wait: (route) => route === 'GET /ariel/searches/{id}',
  read: (_route, range) => range.startsWith('items=1000-'),
  delete: (route) => route === 'DELETE /ariel/searches/{id}',
};

function strike(response: ServerResponse, kind: OutageKind): void {
  if (kind === 'busy') send(response, refusal(503, 1010, 'The Ariel server might be offline.'));
  else if (kind === 'page') {
    response.writeHead(502, { 'Content-Type': 'text/html' });
    response.end('<html><body>Proxy Error</body></html>');
  } else if (kind !== 'silence') response.destroy();
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === 'function') {
    reply(response);
    return;
  }
  response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json', ...reply.headers });
  response.end(JSON.stringify(reply.body));
}

function join(socket: Socket, port: number): void {
  const inner = net.connect(port, '127.0.0.1');
  inner.on('error', () => socket.destroy()).once('close', () => socket.destroy());
  socket.once('close', () => inner.destroy());
  socket.pipe(inner).pipe(socket);
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A listening TCP server has an address with a port.
  return (server.address() as AddressInfo).port;
}
