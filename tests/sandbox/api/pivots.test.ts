import type { Dimensions, Offense } from '../../../sandbox/sql/dimensions.ts';
import {
  dayMs,
  errorBody,
  rowsOf,
  startConsole,
  type Answer,
  type RunningConsole,
} from './support.ts';

function anOffense(offense: Partial<Offense>): Offense {
  return {
    id: 1,
    description: 'FTP upload to a rare destination\n',
    status: 'OPEN',
    offenseTypeId: 0,
    offenseSource: '10.20.30.40',
    sourceIps: ['10.20.30.40'],
    localDestinationIps: [],
    sourceNetwork: 'Internal.Servers',
    destinationNetworks: ['other'],
    domainId: 0,
    magnitude: 4,
    severity: 5,
    credibility: 3,
    relevance: 2,
    startMs: dayMs,
    lastUpdatedMs: dayMs + 1000,
    eventCount: 10,
    flowCount: 2,
    usernameCount: 1,
    remoteDestinationCount: 1,
    categories: ['FTP Session Opened'],
    ruleIds: [100451],
    logSourceIds: [101],
    assignedTo: null,
    inactive: false,
    protected: false,
    followUp: false,
    ...offense,
  };
}

const dimensions: Partial<Dimensions> = {
  domains: [
    { id: 0, name: 'Default Domain', description: '', tenantId: null, deleted: false },
    { id: 1, name: 'Branch', description: '', tenantId: null, deleted: false },
  ],
  logSourceTypes: [
    { id: 41, name: 'Cisco ASA', custom: false, internal: false },
    { id: 12, name: 'Windows', custom: false, internal: false },
  ],
  locations: [{ cidr: '28.230.0.0/16', countryCode: 'NL', country: 'Netherlands' }],
  logSourceGroups: [{ id: 1, name: 'Firewalls', description: '', parentId: null }],
  logSources: [
    {
      id: 101,
      name: 'asa-edge-01',
      description: '',
      typeId: 41,
      groupIds: [1],
      enabled: true,
      status: 'SUCCESS',
      statusMessages: [],
      lastEventTimeMs: dayMs,
      averageEps: 12,
      coalesceEvents: true,
      credibility: 5,
      sendingIp: '10.20.0.1',
      autoDiscovered: true,
      creationMs: 1,
      modifiedMs: 2,
    },
    {
      id: 102,
      name: 'DC-01',
      description: '',
      typeId: 12,
      groupIds: [],
      enabled: true,
      status: 'ERROR',
      statusMessages: [{ severity: 'ERROR', text: 'No event for 720 minutes' }],
      lastEventTimeMs: 0,
      averageEps: 0,
      coalesceEvents: false,
      credibility: 5,
      sendingIp: null,
      autoDiscovered: false,
      creationMs: 1,
      modifiedMs: 2,
    },
  ],
  offenseTypes: [
    { id: 0, name: 'Source IP', propertyName: 'sourceIP', databaseType: 'COMMON', custom: false },
    { id: 3, name: 'Username', propertyName: 'userName', databaseType: 'EVENTS', custom: false },
  ],
  offenses: [
    anOffense({}),
    anOffense({
      id: 2,
      magnitude: 7,
      status: 'CLOSED',
      assignedTo: 'analyst',
      localDestinationIps: ['10.20.1.10'],
      lastUpdatedMs: dayMs + 9000,
    }),
    anOffense({ id: 3, domainId: 1, offenseSource: '10.30.2.2', sourceIps: ['10.30.2.2'] }),
  ],
  assets: [
    {
      id: 1001,
      domainId: 0,
      hostnames: ['ftp-bk01'],
      ips: ['10.20.30.40', '2d00:c0de:10::5'],
      macAddress: null,
      users: ['CORP\\alice'],
      operatingSystem: 'Linux',
      riskScore: 12.5,
      vulnerabilityCount: 3,
    },
    {
      id: 2001,
      domainId: 1,
      hostnames: ['br-pc-02'],
      ips: ['10.30.2.2'],
      macAddress: '00:00:5e:00:53:01',
      users: [],
      operatingSystem: null,
      riskScore: 0,
      vulnerabilityCount: 0,
    },
  ],
  networks: [
    {
      id: 9,
      group: 'Internal.Servers',
      name: 'DMZ',
      cidr: '10.20.0.0/16',
      description: '',
      domainId: 0,
      countryCode: null,
    },
  ],
  highLevelCategories: [{ id: 4000, name: 'Access', description: '' }],
  lowLevelCategories: [
    { id: 4002, name: 'Access Permitted', description: '', severity: 0, highLevelCategoryId: 4000 },
    { id: 4007, name: 'Session Opened', description: '', severity: 0, highLevelCategoryId: 4000 },
  ],
  qidRecords: [
    { id: 71, qid: 99550017, name: 'STOR', description: '', severity: 3, lowLevelCategoryId: 4002 },
  ],
  referenceSets: [
    {
      id: 57,
      name: 'Approved FTP sources',
      entryType: 'IP',
      namespace: 'SHARED',
      description: '',
      expiryType: 'NO_EXPIRY',
      timeToLiveSeconds: null,
      creationMs: 1,
      entries: [
        {
          id: 9001,
          value: '10.20.30.40',
          source: 'admin',
          notes: null,
          domainId: null,
          firstSeenMs: 1,
          lastSeenMs: 2,
        },
      ],
    },
    {
      id: 58,
      name: 'Own blocks',
      entryType: 'CIDR',
      namespace: 'SHARED',
      description: '',
      expiryType: 'LAST_SEEN',
      timeToLiveSeconds: 60,
      creationMs: 1,
      entries: [],
    },
  ],
};

