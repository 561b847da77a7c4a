import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alice, consoleOf, errorOf, never } from '../support/console-of.ts';
import { liveCertificates, type LiveCertificates } from '../support/live-certificates.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Reply,
  type ScriptedConsole,
} from '../support/scripted-console.ts';
import { textLike } from '../support/text-like.ts';

let scripted: ScriptedConsole;
beforeAll(async () => {
  scripted = await startScriptedConsole(healthy());
});
afterAll(() => scripted.close());

/** Asks for the event fields, a plain repeatable call, with the answers in order, the last one repeated. */
const askFields = (...replies: readonly Reply[]) => askFieldsWithin({}, ...replies);

/** The same with a limit to each call, ms; the app's own where none is given. */
async function askFieldsWithin(limit: { timeoutMs?: number }, ...replies: readonly Reply[]) {
  const route = 'GET /ariel/databases/events';
  const earlier = scripted.asked.filter((asked) => asked.route === route).length;
  scripted.script({
    ...healthy(),
    [route]: ({ times }) =>
      replies[Math.min(times - earlier, replies.length) - 1] ?? refusal(500, 1020, 'unscripted'),
  });
  const console = consoleOf(scripted, limit);
  const before = scripted.asked.length;
  const work = console.factsFor(alice).eventFields(never);
  const [settled] = await Promise.allSettled([work]);
  await console.close();
  const asked = scripted.asked.slice(before).filter((one) => one.route === route);
  return { settled, tries: asked.length, asked };
}

const fine: Reply = { body: { columns: [{ name: 'qid', object_value_type: 'Integer' }] } };
const fields = [{ name: 'qid', numeric: true }];
const raw =
  (status: number, type: string, body: string): Reply =>
  (response) => {
    response.writeHead(status, { 'Content-Type': type });
    response.end(body);
  };

describe('what a call carries', () => {
  test('the session of the asker as headers, the version, and no cookie', async () => {
    const { asked } = await askFields(fine);
    expect(asked[0]?.headers).toMatchObject({
      sec: alice.sec,
      qradarcsrf: alice.csrf,
      version: '26.0',
      accept: 'application/json',
    });
    expect(asked[0]?.headers.cookie).toBeUndefined();
  });

  test('no CSRF value for an authorized service', async () => {
    const console = consoleOf(scripted);
    await console.who({ sec: 'service-token', csrf: null }, never);
    const asked = scripted.asked.findLast(({ route }) => route === 'GET /config/access/users');
    expect(asked?.headers['sec']).toBe('service-token');
    expect(asked?.headers['qradarcsrf']).toBeUndefined();
    await console.close();
  });

  test('goes to the console directly although the environment names a proxy', async () => {
    const proxy = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const before = { ...process.env };
    const address = proxy.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    process.env['https_proxy'] = `http://127.0.0.1:${port}`;
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
    try {
      expect((await askFields(fine)).settled).toEqual({ status: 'fulfilled', value: fields });
    } finally {
      process.env = before;
      proxy.close();
    }
  });
});

describe('API versions', () => {
  test('are asked for once an hour', async () => {
    let nowMs = 0;
    scripted.script(healthy());
    const console = consoleOf(scripted, { nowMs: () => nowMs });
    const count = () => scripted.routes().filter((route) => route === 'GET /help/versions').length;
    await console.about(alice, never);
    const first = count();
    nowMs = 59 * 60_000;
    await console.about(alice, never);
    expect(count()).toBe(first);
    nowMs = 61 * 60_000;
    await console.about(alice, never);
    expect(count()).toBeGreaterThan(first);
    await console.close();
  });

  test('are negotiated again when the one in use was removed by an upgrade', async () => {
    let upgraded = false;
    scripted.script({
      ...healthy(),
      'GET /help/versions': () => ({
        body: upgraded
          ? [{ version: '25.0', deprecated: false, removed: false }]
          : [{ version: '24.0', deprecated: false, removed: false }],
      }),
      'GET /system/about': ({ headers }) =>
        upgraded && headers['version'] === '24.0'
          ? refusal(422, 1, 'version not supported')
          : { body: { release_name: '7.5.0' } },
    });
    const console = consoleOf(scripted);
    expect(await console.about(alice, never)).toMatchObject({ apiVersion: '24.0' });
    upgraded = true;
    expect(await console.about(alice, never)).toMatchObject({ release: '7.5.0' });
    expect(await console.about(alice, never)).toMatchObject({ apiVersion: '25.0' });
    await console.close();
  });

  test('too old are refused with words', async () => {
    scripted.script({
      ...healthy(),
      'GET /help/versions': () => ({
        body: [{ version: '18.0', deprecated: false, removed: false }],
      }),
    });
    const console = consoleOf(scripted);
    expect(await errorOf(console.about(alice, never))).toMatchObject({ code: 'console-too-old' });
    await console.close();
  });
});

