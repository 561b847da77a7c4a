import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { stixBundle } from '../../cards/stix.ts';
import type { Triage } from '../../contract/triage.ts';
import { hostileNames } from '../support/hostile-names.ts';
import { aFanOut, aFinding, aPooled, aRun } from '../support/ui-records.ts';

const sha1 = (text: Uint8Array) =>
  Promise.resolve(new Uint8Array(createHash('sha1').update(text).digest()));
const atMs = 1_767_600_000_000;
const bundleOf = (findings: Parameters<typeof stixBundle>[0], triage: readonly Triage[] = []) =>
  stixBundle(findings, new Map(triage.map((one) => [one.finding, one])), {
    ...{ run: aRun(), atMs, sha1 },
  });
const decided = (finding: string, note = ''): Triage => ({
  ...{ finding, version: 2, state: 'true-positive', assignee: null, note, by: 'alice' },
  ...{ atMs, firstSeenMs: atMs, reopened: null },
});

type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown };
type Ajv = { addSchema: (schema: object) => void; getSchema: (id: string) => Validate | undefined };

const base = 'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas';
const folder = path.join(import.meta.dirname, '../cases/stix-2.1/schemas');

/** The schemas of OASIS, by the validator that `ajv-formats` brings along. */
function schemas(): Ajv {
  const require = createRequire(import.meta.url);
  const own = createRequire(require.resolve('ajv-formats'));
  const { default: Ajv2020 } = own('ajv/dist/2020.js') as { default: new (options: object) => Ajv };
  const addFormats = require('ajv-formats') as (ajv: Ajv) => void;
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  addFormats(ajv);
  for (const file of files)
    ajv.addSchema(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as object);
  return ajv;
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);
const ajv = schemas();

function faults(file: string, value: unknown): unknown {
  const validate = ajv.getSchema(`${base}/${file}`);
  if (validate === undefined) throw new Error(`there is no schema ${file}`);
  return validate(value) ? [] : [file, validate.errors];
}

/**
 * Each object by the schema of its type, and the bundle by its own: that leaves notes out of its list, and takes them for objects that
 * nobody knows, which fit two of its branches at once.
 */
function faultsOf(bundle: { readonly objects: readonly unknown[] }): unknown {
  const objects = bundle.objects as readonly { readonly type: string }[];
  const known = { ...bundle, objects: objects.filter(({ type }) => type !== 'note') };
  const each = objects.map((object) => {
    const file = files.find((one) => path.basename(one) === `${object.type}.json`);
    return faults(file ?? object.type, object);
  });
  return [faults('common/bundle.json', known), ...each].flat();
}

test('fits the schema of OASIS, whatever the findings are', async () => {
  const hostile = Object.values(hostileNames);
  const findings = [
    aFinding(),
    aFinding({ id: 'v6', source: '2001:db8::1', users: hostile }),
    aFinding({ id: 'unknown', sent: null, dataChannel: null, transport: null, protocol: 'OTHER' }),
    aFinding({ id: 'once', connections: 1, firstSeenMs: atMs, lastSeenMs: atMs }),
    aFanOut(),
    aPooled(),
  ];
  const triage = [decided('v6', hostile.join('\n')), decided('unknown')];
  expect(faultsOf(await bundleOf(findings, triage))).toEqual([]);
});

test('a bundle that is wrong does not fit it', async () => {
  const { objects, ...bundle } = await bundleOf([aFinding()]);
  const broken = objects.map((one) => ({ ...(one as object), spec_version: 2 }));
  expect(faultsOf({ ...bundle, objects: broken })).not.toEqual([]);
});

test('says who sent what to whom, and what was decided', async () => {
  const { objects } = await bundleOf([aFinding()], [decided(aFinding().id, 'rented host')]);
  expect(objects).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'ipv4-addr', value: '10.1.2.3' }),
      expect.objectContaining({ type: 'network-traffic', dst_port: 21, protocols: ['tcp', 'ftp'] }),
      expect.objectContaining({ type: 'attack-pattern', name: 'File Transfer Protocols' }),
      expect.objectContaining({ type: 'sighting', count: 12 }),
      expect.objectContaining({ type: 'note', abstract: 'true-positive', content: 'rented host' }),
    ]),
  );
  const unknown = await bundleOf([aFinding({ sent: null, dataChannel: null })]);
  expect(JSON.stringify(unknown)).not.toContain('src_byte_count');
});

test('has the same ids for the same findings, and those that STIX prescribes for addresses', async () => {
  const ids = async () => (await bundleOf([aFinding(), aFanOut()])).objects;
  expect(await ids()).toEqual(await ids());
  const { objects } = await bundleOf([aFinding({ source: '198.51.100.3' })]);
  // Made by another implementation of UUIDs, from the name {"value":"198.51.100.3"}.
  expect(objects).toContainEqual(
    expect.objectContaining({ id: 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4' }),
  );
});
