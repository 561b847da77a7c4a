import type { Finding } from '../contract/finding.ts';
import type { Run } from '../contract/run.ts';
import type { Triage } from '../contract/triage.ts';
import { ratedBytes } from './rated-bytes.ts';
import { technique } from './technique.ts';

/** SHA-1 of a text in UTF-8, as UUIDs of version 5 are made with: 20 bytes. */
export type Sha1 = (text: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** An object of a bundle. */
type StixObject = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
};

/** Namespace of the ids of observables: STIX 2.1, 2.9 (OASIS). Ours, for everything else, begins with other digits. */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7';
const ours = 'c6e5a9d2-3f0b-4d53-9a3e-7b1d5f0e2a41';
/** `number_observed` ends there (STIX 2.1, Observed Data). */
const mostObserved = 999_999_999;

/**
 * Findings of a run, and what was decided about them, as a STIX 2.1 bundle: who talked to whom as observed data, the technique they
 * are taken for as a sighting, decisions as notes. The same findings give the same ids. Bytes that are not known are left out. `atMs`: when
 * the run ended, epoch ms.
 */
export async function stixBundle(
  findings: readonly Finding[],
  triage: ReadonlyMap<string, Triage>,
  { run, atMs, sha1 }: { readonly run: Run; readonly atMs: number; readonly sha1: Sha1 },
): Promise<{ readonly type: 'bundle'; readonly id: string; readonly objects: readonly unknown[] }> {
  const maker = new Maker(sha1, atMs);
  const identity = await maker.domainObject('identity', 'Transfer Watch', {
    ...{ name: 'Transfer Watch', identity_class: 'system' },
  });
  const pattern = await maker.domainObject('attack-pattern', technique.id, {
    name: technique.name,
    external_references: [
      {
        ...{ source_name: 'mitre-attack', external_id: technique.id },
        url: `https://attack.mitre.org/techniques/${technique.id.replace('.', '/')}`,
      },
    ],
  });
  const window = `${run.window.startMs} ${run.window.stopMs}`;
  for (const finding of findings) {
    const seen = await addObserved(maker, finding, `${finding.id} ${window}`);
    const sighting = await maker.domainObject('sighting', `${finding.id} ${window}`, {
      ...{ created_by_ref: identity, sighting_of_ref: pattern, observed_data_refs: [seen] },
      ...{ where_sighted_refs: [identity], count: observed(finding.connections) },
      ...{ first_seen: timeOf(finding.firstSeenMs), last_seen: timeOf(finding.lastSeenMs) },
      description: finding.reasons
        .map(({ code, value, unit }) => `${code} ${value} ${unit}`)
        .join('; '),
    });
    const decided = triage.get(finding.id);
    if (decided !== undefined && decided.version > 0)
      await addDecision(maker, decided, sighting, identity);
  }
  const objects = maker.objects();
  const id = await maker.idOf('bundle', ours, `${window} ${objects.map((one) => one.id).join()}`);
  return { type: 'bundle', id, objects };
}

async function addObserved(maker: Maker, finding: Finding, key: string): Promise<string> {
  const { destination, destinations, port, transport, protocol, firstSeenMs, lastSeenMs } = finding;
  const source = await maker.address(finding.source);
  const targets = destination === null ? destinations.map(({ address }) => address) : [destination];
  const sent = destination === null ? null : ratedBytes(finding, 'sent');
  const refs = new Set([source]);
  const protocols = [transport ?? 'tcp', ...(protocol === 'OTHER' ? [] : [protocol.toLowerCase()])];
  for (const target of targets) {
    const to = await maker.address(target);
    const named = { src_ref: source, dst_ref: to, dst_port: port, protocols };
    const times = { start: timeOf(firstSeenMs), end: timeOf(lastSeenMs) };
    const traffic = await maker.observable(
      'network-traffic',
      { ...times, ...named },
      {
        ...(sent === null ? {} : { src_byte_count: Math.round(sent) }),
      },
    );
    refs.add(to).add(traffic);
  }
  for (const user of finding.users.filter((name) => name !== ''))
    refs.add(await maker.observable('user-account', { account_login: user }, {}));
  return maker.domainObject('observed-data', key, {
    ...{ first_observed: timeOf(firstSeenMs), last_observed: timeOf(lastSeenMs) },
    ...{ number_observed: observed(finding.connections), object_refs: [...refs] },
  });
}

async function addDecision(
  maker: Maker,
  { finding, version, state, note, by }: Triage,
  sighting: string,
  identity: string,
): Promise<void> {
  await maker.domainObject('note', `${finding} ${version}`, {
    ...{ abstract: state, content: note === '' ? state : note, created_by_ref: identity },
    ...(by === null || by === '' ? {} : { authors: [by] }),
    object_refs: [sighting],
  });
}

const timeOf = (ms: number) => new Date(ms).toISOString();
const observed = (connections: number) =>
  Math.min(mostObserved, Math.max(1, Math.round(connections)));

/** Makes objects, each once, with ids that follow from what they are. */
class Maker {
  readonly #sha1: Sha1;
  readonly #atMs: number;
  readonly #made = new Map<string, StixObject>();

  constructor(sha1: Sha1, atMs: number) {
    this.#sha1 = sha1;
    this.#atMs = atMs;
  }

  objects(): readonly StixObject[] {
    return [...this.#made.values()];
  }

  /** Answers the id. `key` says which one of its type it is. */
  async domainObject(type: string, key: string, members: object): Promise<string> {
    const id = await this.idOf(type, ours, `${type} ${key}`);
    const at = timeOf(this.#atMs);
    return this.#add({ type, spec_version: '2.1', id, created: at, modified: at, ...members });
  }

  /** The id follows from `named`, the contributing properties in the order of their names (STIX 2.1, 2.9). */
  async observable(type: string, named: Readonly<Record<string, unknown>>, more: object) {
    const inOrder = Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1));
    const id = await this.idOf(type, observables, JSON.stringify(Object.fromEntries(inOrder)));
    return this.#add({ type, spec_version: '2.1', id, ...named, ...more });
  }

  address(value: string): Promise<string> {
    return this.observable(value.includes(':') ? 'ipv6-addr' : 'ipv4-addr', { value }, {});
  }

  /** A UUID of version 5 (RFC 4122, 4.3). */
  async idOf(type: string, namespace: string, name: string): Promise<string> {
    const space = namespace.replaceAll('-', '').match(/../g) ?? [];
    const text = new TextEncoder().encode(name);
    const bytes = await this.#sha1(
      new Uint8Array([...space.map((hex) => Number.parseInt(hex, 16)), ...text]),
    );
    const hex = [...bytes.slice(0, 16)]
      .map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x50 : at === 8 ? (byte & 0x3f) | 0x80 : byte))
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    return `${type}--${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
  }

  #add(object: StixObject): string {
    if (!this.#made.has(object.id)) this.#made.set(object.id, object);
    return object.id;
  }
}
