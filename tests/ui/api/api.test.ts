/** @jest-environment node */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TriageRequest } from '../../../contract/triage.ts';
import { createApi, isAbort, isPending, problemOf, ProblemError } from '../../../ui/api/api.ts';
import { aProblem, aRun, aSession, someSettings } from '../../support/ui-records.ts';

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly csrf: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
};
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server below a proxy path, as the console has it; returns what the tab's calls looked like. */
async function withServer(
  answer: Answer,
  use: (base: string, seen: readonly Seen[]) => Promise<void>,
): Promise<void> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const csrf = headers['qradarcsrf'];
      seen.push({ method, url, csrf: csrf?.toString(), type: headers['content-type'], body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    await use(`http://127.0.0.1:${address.port}/console/plugins/1001/app_proxy/index?ui=new`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const apiAt = (base: string, cookies = 'SEC=s; QRadarCSRF=token%20one; other=1') =>
  createApi({
    fetch: (input, init) => fetch(input, init),
    baseUrl: () => base,
    cookies: () => cookies,
  });

const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };

const text =
  (body: string, status: number, type = 'text/html'): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': type });
    response.end(body);
  };

async function problemFrom(
  answer: Answer,
  act: (base: string) => Promise<unknown> = (base) => apiAt(base).session(),
) {
  let problem: unknown;
  await withServer(answer, async (base) => {
    problem = await act(base).then(() => 'no rejection', problemOf);
  });
  return problem;
}

describe('addresses', () => {
  it('asks below the page’s own path, wherever the proxy has put it', async () => {
    await withServer(json(aSession()), async (base, seen) => {
      await expect(apiAt(base).session()).resolves.toEqual(aSession());
      expect(seen.map((request) => request.url)).toEqual([
        '/console/plugins/1001/app_proxy/api/session',
      ]);
    });
  });

  it('encodes ids and query values', async () => {
    const page = { offset: 50, total: 0, events: [], aql: '' };
    await withServer(json(page), async (base, seen) => {
      await apiAt(base).events('r/1', 'a|b c', 50, 25);
      expect(seen[0]?.url).toBe(
        '/console/plugins/1001/app_proxy/api/runs/r%2F1/findings/a%7Cb%20c/events?offset=50&limit=25',
      );
    });
  });

  it('leaves out what a pivot does not ask about', async () => {
    const queries = {
      sourceEvents: null,
      destinationEvents: null,
      pairEvents: null,
      userEvents: 'AQL',
      sourceFlows: null,
      pairFlows: null,
    };
    await withServer(json(queries), async (base, seen) => {
      await apiAt(base).pivots('r1', { user: "o'neil & co", ports: [21, 990], domain: 0 });
      const { searchParams } = new URL(seen[0]?.url ?? '', 'http://x');
      expect([...searchParams]).toEqual([
        ['user', "o'neil & co"],
        ['domain', '0'],
        ['port', '21,990'],
      ]);
    });
  });
});

describe('state changes', () => {
  it('carry the CSRF cookie, as it is, in the header', async () => {
    await withServer(json(aRun(), 201), async (base, seen) => {
      await apiAt(base).createRun({
        profile: 'corrected',
        range: { lastMinutes: 60 },
        fresh: false,
      });
      expect(seen).toEqual([
        {
          method: 'POST',
          url: '/console/plugins/1001/app_proxy/api/runs',
          csrf: 'token%20one',
          type: 'application/json',
          body: '{"profile":"corrected","range":{"lastMinutes":60},"fresh":false}',
        },
      ]);
    });
  });

  it('go out without the header where there is no cookie, for the console to refuse', async () => {
    await withServer(json(someSettings()), async (base, seen) => {
      await apiAt(base, '').saveSettings(someSettings(), { version: '"1"', isConfirmed: false });
      expect(seen.map(({ method, csrf }) => ({ method, csrf }))).toEqual([
        { method: 'PUT', csrf: undefined },
      ]);
    });
  });

  it('are the only calls with the header', async () => {
    await withServer(json(aRun()), async (base, seen) => {
      await apiAt(base).run('r1', { wait: 500, seen: 2 });
      await apiAt(base).cancelRun('r1');
      expect(seen.map(({ method, csrf }) => [method, csrf])).toEqual([
        ['GET', undefined],
        ['DELETE', 'token%20one'],
      ]);
    });
  });
});

describe('failures', () => {
  it('hands on the problem of the server', async () => {
    const problem = aProblem({ code: 'query-rejected', detail: 'line 3' });
    await expect(problemFrom(json(problem, 422))).resolves.toEqual(problem);
  });

  it.each([
    [401, 'GET', 'not-signed-in', false],
    [403, 'GET', 'not-allowed', false],
    [403, 'DELETE', 'csrf-refused', false],
    [404, 'GET', 'not-found', false],
    [400, 'GET', 'bad-request', false],
    [500, 'GET', 'console-failed', true],
    [502, 'GET', 'console-unreachable', true],
    [504, 'GET', 'console-unreachable', true],
  ] as const)('names a bare %i to a %s as %s', async (status, method, code, retryable) => {
    const act = (base: string) =>
      method === 'GET' ? apiAt(base).session() : apiAt(base).cancelRun('r1');
    await expect(problemFrom(text('<h1>Proxy</h1>', status), act)).resolves.toMatchObject({
      code,
      status,
      retryable,
    });
  });

  it('takes a log-in page in place of the answer for an ended session', async () => {
    await expect(problemFrom(text('<form>log in</form>', 200))).resolves.toMatchObject({
      code: 'not-signed-in',
    });
  });

  it.each([
    ['cut-off JSON', text('{"user":"adm', 200, 'application/json')],
    ['JSON of another shape', json({ user: 'admin' })],
  ])('does not believe %s', async (_what, answer) => {
    await expect(problemFrom(answer)).resolves.toMatchObject({ code: 'console-answer-invalid' });
  });

  it('names a connection that breaks', async () => {
    await expect(problemFrom((request) => request.socket.destroy())).resolves.toMatchObject({
      code: 'console-unreachable',
      status: 0,
      retryable: true,
    });
  });

  it('names a body that ends before it is whole', async () => {
    const answer: Answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"user":');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(problemFrom(answer)).resolves.toMatchObject({ code: 'console-unreachable' });
  });

  it('leaves a call that the caller gave up an abort, not a problem', async () => {
    await withServer(
      () => undefined,
      async (base) => {
        const control = new AbortController();
        const asked = apiAt(base).session(control.signal);
        setTimeout(() => control.abort(), 20);
        const error: unknown = await asked.catch((reason: unknown) => reason);
        expect(isAbort(error)).toBe(true);
        expect(error).not.toBeInstanceOf(ProblemError);
      },
    );
  });
});

describe('decisions', () => {
  const request: TriageRequest = {
    findings: [{ id: 'f1', version: 1 }],
    state: 'benign',
    assignee: null,
    note: 'a',
  };
  const conflict = aProblem({ code: 'triage-changed', status: 409, retryable: false });

  it('are refused with what holds where somebody else was faster', async () => {
    await withServer(json({ ...conflict, changed: 1, present: [] }, 409), async (base, seen) => {
      expect(await apiAt(base).decide('r1', request)).toMatchObject({ changed: 1, present: [] });
      expect(seen[0]).toMatchObject({ method: 'POST', csrf: 'token%20one' });
      expect(JSON.parse(seen[0]?.body ?? '')).toEqual(request);
    });
  });

  it.each([
    ['another refusal with that status', conflict, 409],
    ['an answer of that shape with another status', { ...conflict, changed: 1, present: [] }, 500],
  ])('fail with %s', async (_what, body, status) => {
    await withServer(json(body, status), async (base) => {
      await expect(apiAt(base).decide('r1', request)).rejects.toThrow(ProblemError);
    });
  });
});

describe('the settings', () => {
  it('are saved on top of the version that was read, and tell the next one', async () => {
    const asked: unknown[] = [];
    const answer: Answer = ({ url, headers }, response) => {
      asked.push([url, headers['if-match']]);
      response.writeHead(200, { 'Content-Type': 'application/json', ETag: '"2"' });
      response.end(JSON.stringify(someSettings()));
    };
    await withServer(answer, async (base) => {
      const api = apiAt(base);
      for (const isConfirmed of [false, true])
        await expect(
          api.saveSettings(someSettings(), { version: '"1"', isConfirmed }),
        ).resolves.toEqual({ settings: someSettings(), version: '"2"' });
    });
    expect(asked).toEqual([
      [expect.stringMatching(/api\/settings$/), '"1"'],
      [expect.stringMatching(/api\/settings\?confirmed=own-blocks$/), '"1"'],
    ]);
  });

  it.each([
    ['come alone where nothing is to be said of them', {}, null],
    ['could not be read', { 'X-Transfer-Watch-Notice': 'settings-invalid' }, 'settings-invalid'],
    ['cannot be saved', { 'X-Transfer-Watch-Notice': 'store-read-only' }, 'store-read-only'],
    ['come with a notice nobody knows', { 'X-Transfer-Watch-Notice': 'other' }, null],
  ])('%s', async (_what, headers, notice) => {
    const answer: Answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', ETag: '"1"', ...headers });
      response.end(JSON.stringify(someSettings()));
    };
    await withServer(answer, async (base) => {
      await expect(apiAt(base).settings()).resolves.toEqual({
        settings: someSettings(),
        notice,
        version: '"1"',
      });
    });
  });
});

it('tells a pending answer from a page of events', async () => {
  await withServer(json({ pending: true, percent: 40 }, 202), async (base) => {
    const answer = await apiAt(base).events('r1', 'f1', 0, 25);
    expect(isPending(answer) && answer.percent).toBe(40);
  });
});
