import * as z from 'zod';
import {
  cookiesOf,
  startConsoleFixture,
  theManifest,
  type ConsoleFixture,
} from '../../support/console-fixture.ts';

const echoSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string(),
});

let fixture: ConsoleFixture;
let session: { readonly sec: string; readonly csrf: string };
const appUrl = (path: string) => `${fixture.console.url}/console/plugins/1001/app_proxy/${path}`;
const served = async () => {
  const answer = await fetch(appUrl('served'), { headers: { Cookie: cookiesOf(session) } });
  return z.object({ served: z.number() }).parse(await answer.json()).served;
};

beforeAll(async () => {
  fixture = await startConsoleFixture();
  session = fixture.sessions.login('analyst');
});
afterAll(() => fixture.close());

describe('what reaches the app', () => {
  test('path, query, the two session cookies and X-Console-Host, and no other cookie', async () => {
    const answer = await fetch(appUrl('a/b?c=%20d&c=2'), {
      headers: {
        Cookie: `${cookiesOf(session)}; ConsoleTheme=dark; other=1`,
        'X-Console-Host': 'evil.example',
      },
    });
    const seen = echoSchema.parse(await answer.json());
    expect(seen.url).toBe('/a/b?c=%20d&c=2');
    expect(seen.headers['cookie']).toBe(cookiesOf(session));
    expect(seen.headers['x-console-host']).toBe(new URL(fixture.console.url).host);
  });

  test('the body of a POST that carries the CSRF header', async () => {
    const answer = await fetch(appUrl('api/runs'), {
      method: 'POST',
      body: 'x'.repeat(200_000),
      headers: { Cookie: cookiesOf(session), QRadarCSRF: session.csrf },
    });
    const seen = echoSchema.parse(await answer.json());
    expect(seen.method).toBe('POST');
    expect(seen.body).toHaveLength(200_000);
  });

  test('the same through the name of the service, and nothing through another name', async () => {
    const headers = { Cookie: cookiesOf(session) };
    const named = appUrl('x').replace('app_proxy', 'app_proxy:transfer-watch');
    expect((await fetch(named, { headers })).status).toBe(200);
    expect((await fetch(named.replace(':transfer-watch', ':other'), { headers })).status).toBe(404);
    expect((await fetch(appUrl('x').replace('1001', '1002'), { headers })).status).toBe(404);
  });

  test('a call of a script that carries the service token in the SEC header', async () => {
    const answer = await fetch(appUrl('api/runs'), {
      method: 'POST',
      headers: { SEC: 'token-of-the-service' },
    });
    const seen = echoSchema.parse(await answer.json());
    expect(seen.headers['sec']).toBe('token-of-the-service');
  });
});

describe('what does not reach the app', () => {
  test.each([
    ['no header', {}],
    ['a wrong header', { QRadarCSRF: 'guess' }],
    ['another session’s token', { QRadarCSRF: 'other' }],
  ])('a POST with %s', async (_case, extra: Record<string, string>) => {
    const before = await served();
    const other = fixture.sessions.login('branch');
    const token = extra['QRadarCSRF'] === 'other' ? { QRadarCSRF: other.csrf } : extra;
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const headers = { Cookie: cookiesOf(session), ...token };
      const answer = await fetch(appUrl('api/runs'), { method, headers });
      expect(answer.status).toBe(403);
    }
    expect(await served()).toBe(before + 1);
  });

  test('a CSRF cookie that was set by somebody else does not make the header right', async () => {
    const answer = await fetch(appUrl('api/runs'), {
      method: 'POST',
      headers: { Cookie: `SEC=${session.sec}; QRadarCSRF=planted`, QRadarCSRF: 'planted' },
    });
    expect(answer.status).toBe(403);
  });

  test('a stranger: a page goes to the log-in page and back, anything else is answered 401', async () => {
    const page = await fetch(appUrl('index?x=1'), {
      headers: { Accept: 'text/html' },
      redirect: 'manual',
    });
    expect(page.status).toBe(302);
    const next = encodeURIComponent('/console/plugins/1001/app_proxy/index?x=1');
    expect(page.headers.get('location')).toBe(`/console/login?next=${next}`);
    expect((await fetch(appUrl('api/session'))).status).toBe(401);
    const forged = { Cookie: 'SEC=made-up; QRadarCSRF=made-up' };
    expect((await fetch(appUrl('api/session'), { headers: forged })).status).toBe(401);
  });
});

describe('what comes back', () => {
  test('status and headers, but no cookie of the app', async () => {
    const answer = await fetch(appUrl('x'), { headers: { Cookie: cookiesOf(session) } });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('a redirect as the app wrote it', async () => {
    const headers = { Cookie: cookiesOf(session) };
    const answer = await fetch(appUrl('moved'), { headers, redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('index?after=move');
  });

  test('the first bytes before the last are written', async () => {
    const headers = { Cookie: cookiesOf(session) };
    const answer = await fetch(appUrl('stream'), { headers });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('first');
    await fetch(appUrl('stream/end'), { headers });
    expect((await reader?.read())?.value).toBe('last');
  });
});

test('a manifest without use_qradar_csrf lets a POST without the header through', async () => {
  const manifest = await theManifest();
  delete manifest['use_qradar_csrf'];
  const open = await startConsoleFixture({ manifest: JSON.stringify(manifest) });
  try {
    const own = open.sessions.login('analyst');
    const answer = await fetch(`${open.console.url}/console/plugins/1001/app_proxy/x`, {
      method: 'POST',
      headers: { Cookie: cookiesOf(own) },
    });
    expect(answer.status).toBe(200);
  } finally {
    await open.close();
  }
});
