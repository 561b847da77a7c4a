import { alice, consoleOf, never, type Reported } from '../support/console-of.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Asked,
  type Reply,
  type Script,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

let scripted: ScriptedConsole;
beforeEach(async () => {
  scripted = await startScriptedConsole(healthy());
});
afterEach(() => scripted.close());

const assetsRoute = 'GET /asset_model/assets';
const networksRoute = 'GET /config/network_hierarchy/networks';
const placesRoute = 'GET /services/geolocations';

const network = (cidr: string, name: string, domainId: number | null = 7) => ({
  cidr,
  name,
  group: 'Internal',
  domain_id: domainId,
});
const asset = (name: string | null, ...values: readonly string[]) => ({
  id: 1,
  hostnames: name === null ? [] : [{ name }],
  properties: [],
  interfaces: [{ ip_addresses: values.map((value) => ({ value })) }],
});

/** Addresses in quotes of the filter of a call. */
const addressesIn = ({ query }: Asked) =>
  Array.from((query.get('filter') ?? '').matchAll(/"([^"]+)"/g), ([, address = '']) => address);

/** A console that knows these countries, and fails a call for any other address. */
const places = (countries: Readonly<Record<string, object>>) => (asked: Asked) => {
  const addresses = addressesIn(asked);
  return addresses.some((address) => !(address in countries))
    ? refusal(404, 1002, 'unknown')
    : { body: addresses.map((address) => ({ ip_address: address, ...countries[address] })) };
};
const nl = { physical_country: { name: 'Netherlands', iso_code: 'NL' } };

async function ask(script: Script, ...addresses: readonly string[]) {
  scripted.script({ ...healthy(), [placesRoute]: places({}), ...script });
  const reported: Reported[] = [];
  const console = consoleOf(scripted, { reported });
  const [settled] = await Promise.allSettled([
    console.hosts(alice, { addresses, domainId: 7 }, never),
  ]);
  await console.close();
  const hosts = settled.status === 'fulfilled' ? settled.value.hosts : null;
  return { hosts, settled, reported };
}

const times = (route: string) => scripted.routes().filter((one) => one === route).length;
const filterOf = (route: string) =>
  scripted.asked.find((asked) => asked.route === route)?.query.get('filter');

