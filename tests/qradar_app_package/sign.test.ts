import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signArchive } from '../../qradar_app_package/archive/sign.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'transfer-watch-sign-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for jarsigner that notes its words, and fails where it is told to. */
function program(name: string, exitCode: number): string {
  const file = path.join(folder, name);
  writeFileSync(
    file,
    `#!/bin/sh\necho "$@" > "$0.words"\necho "keystore was wrong"\nexit ${exitCode}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

const signing = { keystore: 'keys.p12', alias: 'transfer-watch', timeStampUrl: null };

test('jarsigner gets keystore, archive and alias, and no password', async () => {
  const signer = program('signer', 0);
  await signArchive('a.zip', { ...signing, program: signer, timeStampUrl: 'http://tsa.test' });
  const words = readFileSync(`${signer}.words`, 'utf8').trim();
  expect(words).toBe('-keystore keys.p12 -tsa http://tsa.test a.zip transfer-watch');
});

test('a refusal of jarsigner is handed on with its words', async () => {
  const signer = program('refuser', 1);
  await expect(signArchive('a.zip', { ...signing, program: signer })).rejects.toThrow(
    'keystore was wrong',
  );
});

test('without a jarsigner the error says where it comes from', async () => {
  const missing = path.join(folder, 'missing');
  expect(existsSync(missing)).toBe(false);
  await expect(signArchive('a.zip', { ...signing, program: missing })).rejects.toThrow(
    'comes with every JDK',
  );
});