let qradar: RunningConsole;

beforeAll(async () => {
  qradar = await startConsole({ dimensions });
});

afterAll(() => qradar.close());

function get(path: string, query: Record<string, string> = {}, as = 'admin'): Promise<Answer> {
  return qradar.call('GET', path, { as, query });
}

describe('offenses', () => {
  test('from a source IP to its offenses', async () => {
    const addresses = await get('/siem/source_addresses', { filter: 'source_ip = "10.20.30.40"' });
    expect(addresses.body).toMatchObject([
      { id: 1, offense_ids: [1, 2], event_flow_count: 24, domain_id: 0, magnitude: 7 },
    ]);
    const { body } = await get('/siem/offenses', {
      filter: 'status = "OPEN" and source_address_ids contains (. = 1)',
      fields: 'id,description,rules(id),log_sources(name)',
    });
    expect(body).toEqual([
      {
        id: 1,
        description: 'FTP upload to a rare destination\n',
        rules: [{ id: 100451 }],
        log_sources: [{ name: 'asa-edge-01' }],
      },
    ]);
    const local = await get('/siem/local_destination_addresses', {
      fields: 'local_destination_ip',
    });
    expect(local.body).toEqual([{ local_destination_ip: '10.20.1.10' }]);
  });

  test('come page by page in the order asked for', async () => {
    const { body, headers } = await qradar.call('GET', '/siem/offenses', {
      as: 'admin',
      query: { sort: '-magnitude,+id', fields: 'id' },
      headers: { Range: 'items=0-1' },
    });
    expect(body).toEqual([{ id: 2 }, { id: 1 }]);
    expect(headers.get('content-range')).toBe('items 0-1/3');
  });

  test.each([
    ['filter', 'description = "x"', 1010],
    ['filter', 'offense_source = "10.20.30.40"', 1010],
    ['filter', 'source_network is null', 1010],
    ['filter', 'status > "OPEN"', 1010],
    ['filter', 'status between "A" and "Z"', 1010],
    ['filter', 'offense_source = 10.20.30.40', 1010],
    ['filter', 'nonsense = 1', 1010],
    ['sort', '+description', 1030],
    ['sort', '+source_count', 1030],
    ['sort', '+domain_id', 1030],
    ['sort', 'id', 1030],
    ['fields', 'rules(id,name)', 30],
  ])('%s=%s is refused with 422/%d', async (name, value, code) => {
    expect((await get('/siem/offenses', { [name]: value })).body).toEqual(errorBody(422, code));
  });

  test('of other domains do not exist for a restricted user', async () => {
    expect((await get('/siem/offenses', { fields: 'id' }, 'branch')).body).toEqual([{ id: 3 }]);
    expect((await get('/siem/offenses/1', {}, 'branch')).body).toEqual(errorBody(404, 1002));
    expect((await get('/siem/offenses/3', { fields: 'id' }, 'branch')).body).toEqual({ id: 3 });
    expect((await get('/siem/source_addresses', { fields: 'source_ip' }, 'branch')).body).toEqual([
      { source_ip: '10.30.2.2' },
    ]);
  });

  test('take notes, in the query string, and show who wrote them', async () => {
    const path = '/siem/offenses/1/notes';
    const post = (as: string, query: Record<string, string>): Promise<Answer> =>
      qradar.call('POST', path, { as, query });
    const created = await post('analyst', { note_text: 'seen <b>it</b>' });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      username: 'API_user: analyst',
      note_text: 'seen <b>it</b>',
    });
    expect((await post('service', { note_text: 'x' })).body).toMatchObject({
      username: 'API_token: Scripts and curl',
    });
    expect((await get(path, { fields: 'note_text' })).body).toEqual([
      { note_text: 'seen <b>it</b>' },
      { note_text: 'x' },
    ]);
    expect((await get(`${path}/1`, { fields: 'id' })).body).toEqual({ id: 1 });
    expect((await get(`${path}/99`)).body).toEqual(errorBody(404, 1003));
    expect((await post('analyst', {})).body).toEqual(errorBody(422, 8));
    expect((await post('analyst', { note_text: ' ' })).body).toEqual(errorBody(422, 1005));
    expect((await get('/siem/offenses/99/notes')).body).toEqual(errorBody(404, 1002));
  });

  test('have types and reasons for closing', async () => {
    expect((await get('/siem/offense_types', { sort: '-id', fields: 'name' })).body).toEqual([
      { name: 'Username' },
      { name: 'Source IP' },
    ]);
    expect((await get('/siem/offense_types', { sort: '+name' })).body).toEqual(
      errorBody(422, 1012),
    );
    expect((await get('/siem/offense_types/0')).body).toMatchObject({ property_name: 'sourceIP' });
    expect((await get('/siem/offense_closing_reasons')).body).toHaveLength(3);
  });
});

