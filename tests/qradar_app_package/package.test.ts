import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkFileList } from '../../qradar_app_package/archive/allowed-files.ts';
import { elfNeeds, imageFaults } from '../../qradar_app_package/archive/elf.ts';
import { packageApp, type Archive } from '../../qradar_app_package/archive/pack.ts';
import { withRunningApp } from '../../qradar_app_package/archive/running-app.ts';
import { validateArchive } from '../../qradar_app_package/validate/archive.ts';
import { endpointComplaints } from '../../qradar_app_package/validate/endpoints.ts';
import type { ZipFile } from '../../qradar_app_package/zip/read.ts';
import { build, isBuilt } from '../../sandbox/build.ts';

const root = path.join(import.meta.dirname, '../..');

describe('the archive that npm run package writes', () => {
  let archive: Archive;
  let files: readonly ZipFile[] = [];
  const named = (name: string): ZipFile => {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined) throw new Error(`no ${name}`);
    return file;
  };
  const json = (name: string): unknown => JSON.parse(named(name).read().toString('utf8'));

  beforeAll(async () => {
    // `npm test` has built; a file run by itself may find an older build or none.
    if (!(await isBuilt(root))) await build(root, new AbortController().signal);
    archive = await packageApp(root);
    files = validateArchive(archive.bytes).app?.files ?? [];
  }, 600_000);

  test('has no complaint, and its three files', () => {
    const report = validateArchive(archive.bytes);
    expect(report.complaints).toEqual([]);
    expect(report.files.map(({ name }) => name)).toEqual([
      'TransferWatch.xml',
      'TransferWatch/1.zip',
      'manifest.txt',
    ]);
  });

  test('holds nothing but what belongs, server and Node included', () => {
    const names = files.map(({ name }) => name);
    expect(() => checkFileList(names)).not.toThrow();
    expect(
      names.filter((name) => /duckdb|sandbox|node_modules|\.ts$|\.test\./i.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => !/^(?:app|container)\//.test(name))).toEqual([
      'README.md',
      'manifest.json',
    ]);
  });

  test('carries run bits where they are needed and nowhere else', () => {
    const runnable = files.filter(({ mode }) => (mode & 0o111) !== 0).map(({ name }) => name);
    expect(runnable).toContain('container/service/node');
    expect(runnable.every((name) => name.startsWith('container/'))).toBe(true);
    expect(files.every(({ mode }) => mode === 0o644 || mode === 0o755)).toBe(true);
  });

  test('carries the Node that runs the tests, and it starts on the base image', () => {
    const program = named('container/service/node').read();
    expect(archive.nodeVersion).toBe(process.versions.node);
    const needs = elfNeeds(program);
    expect(imageFaults(needs)).toEqual([]);
    expect(needs.libraries).toContain('libc.so.6');
    expect(needs.libraries.some((library) => library.startsWith('libatomic'))).toBe(false);
    expect(needs.versions).toContain('GLIBC_2.28');
    if (process.platform === 'linux' && process.arch === 'x64') {
      expect(sha256(program)).toBe(sha256(readFileSync(process.execPath)));
    }
  });

  test('is the same to the byte when made again', async () => {
    const again = await packageApp(root);
    expect(sha256(again.bytes)).toBe(sha256(archive.bytes));
  });

  test('does not tell where it was built, so that other folders give the same bytes', () => {
    const telling = files.filter((file) => file.size < 10_000_000 && file.read().includes(root));
    expect(telling.map(({ name }) => name)).toEqual([]);
  });

  test('says its own size, and reaches the goal of 48 MB', () => {
    const { extension } = validateArchive(archive.bytes);
    expect(extension?.packageSize).toBe(String(archive.bytes.length));
    expect(archive.bytes.length).toBeLessThanOrEqual(48_000_000);
  });

  test('repeats one version everywhere', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string; // our own file
    };
    expect(archive.fileName).toBe(`transfer-watch-${version}.zip`);
    expect(validateArchive(archive.bytes).extension?.version).toBe(version);
    expect(json('manifest.json')).toMatchObject({ version });
    expect(json('app/about/sbom.cdx.json')).toMatchObject({ metadata: { component: { version } } });
  });

  test('answers every address of its manifest', async () => {
    const text = named('manifest.json').read().toString('utf8');
    const complaints = await withRunningApp(files, (ask) => endpointComplaints(text, ask));
    expect(complaints).toEqual([]);
  });

  test('is told when its manifest names an address that no route answers', async () => {
    const text = named('manifest.json')
      .read()
      .toString('utf8')
      .replaceAll('"/rc/ip"', '"/rc/gone"');
    const complaints = await withRunningApp(files, (ask) => endpointComplaints(text, ask));
    expect(complaints.map(({ at, rule }) => [at, rule])).toEqual([
      [expect.stringMatching(/^\$\.rest_methods\[\d+\]\.url$/), 'endpoint-exists'],
    ]);
  });

  test('lists Node and every bundled package with licence, address and hash (CycloneDX 1.6)', () => {
    const bom = json('app/about/sbom.cdx.json') as Bom; // the fields are checked one by one below
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bom.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    );
    const names = bom.components.map(({ group, name }) => (group ? `${group}/${name}` : name));
    for (const name of [
      'Node.js',
      'express',
      'axios',
      'zod',
      'react',
      '@carbon/react',
      '@ibm/plex-sans',
      'webpack',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => /duckdb|jest|eslint|chromium|playwright/.test(name))).toEqual([]);
    expect(new Set(bom.components.map((component) => component['bom-ref'])).size).toBe(
      names.length,
    );
    for (const component of bom.components) {
      expect(component.type).toMatch(/^(?:library|platform)$/);
      expect(component.version).toMatch(/^\d+\.\d+/);
      expect(component.purl).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@/);
      expect(component.licenses[0]?.license.id).toMatch(/^[\w.-]+$/);
      expect(component.hashes?.every(({ content }) => /^[0-9a-f]{64,128}$/.test(content))).toBe(
        true,
      );
    }
    expect(bom.dependencies[0]?.dependsOn).toEqual(bom.components.map((c) => c['bom-ref']));
  });

  test('has the licence text of everything in its bill of materials', () => {
    const bom = json('app/about/sbom.cdx.json') as Bom; // checked above
    const text = named('app/about/THIRD-PARTY-LICENCES.txt').read().toString('utf8');
    for (const { group, name, version } of bom.components) {
      expect(text).toContain(`\n${group ? `${group}/` : ''}${name} ${version} (`);
    }
    expect(text).not.toContain('\r');
  });
});

