// The command itself, as a person meets it: its words, its exit codes, and what it leaves behind.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { listen, shut } from '../../sandbox/console/listen.ts';

const root = path.join(import.meta.dirname, '../..');

/** Runs the command; `onText` sees what it has said so far and may send it a signal. */
function run(
  args: readonly string[],
  onText: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
  temporary = os.tmpdir(),
): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn(process.execPath, ['sandbox/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
  });
  let text = '';
  const take = (part: string) => {
    text += part;
    onText(text, (signal) => child.kill(signal));
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

test('--help explains itself', async () => {
  expect(await run(['--help'])).toEqual({
    code: 0,
    text: expect.stringContaining('--scenario') as string,
  });
});

test('an unknown flag is refused with the usage', async () => {
  const { code, text } = await run(['--fast']);
  expect(code).toBe(2);
  expect(text).toContain("Unknown option '--fast'");
  expect(text).toContain('npm start -- [options]');
});

test('a port that is taken is said at once', async () => {
  const server = createServer();
  const port = await listen(server, 0);
  const { code, text } = await run(['--scenario', 'none', '--no-build', '--port', String(port)]);
  await shut(server);
  expect(code).toBe(1);
  expect(text.trim()).toBe(`Port ${port} is taken. Choose another with --port N.`);
});

test('a file that cannot be imported is named', async () => {
  const { code, text } = await run([
    ...['--scenario', 'none', '--no-build', '--port', '0'],
    ...['--import', '/nowhere/day.ndjson'],
  ]);
  expect(code).toBe(1);
  expect(text).toContain('/nowhere/day.ndjson cannot be read');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it, and no temporary file stays',
  async (signal) => {
    const temporary = await mkdtemp(path.join(os.tmpdir(), 'main-test-'));
    let sent = false;
    const { code, text } = await run(
      ['--scenario', 'none', '--no-build', '--port', '0', '--token', 'a-token-of-mine'],
      (soFar, kill) => {
        if (sent || !soFar.includes('Ctrl-C ends it')) return;
        sent = true;
        kill(signal);
      },
      temporary,
    );
    expect(code).toBe(0);
    expect(text).toMatch(/Console {3}http:\/\/localhost:\d+/);
    expect(text).toContain("curl -H 'SEC: a-token-of-mine'");
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  },
);