describe('assets', () => {
  test('are found by IP, with the filter form of the reference', async () => {
    const find = (ip: string): Promise<Answer> =>
      get('/asset_model/assets', {
        filter: `interfaces contains ip_addresses contains value = "${ip}" and domain_id = 0`,
        fields: 'id,hostnames(name),interfaces(ip_addresses(value,type)),users(username)',
      });
    expect((await find('2d00:c0de:10::5')).body).toEqual([
      {
        id: 1001,
        hostnames: [{ name: 'ftp-bk01' }],
        interfaces: [
          {
            ip_addresses: [
              { value: '10.20.30.40', type: 'IPV4' },
              { value: '2d00:c0de:10::5', type: 'IPV6' },
            ],
          },
        ],
        users: [{ username: 'CORP\\alice' }],
      },
    ]);
    expect((await find('10.30.2.2')).body).toEqual([]);
  });

  test('refuse what the reference excludes', async () => {
    const refused = async (query: Record<string, string>): Promise<unknown> =>
      (await get('/asset_model/assets', query)).body;
    expect(
      await refused({ filter: 'interfaces contains ip_addresses contains value like "10.%"' }),
    ).toEqual(errorBody(422, 1010));
    expect(await refused({ sort: '+hostnames' })).toEqual(errorBody(422, 1005));
  });

  test('of other domains are hidden from a restricted user', async () => {
    expect((await get('/asset_model/assets', { fields: 'id' }, 'branch')).body).toEqual([
      { id: 2001 },
    ]);
  });
});

