// Extension archives for tests, around an app so small that its Node is a script that starts the one we run on.
import { copyFile, mkdtemp, chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeZip, type ZipInput } from '../../qradar_app_package/zip/write.ts';

/** What a test changes in the archive. */
export type ArchiveChanges = {
  readonly version?: string;
  /** MB, in both places that name them. */
  readonly memory?: number;
  /** Members of `manifest.json` that replace those of the small app. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Members of `manifest.txt`'s `extension_manifest`. */
  readonly extension?: Readonly<Record<string, unknown>>;
  /** Files added to the app zip, or put in the place of one. */
  readonly files?: Readonly<Record<string, string>>;
};

/** Makes archives, and takes what they need away again. */
export type ArchiveMaker = {
  readonly make: (changes?: ArchiveChanges) => Buffer;
  readonly close: () => Promise<void>;
};

/** The Node of this process, where every user of the machine can run it. */
export async function archiveMaker(): Promise<ArchiveMaker> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'node-for-all-'));
  await chmod(folder, 0o755);
  const node = path.join(folder, 'node');
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  return {
    make: (changes = {}) => extensionZip(node, changes),
    close: () => rm(folder, { recursive: true }),
  };
}

const uuid = '7c1f7a3e-3e5b-4b7a-9a0e-0d3c5f2b1a64';

function extensionZip(node: string, changes: ArchiveChanges): Buffer {
  const { version = '1.0.0' } = changes;
  const resources = { memory: changes.memory ?? smallManifest.resources.memory };
  const manifest = { ...smallManifest, resources, version, ...changes.manifest };
  const appFiles: Readonly<Record<string, string>> = {
    'manifest.json': JSON.stringify(manifest, null, 2),
    'README.md': '# Small app\n',
    'app/server.mjs': server,
    'container/service/node': `#!/bin/sh\nexec '${node}' "$@"\n`,
    ...changes.files,
  };
  const app = zipOf(appFiles);
  const files = {
    'SmallApp.xml': contentXml(JSON.stringify(manifest), version, manifest.resources.memory),
    'manifest.txt': JSON.stringify(manifestText(version, app.length, changes), null, 2),
  };
  return writeZip([
    ...Object.entries(files).map(([name, text]) => input(name, Buffer.from(text))),
    input('SmallApp/1.zip', app),
  ]);
}

function zipOf(files: Readonly<Record<string, string>>): Buffer {
  return writeZip(Object.entries(files).map(([name, text]) => input(name, Buffer.from(text))));
}

function input(name: string, content: Buffer): ZipInput {
  return { name, content, mode: name.startsWith('container/service/') ? 0o755 : 0o644 };
}

const smallManifest = {
  name: 'Small App',
  description: 'Answers its health check and tells what it may do',
  uuid,
  image: 'qradar-app-base:4.0.9',
  load_flask: 'false',
  use_qradar_csrf: 'true',
  areas: [{ id: 'Small', text: 'Small', description: 'A tab', url: 'index' }],
  resources: { memory: 150 },
  environment_variables: [
    { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/pki/tls/certs/ca-bundle.crt' },
  ],
  services: [
    {
      name: 'web',
      version: '1',
      port: 5000,
      command: '/opt/app-root/container/service/node /opt/app-root/app/server.mjs',
      directory: '/opt/app-root/app',
    },
  ],
};

/** Tells what it is, and tries what it must not. */
const server = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
const root = path.join(import.meta.dirname, '..');
const store = path.join(root, 'store');
const attempt = (name) => {
  try {
    writeFileSync(path.join(root, name), 'written');
    return 'written';
  } catch (error) {
    return error.code;
  }
};
const routes = {
  '/debug': () => ({}),
  '/index': () => ({ hello: process.env.QRADAR_APP_ID }),
  '/self': () => ({
    uid: process.getuid(),
    groups: process.getgroups(),
    environment: process.env,
    folder: process.cwd(),
    file: import.meta.filename,
    version: JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8')).version,
    starts: readFileSync(path.join(store, 'starts'), 'utf8'),
    written: Object.fromEntries(
      ['app/server.mjs', 'app/new', 'manifest.json', 'new', 'container/service/node', 'store/new'].map(
        (name) => [name, attempt(name)],
      ),
    ),
  }),
};
appendFileSync(path.join(store, 'starts'), '.');
http
  .createServer((request, response) => {
    const route = routes[new URL(request.url, 'http://app').pathname];
    response.writeHead(route ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(route ? route() : {}));
  })
  .listen(Number(process.env.TRANSFER_WATCH_PORT), process.env.TRANSFER_WATCH_HOST);
`;

function manifestText(version: string, size: number, changes: ArchiveChanges): unknown {
  return {
    _id: 'Example:SmallApp',
    doc: {
      extension_manifest: {
        locale: {
          'en-US': {
            'extension.name': 'Small App',
            'extension.long.description': 'An app for tests',
          },
        },
        extension_name: 'extension.name',
        extension_long_description: 'extension.long.description',
        supported_language_set: ['en-US'],
        min_qradar_version: '2021.6.7',
        version,
        authored_by: 'Example',
        authored_by_email: 'apps@example.com',
        package_size: String(size),
        ...changes.extension,
      },
    },
  };
}

function contentXml(manifest: string, version: string, memory: number): string {
  const escaped = manifest
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<content>
  <qradarversion>2021.6.7.20231113160045</qradarversion>
  <application_zip>
    <filedata>/SmallApp/1.zip</filedata>
    <id>/store/qapp/1/1.zip</id>
  </application_zip>
  <installed_application>
    <id>1</id>
    <zip_source_file_path>/store/qapp/1/1.zip</zip_source_file_path>
    <name>Small App</name>
    <description>Answers its health check and tells what it may do</description>
    <manifest>${escaped}</manifest>
    <image>qradar-app-base:4.0.9</image>
    <image_repo>qapp/1:${version}</image_repo>
    <memory>${memory}</memory>
    <cpu_share>0.1</cpu_share>
    <status>COMPLETED</status>
    <installed_on>1767225600000</installed_on>
    <installed_by></installed_by>
    <ootb_install>false</ootb_install>
    <single_instance_only>false</single_instance_only>
    <multitenancy_safe>false</multitenancy_safe>
  </installed_application>
</content>
`;
}
