import { createHash } from 'node:crypto';
import type { Product } from './product.ts';
import { runtimePackage, type Runtime } from './runtime.ts';
import type { ShippedPackage } from './shipped-packages.ts';

/**
 * The bill of materials of an archive as CycloneDX 1.6 JSON (ECMA-424): the app, the packages in it and Node. The
 * serial number comes from the content and there is no time in it, so that the same commit gives the same bytes.
 */
export function sbomText(
  product: Product,
  packages: readonly ShippedPackage[],
  runtime: Runtime,
): string {
  const components = [nodeComponent(runtime), ...packages.map(packageComponent)];
  const app = appComponent(product);
  const serial = uuidOf(JSON.stringify([app, components]));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    metadata: { component: app },
    components,
    dependencies: [
      { ref: app['bom-ref'], dependsOn: components.map((component) => component['bom-ref']) },
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function appComponent({ npm, manifest }: Product) {
  return {
    type: 'application',
    'bom-ref': `pkg:generic/${npm.name}@${npm.version}`,
    name: npm.name,
    version: npm.version,
    description: manifest.description,
    licenses: [{ license: { id: npm.license } }],
    purl: `pkg:generic/${npm.name}@${npm.version}`,
  };
}

function nodeComponent({ version, program, integrity }: Runtime) {
  return {
    type: 'platform',
    'bom-ref': `pkg:npm/${runtimePackage}@${version}`,
    name: 'Node.js',
    version,
    description: 'container/service/node; the hashes are of that file and of its npm tarball',
    licenses: [{ license: { id: 'MIT' } }],
    purl: `pkg:npm/${runtimePackage}@${version}`,
    hashes: [
      { alg: 'SHA-256', content: createHash('sha256').update(program).digest('hex') },
      ...integrityHashes(integrity),
    ],
  };
}

function packageComponent(shipped: ShippedPackage) {
  const { name, version, licence, integrity, parts } = shipped;
  const [, group, short] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name) ?? [];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: short ?? name,
    version,
    licenses: [{ license: { id: licence } }],
    purl,
    ...(integrity === null ? {} : { hashes: integrityHashes(integrity) }),
    properties: [{ name: 'transfer-watch:part', value: parts.join(', ') }],
  };
}

/** The lock file's `sha512-<base64>` in the form of a bill of materials. */
function integrityHashes(integrity: string): { alg: string; content: string }[] {
  const [algorithm, value = ''] = integrity.split('-', 2);
  if (algorithm !== 'sha512') return [];
  return [{ alg: 'SHA-512', content: Buffer.from(value, 'base64').toString('hex') }];
}

/** A UUID of version 8 (RFC 9562: free use) made of a hash. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end))
    .join('-');
}
