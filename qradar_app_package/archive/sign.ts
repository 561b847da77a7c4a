import { spawn } from 'node:child_process';
import { PackageError } from './package-error.ts';

/** How to sign; jarsigner itself asks for what is secret. */
export type Signing = {
  readonly keystore: string;
  readonly alias: string;
  /** Address of a time stamping authority; `null` signs without. */
  readonly timeStampUrl: string | null;
  /** Program to run. Default `jarsigner`, of any JDK. */
  readonly program?: string;
};

/**
 * Variable that holds the keystore's password where nobody can type it. jarsigner reads it itself, so that the
 * password is in no argument list.
 */
export const passwordVariable = 'TRANSFER_WATCH_STOREPASS';

/**
 * Signs an archive in place, as extensions are (docs/qradar-facts.md#signing): jarsigner adds `META-INF/` and leaves the app
 * zip untouched. Rejects with `PackageError` when there is no jarsigner, or when it refuses.
 */
export async function signArchive(file: string, signing: Signing): Promise<void> {
  const { keystore, alias, timeStampUrl, program = 'jarsigner' } = signing;
  const hasPassword = process.env[passwordVariable] !== undefined;
  const words = [
    ...['-keystore', keystore],
    ...(hasPassword ? ['-storepass:env', passwordVariable] : []),
    ...(timeStampUrl === null ? [] : ['-tsa', timeStampUrl]),
    file,
    alias,
  ];
  const child = spawn(program, words, { stdio: ['inherit', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(program, error)));
    child.once('close', resolve);
  });
  if (code !== 0) throw new PackageError(`${program} did not sign the archive:\n${said.trim()}`);
}

function notStarted(program: string, cause: Error): PackageError {
  const sentence = `${program} cannot be started. It comes with every JDK; without --sign the archive stays unsigned.`;
  return new PackageError(sentence, { cause });
}
