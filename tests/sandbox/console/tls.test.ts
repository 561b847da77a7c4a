import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { statSync } from 'node:fs';
import tls from 'node:tls';
import { startConsoleFixture, type ConsoleFixture } from '../../support/console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsoleFixture();
});
afterAll(() => fixture.close());

function ask(
  ca: string | undefined,
  host = 'localhost',
): Promise<{ status: number; body: string }> {
  const { port } = new URL(fixture.console.apiUrl);
  return new Promise((resolve, reject) => {
    const request = https.get(
      `https://${host}:${port}/api/who`,
      { ...(ca === undefined ? {} : { ca }), headers: { SEC: 'token' }, agent: false },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => (body += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    request.on('error', reject);
  });
}

test.each(['localhost', '127.0.0.1'])(
  'the API answers at %s to whoever trusts the CA',
  async (host) => {
    const ca = await readFile(fixture.console.caFile, 'utf8');
    expect(await ask(ca, host)).toEqual({ status: 200, body: '{"sec":"token"}' });
  },
);

test('whoever does not trust the CA refuses the connection', async () => {
  await expect(ask(undefined)).rejects.toThrow(/certificate/);
});

test('the CA of another start vouches for nothing here', async () => {
  const other = await startConsoleFixture();
  try {
    const ca = await readFile(other.console.caFile, 'utf8');
    await expect(ask(ca)).rejects.toThrow(/certificate|signature/);
  } finally {
    await other.close();
  }
});

test('the certificate names its issuer’s key, as strict OpenSSL wants it', async () => {
  const { port } = new URL(fixture.console.apiUrl);
  const ca = new X509Certificate(await readFile(fixture.console.caFile));
  const leaf = await new Promise<X509Certificate | undefined>((resolve, reject) => {
    const socket = tls.connect({ host: 'localhost', port: Number(port), ca: ca.toString() }, () => {
      resolve(socket.getPeerX509Certificate());
      socket.end();
    });
    socket.on('error', reject);
  });
  expect(leaf?.checkIssued(ca)).toBe(true);
  expect(leaf?.raw.toString('hex')).toContain('0603551d23');
  expect(leaf?.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
});

test('the folder of the CA can be listed and written by this user alone', () => {
  const folder = path.dirname(fixture.console.caFile);
  expect(statSync(folder).mode & 0o066).toBe(0);
  expect(statSync(fixture.console.caFile).mode & 0o022).toBe(0);
});