type Bom = {
  serialNumber: string;
  components: {
    type: string;
    'bom-ref': string;
    group?: string;
    name: string;
    version: string;
    purl: string;
    licenses: { license: { id: string } }[];
    hashes?: { alg: string; content: string }[];
  }[];
  dependencies: { dependsOn: string[] }[];
};

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const needed = [
  'manifest.json',
  'README.md',
  'app/server.mjs',
  'app/server.mjs.map',
  'app/static/index.html',
  'app/about/CHANGELOG.md',
  'app/about/LICENSE',
  'app/about/THIRD-PARTY-LICENCES.txt',
  'app/about/sbom.cdx.json',
  'container/service/node',
];

test.each([
  'node_modules/@duckdb/node-api/duckdb.node',
  'app/duckdb.node',
  'app/main.ts',
  'app/static/tab.js',
  'sandbox/main.ts',
  '.git/config',
  'container/service/extra',
  'store/settings.db',
])('%s does not belong into an archive', (name) => {
  expect(() => checkFileList([...needed, name])).toThrow(name);
});

test.each(needed)('an archive without %s is not written', (name) => {
  expect(() => checkFileList(needed.filter((other) => other !== name))).toThrow(name);
});

test('a program that needs more than the base image has is refused', () => {
  const needs = {
    libraries: ['libc.so.6', 'libatomic.so.1'],
    versions: ['GLIBC_2.28', 'GLIBC_2.34', 'GLIBCXX_3.4.25', 'GLIBCXX_3.4.26', 'OTHER_1'],
  };
  const faults = imageFaults(needs);
  expect(faults).toHaveLength(4);
  expect(faults.join(' ')).toMatch(/libatomic.*GLIBC_2\.34.*GLIBCXX_3\.4\.26.*OTHER_1/);
});

test('what is no 64-bit x86 program is told apart', () => {
  expect(() => elfNeeds(Buffer.from('#!/bin/sh\n'))).toThrow('no 64-bit x86');
});
