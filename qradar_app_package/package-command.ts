import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packageApp } from './archive/pack.ts';
import { PackageError } from './archive/package-error.ts';
import { signArchive } from './archive/sign.ts';

const root = path.join(import.meta.dirname, '..');

const usage = `npm run package [-- --out FOLDER] [-- --sign KEYSTORE [--alias NAME] [--tsa URL]]

Builds app and tab and writes the archive for Extensions Management to dist/ or FOLDER. With --sign jarsigner
signs it with the key NAME (default: transfer-watch) and asks for the password, or takes it from the
environment variable TRANSFER_WATCH_STOREPASS.`;

try {
  await main();
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: path.join(root, 'dist') },
      sign: { type: 'string' },
      alias: { type: 'string', default: 'transfer-watch' },
      tsa: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const archive = await packageApp(root);
  const file = path.join(values.out, archive.fileName);
  await mkdir(values.out, { recursive: true });
  await writeFile(file, archive.bytes);
  if (values.sign !== undefined) {
    const { sign: keystore, alias, tsa: timeStampUrl = null } = values;
    await signArchive(file, { keystore, alias, timeStampUrl });
  }
  console.log(file);
  const { bytes, nodeBytes, otherBytes, nodeVersion } = archive;
  const parts = `Node ${nodeVersion} ${megabytes(nodeBytes)}, everything else ${megabytes(otherBytes)}`;
  console.log(`${megabytes(bytes.length)} MB (${parts})`);
  if (values.sign === undefined) {
    console.log(`sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
    console.log('Unsigned: QRadar installs it and shows a caution sign; see docs/install.md.');
  } else {
    console.log(`Signed with ${values.alias}; the bytes now differ from run to run.`);
  }
}

/** Millions of bytes, as in the goal. */
function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