describe('refusals', () => {
  test.each([
    [401, 18, 'not-signed-in', 1],
    [403, 26, 'not-allowed', 1],
    [404, 4, 'console-failed', 1],
    [409, 1002, 'console-failed', 1],
    [422, 11, 'console-failed', 1],
    [429, 0, 'console-busy', 3],
    [500, 1020, 'console-failed', 3],
    [503, 1010, 'console-busy', 3],
    [550, 0, 'console-busy', 3],
  ])('HTTP %i with code %i is %s after %i tries', async (status, code, problem, tries) => {
    const outcome = await askFields(refusal(status, code, 'words of the console'));
    expect(outcome.settled).toMatchObject({
      reason: { code: problem, detail: 'words of the console' },
    });
    expect(outcome.tries).toBe(tries);
  });

  test('that are transient are overcome', async () => {
    const { settled, tries } = await askFields(
      refusal(500, 1020, 'stumbled'),
      refusal(503, 1010, 'busy'),
      fine,
    );
    expect(settled).toEqual({ status: 'fulfilled', value: fields });
    expect(tries).toBe(3);
  });

  test('wait as long as Retry-After asks', async () => {
    const beganMs = Date.now();
    const { settled } = await askFields(refusal(503, 1010, 'busy', { 'Retry-After': '1' }), fine);
    expect(settled).toMatchObject({ status: 'fulfilled' });
    expect(Date.now() - beganMs).toBeGreaterThanOrEqual(990);
  });

  test('are final when Retry-After asks for longer than anybody waits', async () => {
    const { tries } = await askFields(refusal(503, 1010, 'busy', { 'Retry-After': '3600' }), fine);
    expect(tries).toBe(1);
  });

  test('never bring a token the console echoes into an error', async () => {
    const echo = `bad header SEC: ${alice.sec} QRadarCSRF: ${String(alice.csrf)}\u0000\u202e`;
    const { settled } = await askFields(refusal(422, 5, echo));
    expect(settled).toMatchObject({
      reason: { detail: 'bad header SEC: [redacted] QRadarCSRF: [redacted]' },
    });
  });
});

describe('answers that cannot be believed', () => {
  const torn = '{"columns":[{"name":"qid","object_value_type":"Int';
  const appended = `${torn}${JSON.stringify({
    http_response: { code: 500, message: 'Server error.' },
    code: 13,
    description: '',
    details: {},
    message: 'the body could not be produced',
  })}`;

  test.each<[string, Reply, string]>([
    [
      'a log-in page with status 200',
      raw(200, 'text/html', '<html>Sign in</html>'),
      'console-answer-invalid',
    ],
    ['an HTML error page', raw(502, 'text/html', '<html>Bad gateway</html>'), 'console-failed'],
    ['JSON that ends early', raw(200, 'application/json', torn), 'console-answer-invalid'],
    ['an error appended to a cut body', raw(200, 'application/json', appended), 'console-failed'],
    ['a body of another shape', { body: { columns: 'none' } }, 'console-answer-invalid'],
    ['no content type', raw(200, '', JSON.stringify({ columns: [] })), 'console-answer-invalid'],
    [
      'a connection closed in the middle of the body',
      (response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
        response.write(torn);
        setTimeout(() => response.destroy(), 20);
      },
      'console-',
    ],
    [
      'a connection closed without an answer',
      (response) => response.destroy(),
      'console-unreachable',
    ],
  ])('%s is tried again, then said', async (_, reply, problem) => {
    const failed = await askFields(reply);
    expect(failed.settled).toMatchObject({ reason: { code: textLike(problem) } });
    expect(failed.tries).toBe(3);
    const overcome = await askFields(reply, fine);
    expect(overcome.settled).toEqual({ status: 'fulfilled', value: fields });
  });

  test.each<[string, Reply]>([
    ['silence', () => undefined],
    [
      'a body that never ends',
      (response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write(torn);
      },
    ],
  ])('%s is not waited for, is tried again, then said', async (_, reply) => {
    // Short for a test, long for an answer that does come, on a busy machine too.
    const limit = { timeoutMs: 1000 };
    const failed = await askFieldsWithin(limit, reply);
    expect(failed.settled).toMatchObject({ reason: { code: 'console-unreachable' } });
    expect(failed.tries).toBe(3);
    const overcome = await askFieldsWithin(limit, reply, fine);
    expect(overcome.settled).toEqual({ status: 'fulfilled', value: fields });
  });

  test('an appended error keeps its words and its meaning', async () => {
    const { settled } = await askFields(raw(200, 'application/json', appended));
    expect(settled).toMatchObject({
      reason: { status: 500, reason: 13, detail: 'the body could not be produced' },
    });
  });

  test('a parse error does not quote the body', async () => {
    const { settled } = await askFields(raw(200, 'application/json', '{"columns": secret-row'));
    expect(settled).toMatchObject({
      reason: { detail: textLike(/^((?!secret-row).)*$/) },
    });
  });

  test('a redirect is not followed', async () => {
    const { settled } = await askFields((response) => {
      response.writeHead(302, { Location: '/console/logon.jsp' });
      response.end();
    });
    expect(settled).toMatchObject({ reason: { code: 'console-failed' } });
    expect(scripted.routes()).not.toContain('GET /console/logon.jsp');
  });
});