describe('what the console calls addresses', () => {
  test('is told of each, in the order of asking, with one call for all', async () => {
    const { hosts, reported } = await ask(
      {
        [assetsRoute]: () => ({ body: [asset('nas-01', '10.20.1.30', '10.20.1.31')] }),
        [networksRoute]: () => ({ body: [network('10.20.0.0/16', 'Servers')] }),
        [placesRoute]: places({ '28.230.11.2': nl }),
      },
      '28.230.11.2',
      '10.20.1.30',
      '28.230.11.2',
    );
    const outside = {
      address: '28.230.11.2',
      name: null,
      network: null,
      country: 'NL',
      notAsked: [],
    };
    const inside = {
      address: '10.20.1.30',
      name: 'nas-01',
      network: 'Internal.Servers',
      country: null,
      notAsked: [],
    };
    expect(hosts).toEqual([outside, inside, outside]);
    expect(filterOf(assetsRoute)).toBe(
      'interfaces contains ip_addresses contains value in ("28.230.11.2", "10.20.1.30") and domain_id = 7',
    );
    expect(filterOf(placesRoute)).toBe('ip_address in ("28.230.11.2")');
    expect([times(assetsRoute), times(networksRoute), times(placesRoute)]).toEqual([1, 1, 1]);
    expect(reported).toEqual([]);
  });

  test('is the asset name in any spelling of the address', async () => {
    const spelled = asset('v6', '2D00:C0DE:0010:0030:0000:0000:0000:0051', '::ffff:10.0.0.9');
    const { hosts } = await ask(
      { [assetsRoute]: () => ({ body: [asset(null, '10.0.0.9'), spelled] }) },
      '2d00:c0de:10:30::51',
      '10.0.0.9',
    );
    expect(hosts?.map(({ name }) => name)).toEqual(['v6', 'v6']);
  });

  test('is the smallest network of its domain', async () => {
    const { hosts } = await ask(
      {
        [networksRoute]: () => ({
          body: [
            network('0.0.0.0/0', 'other'),
            network('10.20.1.30/32', 'of another domain', 1),
            network('10.20.0.0/16', 'Servers'),
            network('10.0.0.0/8', 'All', null),
            network('2d00::/16', 'v6'),
            network('no block', 'none'),
            { cidr: null, name: null, group: null, domain_id: null },
          ],
        }),
      },
      '10.20.1.30',
      '10.9.9.9',
      '2d00::1',
      '192.168.0.1',
    );
    expect(hosts?.map((host) => host.network)).toEqual([
      'Internal.Servers',
      'Internal.All',
      'Internal.v6',
      null,
    ]);
  });

  test('is the country where an address is, else where it is registered, by code or by name', async () => {
    const registered = { physical_country: null, registered_country: { iso_code: 'DE' } };
    const { hosts } = await ask(
      {
        [placesRoute]: places({
          '28.0.0.1': { ...nl, registered_country: { iso_code: 'DE' } },
          '28.0.0.2': registered,
          '28.0.0.3': { physical_country: { name: 'Atlantis' } },
          '28.0.0.4': {},
        }),
      },
      ...[1, 2, 3, 4].map((n) => `28.0.0.${n}`),
    );
    expect(hosts?.map(({ country }) => country)).toEqual(['NL', 'DE', 'Atlantis', null]);
  });

  test('is known of the others where one is in no database', async () => {
    const known = Object.fromEntries([1, 2, 4, 5, 7].map((n) => [`28.0.0.${n}`, nl] as const));
    const { hosts, reported } = await ask(
      { [placesRoute]: places(known) },
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => `28.0.0.${n}`),
    );
    expect(hosts?.map(({ country }) => country)).toEqual([
      'NL',
      'NL',
      null,
      'NL',
      'NL',
      null,
      'NL',
    ]);
    expect(hosts?.flatMap(({ notAsked }) => notAsked)).toEqual([]);
    expect(reported).toEqual([]);
  });

  test('says what could not be asked, so that nothing is taken for nothing', async () => {
    const refused: readonly (readonly [string, () => Reply, string])[] = [
      [assetsRoute, () => refusal(403, 26, 'no'), 'name'],
      [networksRoute, () => refusal(403, 26, 'no'), 'network'],
      // A console without this function.
      [placesRoute, () => refusal(404, 4, 'no such path'), 'country'],
    ];
    for (const [route, answer, fact] of refused) {
      const { hosts, reported } = await ask({ [route]: answer }, '28.0.0.1', '10.0.0.1');
      const ofPrivate = fact === 'country' ? [] : [fact];
      expect(hosts?.map(({ notAsked }) => notAsked)).toEqual([[fact], ofPrivate]);
      expect(reported).toHaveLength(1);
    }
  });

  test('asks for no country of private addresses', async () => {
    await ask({}, '10.0.0.1', 'fd00::1', '192.168.0.1');
    expect(times(placesRoute)).toBe(0);
  });

  test('is refused to a session that has ended', async () => {
    const { settled } = await ask({ [networksRoute]: () => refusal(401, 18, 'no') }, '10.0.0.1');
    expect(settled).toMatchObject({ reason: { code: 'not-signed-in' } });
  });

  test('keeps the hierarchy for a while, for each session by itself', async () => {
    scripted.script({ ...healthy(), [placesRoute]: places({}) });
    const console = consoleOf(scripted);
    const seen = { addresses: ['10.0.0.1'], domainId: 7 };
    await console.hosts(alice, seen, never);
    await console.hosts(alice, seen, never);
    expect(times(networksRoute)).toBe(1);
    await console.hosts({ sec: 'another', csrf: null }, seen, never);
    expect(times(networksRoute)).toBe(2);
    await console.close();
  });
});