describe('configuration', () => {
  const logSources = '/config/event_sources/log_source_management/log_sources';

  test('log sources, with nested state', async () => {
    const { body } = await get(logSources, {
      filter: 'status(status) = "ERROR" and last_event_time = 0',
      fields: 'id,status(status,messages(text))',
    });
    expect(body).toEqual([
      { id: 102, status: { status: 'ERROR', messages: [{ text: 'No event for 720 minutes' }] } },
    ]);
    expect((await get(logSources, { sort: '+status' })).body).toEqual(errorBody(422, 1000));
    expect((await get(logSources, { filter: 'x = 1' })).body).toEqual(errorBody(422, 1001));
    expect((await get(`${logSources}/102`, { fields: 'name' })).body).toEqual({ name: 'DC-01' });
    expect((await get(`${logSources}/9`)).body).toEqual(errorBody(404, 1002));
    expect((await get(logSources, {}, 'reporter')).body).toEqual(errorBody(403, 26));
    const headers = { 'x-qrd-encryption-password': 'x' };
    const secret = await qradar.call('GET', logSources, { as: 'analyst', headers });
    expect(secret.body).toEqual(errorBody(403, 1010));
  });

  test('log source types show only id and name to those without the right', async () => {
    const path = '/config/event_sources/log_source_management/log_source_types';
    expect((await get(path)).body).toMatchObject([{ id: 41, custom: false }, { id: 12 }]);
    expect((await get(`${path}/41`, {}, 'analyst')).body).toMatchObject({
      id: 41,
      name: 'Cisco ASA',
      custom: null,
    });
    expect(
      (await get('/config/event_sources/log_source_management/log_source_groups')).body,
    ).toEqual([
      {
        id: 1,
        name: 'Firewalls',
        description: '',
        parent_id: null,
        owner: 'admin',
        modification_date: 0,
        assignable: true,
        child_group_ids: [],
      },
    ]);
  });

  test('the network hierarchy comes whole, whatever Range and filter say', async () => {
    const { body, headers } = await qradar.call('GET', '/config/network_hierarchy/networks', {
      query: { filter: 'nonsense', fields: 'cidr,group' },
      headers: { Range: 'items=5-6' },
    });
    expect(body).toEqual([{ cidr: '10.20.0.0/16', group: 'Internal.Servers' }]);
    expect(headers.has('content-range')).toBe(false);
    expect((await get('/config/network_hierarchy/networks', {}, 'analyst')).status).toBe(403);
  });

  test('custom properties', async () => {
    const { body } = await get('/config/event_sources/custom_properties/regex_properties', {
      filter: 'name ilike "%bytes"',
      fields: 'name,property_type,use_for_rule_engine',
    });
    expect(body).toEqual([
      { name: 'Old Bytes', property_type: 'numeric', use_for_rule_engine: false },
    ]);
  });
});

describe('geolocations', () => {
  const path = '/services/geolocations';
  const where = (filter: string, fields = 'ip_address,physical_country(iso_code)') =>
    get(path, { filter, fields }, 'analyst');
  const inNl = (address: string) => ({ ip_address: address, physical_country: { iso_code: 'NL' } });

  test('tell where one address is, or several', async () => {
    expect((await where('ip_address = "28.230.11.2"')).body).toEqual([inNl('28.230.11.2')]);
    expect((await where('ip_address in ("28.230.11.2", "28.230.0.1")')).body).toEqual([
      inNl('28.230.11.2'),
      inNl('28.230.0.1'),
    ]);
    const country = { name: 'Netherlands', iso_code: 'NL' };
    expect((await get(path, { filter: 'ip_address = "28.230.11.2"' })).body).toEqual([
      { ip_address: '28.230.11.2', physical_country: country, registered_country: country },
    ]);
  });

  test.each([
    ['ip_address in ("28.230.11.2", "28.1.1.1")', 404, 1002],
    ['ip_address = "10.20.30.40"', 404, 1002],
    ['ip_address = "28.230.11"', 422, 1005],
    ['ip_address not in ("28.230.11.2")', 422, 1010],
    ['ip_address != "28.230.11.2"', 422, 1010],
    ['ip_address like "28.%"', 422, 1010],
    ['physical_country(name) = "Netherlands"', 422, 1010],
    ['ip_address = "28.230.11.2" or ip_address = "28.230.11.3"', 422, 1010],
  ])('refuse %s: %i/%i', async (filter, status, code) => {
    expect((await where(filter)).body).toEqual(errorBody(status, code));
  });

  test('need a filter', async () => {
    expect((await get(path)).body).toEqual(errorBody(422, 1010));
  });
});