describe('trust', () => {
  test('a certificate of an unknown authority is refused, and no token is sent', async () => {
    const before = scripted.asked.length;
    const console = consoleOf(scripted, { caBundle: null });
    expect(await errorOf(console.about(alice, never))).toMatchObject({ code: 'console-untrusted' });
    expect(scripted.asked.length).toBe(before);
    await console.close();
  });

  test('a certificate of another name is refused, and no token is sent', async () => {
    const elsewhere = await startScriptedConsole(healthy(), '127.0.0.2');
    const console = consoleOf(elsewhere);
    expect(await errorOf(console.about(alice, never))).toMatchObject({
      code: 'console-untrusted',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(elsewhere.asked).toEqual([]);
    await console.close();
    await elsewhere.close();
  });

  test('what does not speak TLS is unreachable, whatever its certificate', async () => {
    const plain = net.createServer((socket) => {
      // The client may hang up on what is no TLS.
      socket.on('error', () => socket.destroy()).end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await once(plain.listen(0, '127.0.0.1'), 'listening');
    const address = plain.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const console = consoleOf({ ...scripted, host: `localhost:${port}` });
    expect(await errorOf(console.about(alice, never))).toMatchObject({
      code: 'console-unreachable',
      wasSent: false,
    });
    await console.close();
    plain.close();
  });

  describe('of a leaf alone, without an Authority Key Identifier, as live consoles send it', () => {
    let live: LiveCertificates;
    let alone: ScriptedConsole;
    let folder: string;
    beforeAll(async () => {
      live = await liveCertificates(['localhost']);
      alone = await startScriptedConsole(healthy(), '127.0.0.1', live);
      folder = await mkdtemp(path.join(tmpdir(), 'trust-'));
    });
    afterAll(async () => {
      await alone.close();
      await rm(folder, { recursive: true });
    });

    /** The console, trusted as far as these certificates go. */
    async function trusting(...authorities: readonly string[]) {
      const caBundle = path.join(folder, `${authorities.length}.pem`);
      await writeFile(caBundle, authorities.map((pem) => `${pem}\n`).join(''));
      return consoleOf(alone, { caBundle });
    }

    test('root and intermediate are what it takes', async () => {
      const console = await trusting(live.root, live.intermediate);
      expect(await console.about(alice, never)).toMatchObject({ apiVersion: '26.0' });
      await console.close();
    });

    test('without them it is refused, and no token is sent', async () => {
      const before = alone.asked.length;
      for (const authorities of [[], [live.root]]) {
        const console = await trusting(...authorities);
        expect(await errorOf(console.about(alice, never))).toMatchObject({
          code: 'console-untrusted',
          detail: textLike(/^UNABLE_TO_/),
        });
        await console.close();
      }
      expect(alone.asked.length).toBe(before);
    });

    test('is trusted as soon as an administrator has completed the file', async () => {
      const console = await trusting();
      expect(await errorOf(console.about(alice, never))).toMatchObject({
        code: 'console-untrusted',
      });
      await writeFile(path.join(folder, '0.pem'), `${live.root}\n${live.intermediate}\n`);
      expect(await console.about(alice, never)).toMatchObject({ apiVersion: '26.0' });
      await console.close();
    });

    test('is not trusted while the file cannot be read, and is afterwards', async () => {
      const console = await trusting();
      const file = path.join(folder, '0.pem');
      const refused = { code: 'console-untrusted' };
      expect(await errorOf(console.about(alice, never))).toMatchObject(refused);
      await rm(file);
      const unread = { ...refused, detail: 'the CA bundle cannot be read' };
      expect(await errorOf(console.about(alice, never))).toMatchObject(unread);
      await writeFile(file, `${live.root}\n${live.intermediate}\n`);
      expect(await console.about(alice, never)).toMatchObject({ apiVersion: '26.0' });
      await console.close();
    });
  });

  test('nobody listening is unreachable', async () => {
    const console = consoleOf({ ...scripted, host: 'localhost:1' });
    expect(await errorOf(console.about(alice, never))).toMatchObject({
      code: 'console-unreachable',
      detail: 'ECONNREFUSED',
    });
    await console.close();
  });
});
