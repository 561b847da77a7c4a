import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PackageError } from './archive/package-error.ts';
import { readProduct } from './archive/product.ts';
import { withRunningApp } from './archive/running-app.ts';
import { validateArchive } from './validate/archive.ts';
import { complaintLine, isRefusal, type Complaint } from './validate/complaint.ts';
import { endpointComplaints } from './validate/endpoints.ts';
import { validateManifest } from './validate/manifest.ts';

const root = path.join(import.meta.dirname, '..');

const usage = `npm run validate [-- FILE]

Holds FILE, an extension archive or a manifest.json, against what QRadar checks and what makes an install fail. Without
FILE: the archive that npm run package wrote. An archive's server is started on loopback and asked for each address
its manifest names. Ends with code 1 when there are complaints, advice included.`;

try {
  await main();
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const file = positionals[0] ?? (await packagedFile());
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PackageError(`${file} cannot be read; npm run package writes the archive.`, {
      cause,
    });
  });
  const complaints = file.endsWith('.json')
    ? validateManifest(bytes.toString('utf8'))
    : await archiveComplaints(bytes);
  for (const complaint of complaints) console.log(complaintLine(complaint));
  if (complaints.length > 0) process.exitCode = 1;
  const refusals = complaints.filter(isRefusal).length;
  const count = `${complaints.length} complaints, ${refusals} for which QRadar refuses it`;
  console.log(`${file}: ${complaints.length === 0 ? 'no complaint' : count}`);
}

async function packagedFile(): Promise<string> {
  const { npm } = await readProduct(root);
  return path.join(root, 'dist', `${npm.name}-${npm.version}.zip`);
}

/** What is damaged is not run. */
async function archiveComplaints(bytes: Buffer): Promise<readonly Complaint[]> {
  const { complaints, app } = validateArchive(bytes);
  if (complaints.length > 0 || app?.manifestText == null) return complaints;
  const { files, manifestText } = app;
  return withRunningApp(files, (ask) => endpointComplaints(manifestText, ask));
}