describe('an offense is updated', () => {
  const update = (id: number, query: Record<string, string>, as = 'admin') =>
    qradar.call('POST', `/siem/offenses/${id}`, { query, as });

  test('by flags, assignment and closing, each with its rules', async () => {
    const [first] = rowsOf(await qradar.call('GET', '/siem/offenses'));
    const id = Number(first?.['id']);
    expect(
      (await update(id, { follow_up: 'true', protected: 'true' }, 'analyst')).body,
    ).toMatchObject({
      ...{ id, follow_up: true, protected: true, status: 'OPEN' },
    });
    expect((await update(id, { assigned_to: 'analyst' })).body).toMatchObject({
      assigned_to: 'analyst',
    });
    expect((await update(id, { assigned_to: 'analyst' }, 'analyst')).body).toEqual(
      errorBody(403, 1009),
    );
    expect((await update(id, { assigned_to: 'nobody' })).body).toEqual(errorBody(422, 1005));
    expect((await update(id, { status: 'CLOSED' })).body).toEqual(errorBody(422, 1005));
    expect((await update(id, { status: 'GONE' })).body).toEqual(errorBody(422, 1005));
    expect((await update(id, { closing_reason_id: '1' })).body).toEqual(errorBody(422, 1005));
    expect((await update(999, { follow_up: 'true' })).body).toEqual(errorBody(404, 1002));
    expect((await update(id, { status: 'HIDDEN' })).body).toMatchObject({ status: 'HIDDEN' });
    expect((await update(id, { status: 'CLOSED', closing_reason_id: '2' })).body).toMatchObject({
      ...{ status: 'CLOSED', closing_reason_id: 2, closing_user: 'admin' },
      follow_up: true,
    });
    expect((await update(id, { status: 'OPEN' })).body).toEqual(errorBody(409, 1008));
  });
});

describe('classification', () => {
  const low = '/data_classification/low_level_categories';

  test('categories and QID records, by list and by id', async () => {
    expect((await get(low, { sort: '-name', fields: 'id' })).body).toEqual([
      { id: 4007 },
      { id: 4002 },
    ]);
    expect((await get(`${low}/4002`)).body).toMatchObject({ name: 'Access Permitted' });
    expect((await get('/data_classification/high_level_categories/4000')).status).toBe(200);
    const { body } = await get('/data_classification/qid_records', { filter: 'qid=99550017' });
    expect(body).toMatchObject([{ id: 71, name: 'STOR', log_source_type_id: null }]);
  });

  test('have codes of their own', async () => {
    expect((await get(low, { sort: '+severity' })).body).toEqual(errorBody(422, 23053));
    expect((await get(low, { sort: '+nonsense' })).body).toEqual(errorBody(422, 23054));
    expect((await get(low, { sort: '+id,+name' })).body).toEqual(errorBody(422, 23055));
    expect((await get(`${low}/x`)).body).toEqual(errorBody(422, 1005));
    expect((await get(`${low}/1`)).body).toEqual(errorBody(404, 1002));
  });
});

describe('reference sets', () => {
  const base = '/reference_data_collections';

  test('from a name to its entries', async () => {
    const sets = await get(`${base}/sets`, { filter: 'name = "Approved FTP sources"' });
    expect(sets.body).toMatchObject([{ id: 57, number_of_entries: 1, namespace: 'SHARED' }]);
    const entries = await get(`${base}/set_entries`, {
      filter: 'collection_id = 57',
      entry_type: 'IP',
      fields: 'value',
    });
    expect(entries.body).toEqual([{ value: '10.20.30.40' }]);
    expect((await get(`${base}/set_entries/9001`)).body).toMatchObject({ collection_id: 57 });
    expect((await get(`${base}/sets/58`)).body).toMatchObject({ time_to_live: 60 });
  });

  test('have codes of their own', async () => {
    expect((await get(`${base}/sets`, { filter: 'x = 1' })).body).toEqual(errorBody(422, 14001));
    expect((await get(`${base}/sets/1`)).body).toEqual(errorBody(404, 15000));
    expect((await get(`${base}/set_entries`, { entry_type: 'X' })).body).toEqual(
      errorBody(422, 24003),
    );
    expect((await get(`${base}/set_entries`, { filter: 'x' })).body).toEqual(errorBody(422, 24001));
    expect((await get(`${base}/set_entries/1`)).body).toEqual(errorBody(404, 25000));
  });
});
