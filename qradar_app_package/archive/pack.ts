import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { complaintLine } from '../validate/complaint.ts';
import { validateArchive } from '../validate/archive.ts';
import { extensionManifestFile } from '../validate/extension-manifest.ts';
import { manifestFile } from '../validate/manifest.ts';
import { writeZip, type ZipInput } from '../zip/write.ts';
import { checkFileList } from './allowed-files.ts';
import { cachedDeflate } from './cached-deflate.ts';
import {
  appZipName,
  contentXmlName,
  contentXmlText,
  extensionManifestText,
} from './extension-files.ts';
import { licencesText } from './licences.ts';
import { PackageError } from './package-error.ts';
import { readProduct, type Product } from './product.ts';
import { readRuntime } from './runtime.ts';
import { sbomText } from './sbom.ts';
import { shippedPackages } from './shipped-packages.ts';

/** A finished archive. */
export type Archive = {
  /** `transfer-watch-0.1.0.zip`. */
  readonly fileName: string;
  readonly bytes: Buffer;
  /** What takes the room: bytes of Node as compressed, and of everything else. */
  readonly nodeBytes: number;
  readonly otherBytes: number;
  readonly nodeVersion: string;
};

/**
 * Makes the extension of a build (`dist/app` under `root`). The same sources give the same bytes. Rejects with
 * `PackageError` when a file is missing or does not belong, versions differ, or the validator complains.
 */
export async function packageApp(root: string): Promise<Archive> {
  const cache = path.join(root, 'node_modules/.cache/transfer-watch');
  const deflate = cachedDeflate(cache);
  const product = await readProduct(root);
  const runtime = await readRuntime(root, cache);
  const files = await appFiles(root, product, runtime);
  checkFileList(files.map(({ name }) => name));
  const appZip = writeZip(files, deflate);
  const bytes = extensionZip(product, appZip);
  const { complaints } = validateArchive(bytes);
  if (complaints.length > 0) {
    const lines = complaints.map(complaintLine).join('\n');
    throw new PackageError(`The archive would not install:\n${lines}`);
  }
  const nodeBytes = deflate(runtime.program).length;
  return {
    fileName: `${product.npm.name}-${product.npm.version}.zip`,
    bytes,
    nodeBytes,
    otherBytes: bytes.length - nodeBytes,
    nodeVersion: runtime.version,
  };
}

async function appFiles(
  root: string,
  product: Product,
  runtime: Awaited<ReturnType<typeof readRuntime>>,
): Promise<ZipInput[]> {
  const build = path.join(root, 'dist/app');
  const packages = await shippedPackages(root, build);
  const own = (file: string): Promise<Buffer> => readFile(path.join(root, file));
  return [
    text(manifestFile, product.manifestText),
    { ...text('README.md', ''), content: await own('qradar_app_package/app-readme.md') },
    // The server is read when it is debugged on a console; the tab's maps are for its makers, and take 1.4 MB.
    ...(await folderFiles(build, 'app')).filter(({ name }) => !/^app\/static\/.*\.map$/.test(name)),
    ...(await folderFiles(path.join(root, 'qradar_app_package/container'), 'container')),
    { ...text('app/about/LICENSE', ''), content: await own('LICENSE') },
    { ...text('app/about/CHANGELOG.md', ''), content: await own('CHANGELOG.md') },
    text('app/about/THIRD-PARTY-LICENCES.txt', licencesText(packages, runtime)),
    text('app/about/sbom.cdx.json', sbomText(product, packages, runtime)),
    { name: 'container/service/node', content: runtime.program, mode: 0o755 },
  ];
}

function text(name: string, content: string): ZipInput {
  return { name, content: Buffer.from(content), mode: 0o644 };
}

/** Files below a folder, if there is one, under another name; scripts get their run bit, whatever the working copy has. */
async function folderFiles(folder: string, name: string): Promise<ZipInput[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => !entry.isDirectory())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const inside = path.relative(folder, file).split(path.sep).join('/');
        const mode = inside.endsWith('.sh') ? 0o755 : 0o644;
        return { name: `${name}/${inside}`, content: await readFile(file), mode };
      }),
  );
}

/**
 * `manifest.txt` names the size of the archive it lies in. It is stored, not compressed, so that only its number of
 * digits matters, and a second round settles that.
 */
function extensionZip(product: Product, appZip: Buffer): Buffer {
  let size = appZip.length;
  for (let round = 0; round < 4; round += 1) {
    const bytes = writeZip([
      text(contentXmlName, contentXmlText(product)),
      { ...text(extensionManifestFile, extensionManifestText(product, size)), method: 'store' },
      { name: appZipName, content: appZip, mode: 0o644, method: 'store' },
    ]);
    if (bytes.length === size) return bytes;
    size = bytes.length;
  }
  throw new PackageError('The size of the archive does not settle.');
}
