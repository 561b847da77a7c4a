import type {
  Asset,
  LogSource,
  Network,
  Offense,
  ReferenceSet,
} from '../../../sandbox/sql/dimensions.ts';
import { functionSignatures } from '../../../sandbox/sql/functions.ts';
import { anEvent, aFlow, closeConsoles, nowMs, openConsole } from './console.ts';

afterAll(closeConsoles);

function aLogSource(fields: Pick<LogSource, 'id' | 'name' | 'typeId' | 'groupIds'>): LogSource {
  return {
    description: '',
    enabled: true,
    status: 'SUCCESS',
    statusMessages: [],
    lastEventTimeMs: nowMs,
    averageEps: 1,
    coalesceEvents: true,
    credibility: 5,
    sendingIp: null,
    autoDiscovered: false,
    creationMs: 0,
    modifiedMs: 0,
    ...fields,
  };
}

function aNetwork(fields: Pick<Network, 'group' | 'name' | 'cidr'> & Partial<Network>): Network {
  return { id: 1, description: '', domainId: 0, countryCode: null, ...fields };
}

function anAsset(fields: Pick<Asset, 'ips' | 'hostnames' | 'users'>): Asset {
  return {
    id: 1,
    domainId: 0,
    macAddress: null,
    operatingSystem: null,
    riskScore: 0,
    vulnerabilityCount: 0,
    ...fields,
  };
}

function aSet(
  id: number,
  name: string,
  entryType: ReferenceSet['entryType'],
  values: string[],
): ReferenceSet {
  return {
    id,
    name,
    entryType,
    namespace: 'SHARED',
    description: '',
    expiryType: 'NO_EXPIRY',
    timeToLiveSeconds: null,
    creationMs: 0,
    entries: values.map((value, index) => ({
      id: index,
      value,
      source: '',
      notes: null,
      domainId: null,
      firstSeenMs: 0,
      lastSeenMs: 0,
    })),
  };
}

function anOffense(fields: Partial<Offense>): Offense {
  return {
    id: 7,
    description: '',
    status: 'OPEN',
    offenseTypeId: 0,
    offenseSource: '10.1.0.5',
    sourceIps: ['10.1.0.5'],
    localDestinationIps: [],
    sourceNetwork: '',
    destinationNetworks: [],
    domainId: 0,
    magnitude: 5,
    severity: 5,
    credibility: 5,
    relevance: 5,
    startMs: nowMs - 20_000,
    lastUpdatedMs: nowMs,
    eventCount: 1,
    flowCount: 0,
    usernameCount: 1,
    remoteDestinationCount: 1,
    categories: [],
    ruleIds: [],
    logSourceIds: [],
    assignedTo: null,
    inactive: false,
    protected: false,
    followUp: false,
    ...fields,
  };
}

const named = <T>(id: number, name: string, rest: T) => ({ id, name, ...rest });

const dimensions = {
  logSources: [aLogSource({ id: 1, name: 'fw01', typeId: 12, groupIds: [2, 3] })],
  logSourceTypes: [named(12, 'Check Point', { custom: false, internal: false })],
  logSourceGroups: [
    named(2, 'Firewalls', { description: '', parentId: null }),
    named(3, 'Site A', { description: '', parentId: null }),
  ],
  lowLevelCategories: [
    named(4002, 'Firewall Permit', { description: '', severity: 0, highLevelCategoryId: 4000 }),
  ],
  highLevelCategories: [named(4000, 'Access', { description: '' })],
  qidRecords: [
    {
      id: 1,
      qid: 100,
      name: 'FTP open',
      description: 'A session',
      severity: 1,
      lowLevelCategoryId: 4002,
    },
  ],
  domains: [named(0, 'Default Domain', { description: '', tenantId: null, deleted: false })],
  protocols: [named(6, 'TCP', {})],
  applications: [named(5, 'FTP', {})],
  rules: [
    {
      ...named(9, 'Later', {}),
      type: 'EVENT' as const,
      enabled: true,
      owner: '',
      origin: 'USER' as const,
      creationMs: 0,
      modifiedMs: 0,
    },
    {
      ...named(8, 'Earlier', {}),
      type: 'EVENT' as const,
      enabled: true,
      owner: '',
      origin: 'USER' as const,
      creationMs: 0,
      modifiedMs: 0,
    },
  ],
  networks: [
    aNetwork({ group: 'Net', name: 'Ten', cidr: '10.0.0.0/8' }),
    aNetwork({ group: 'Net.Ten', name: 'Site', cidr: '10.1.0.0/16' }),
    aNetwork({ group: 'Branch', name: 'Lab', cidr: '10.1.0.0/24', domainId: 1 }),
    aNetwork({ group: 'Six', name: 'Docs', cidr: '2001:db8::/32' }),
  ],
  assets: [anAsset({ ips: ['10.1.0.5', '2001:db8::5'], hostnames: ['pc5'], users: ['alice'] })],
};

describe('a lookup', () => {
  it.each([
    ['LOGSOURCENAME(logsourceid)', 'fw01'],
    ['LOGSOURCENAME(999)', null],
    ['LOGSOURCETYPENAME(devicetype)', 'Check Point'],
    ['LOGSOURCEGROUPNAME(devicegrouplist)', 'Firewalls, Site A'],
    ['CATEGORYNAME(category)', 'Firewall Permit'],
    ['CATEGORYNAME(highlevelcategory)', 'Access'],
    [
      "CONCAT(CATEGORYNAME(highlevelcategory), '.', CATEGORYNAME(category))",
      'Access.Firewall Permit',
    ],
    ['QIDNAME(qid)', 'FTP open'],
    ['qIdDeScRiPtIoN(qid)', 'A session'],
    ['PROTOCOLNAME(protocolid)', 'TCP'],
    ['DOMAINNAME(domainid)', 'Default Domain'],
    ['RULENAME(creeventlist)', 'Earlier, Later'],
    ['RULENAME(9)', 'Later'],
    ['ASSETHOSTNAME(sourceip)', 'pc5'],
    ['ASSETHOSTNAME(sourceip, NOW())', 'pc5'],
    ['ASSETHOSTNAME(destinationip)', null],
    ["ASSETPROPERTY('Unified Name', sourceip)", 'pc5'],
    ["ASSETPROPERTY('unified name', sourceip, domainid)", 'pc5'],
    ["ASSETPROPERTY('Unified Name', sourceip, 99)", null],
    ["ASSETPROPERTY('Location', sourceip)", null],
    ['logsourceidentifier', null],
    ['ASSETUSER(sourceaddress)', 'alice'],
    ['NETWORKNAME(sourceip)', 'Lab'],
    ['NETWORKNAME(destinationip)', 'other'],
    ['FULLNETWORKNAME(sourceip, domainid)', 'Net.Ten.Site'],
    ['FULLNETWORKNAME(sourceip, 1)', 'Branch.Lab'],
    ["NETWORKNAME('10.200.0.1')", 'Ten'],
    ["NETWORKNAME('2001:db8::99')", 'Docs'],
  ])('%s gives %p', async (expression, expected) => {
    const { column } = await openConsole({ events: [anEvent({ ruleIds: [9, 8] })], dimensions });
    expect(await column(`SELECT ${expression} AS x FROM events`)).toEqual([expected]);
    expect(
      await column(`SELECT ${expression} AS x, COUNT(*) FROM events GROUP BY destinationport`),
    ).toEqual([expected]);
  });

  it('of the application of a flow', async () => {
    const { column } = await openConsole({ flows: [aFlow()], dimensions });
    expect(await column('SELECT APPLICATIONNAME(applicationid) FROM flows')).toEqual(['FTP']);
  });

  it('is NULL on a console that knows nothing', async () => {
    const { ask } = await openConsole({ events: [anEvent()] });
    expect(
      await ask(
        'SELECT LOGSOURCENAME(logsourceid) AS a, devicetype AS b, NETWORKNAME(sourceip) AS c FROM events',
      ),
    ).toEqual([{ a: null, b: null, c: 'other' }]);
  });

  it('follows dimensions that are replaced', async () => {
    const { store, column } = await openConsole({ events: [anEvent()], dimensions });
    await store.setDimensions({
      ...store.dimensions,
      logSources: [aLogSource({ id: 1, name: 'renamed', typeId: 12, groupIds: [] })],
    });
    expect(await column('SELECT LOGSOURCENAME(logsourceid) FROM events')).toEqual(['renamed']);
  });

  it('filters and groups', async () => {
    const { ask } = await openConsole({
      events: [anEvent(), anEvent({ logSourceId: 2 })],
      dimensions,
    });
    expect(
      await ask(
        "SELECT LOGSOURCENAME(logsourceid) AS s, COUNT(*) AS n FROM events WHERE CATEGORYNAME(category) IN ('Firewall Permit', 'x') GROUP BY s ORDER BY s",
      ),
    ).toEqual([
      { s: 'fw01', n: 1 },
      { s: null, n: 1 },
    ]);
  });
});

describe('offenses', () => {
  const offenseTypes = [
    named(0, 'Source IP', {
      propertyName: 'sourceIP',
      databaseType: 'COMMON' as const,
      custom: false,
    }),
    named(3, 'Username', {
      propertyName: 'userName',
      databaseType: 'COMMON' as const,
      custom: false,
    }),
  ];
  const events = [
    anEvent({ sourcePort: 1 }),
    anEvent({ sourcePort: 2, source: '10.1.0.6' }),
    anEvent({ sourcePort: 3, domainId: 1 }),
    anEvent({ sourcePort: 4, startMs: nowMs - 30_000 }),
  ];

  it('contain the records of their time, domain and source', async () => {
    const { column } = await openConsole({
      events,
      flows: [aFlow()],
      dimensions: { offenses: [anOffense({})], offenseTypes },
    });
    expect(await column('SELECT sourceport FROM events WHERE INOFFENSE(7)')).toEqual([1]);
    expect(await column('SELECT sourceport FROM events WHERE hasoffense')).toEqual([1]);
    expect(await column("SELECT COUNT(*) FROM events WHERE hasoffense = 'False'")).toEqual([3]);
    expect(await column('SELECT COUNT(*) FROM flows WHERE INOFFENSE(7)')).toEqual([1]);
    expect(
      await column(
        'SELECT INOFFENSE(7), COUNT(*) FROM events GROUP BY sourceport ORDER BY sourceport',
      ),
    ).toEqual([true, false, false, false]);
  });

  it('lend a query their time, from minute to minute', async () => {
    const minutes = [0, 1, 2, 3].map((minute) => anEvent({ startMs: nowMs - minute * 60_000 }));
    const { column } = await openConsole({
      events: minutes,
      dimensions: {
        offenses: [anOffense({ startMs: nowMs - 120_000, lastUpdatedMs: nowMs - 60_000 })],
        offenseTypes,
      },
    });
    const query = 'SELECT COUNT(*) FROM events LIMIT 10 TIMES OFFENSE_TIME(7)';
    expect(await column(query)).toEqual([2]);
  });

  it('by user name match events of that user, and no flows', async () => {
    const { column } = await openConsole({
      events,
      flows: [aFlow()],
      dimensions: {
        offenses: [anOffense({ offenseTypeId: 3, offenseSource: 'alice' })],
        offenseTypes,
      },
    });
    expect(
      await column('SELECT sourceport FROM events WHERE INOFFENSE(7) ORDER BY 0 + sourceport'),
    ).toEqual([1, 2]);
    expect(await column('SELECT COUNT(*) FROM flows WHERE INOFFENSE(7)')).toEqual([0]);
  });
});

describe('reference sets', () => {
  const referenceSets = [
    aSet(1, 'Addresses', 'IP', ['10.1.0.5', '2001:db8::5']),
    aSet(2, 'Blocks', 'CIDR', ['10.1.0.0/16', '2001:db8::/32']),
    aSet(3, 'Users', 'ALN', ['alice', 'BOB']),
    aSet(4, 'Any Case', 'ALNIC', ['ALICE']),
    aSet(5, 'Ports', 'PORT', ['21', '990']),
    aSet(6, 'Empty', 'ALN', []),
  ];

  it.each([
    ["REFERENCESETCONTAINS('Addresses', sourceip)", true],
    ["REFERENCESETCONTAINS('Addresses', sourceaddress)", true],
    ["REFERENCESETCONTAINS('Addresses', destinationip)", false],
    ["REFERENCESETCONTAINS('Addresses', STR(sourceip))", true],
    ["REFERENCESETCONTAINS('Blocks', sourceip)", true],
    ["REFERENCESETCONTAINS('Blocks', destinationip)", false],
    ["REFERENCESETCONTAINS('Users', username)", true],
    ["REFERENCESETCONTAINS('Users', UPPER(username))", false],
    ["REFERENCESETCONTAINS('Any Case', username)", true],
    ["REFERENCESETCONTAINS('Ports', destinationport)", true],
    ["REFERENCESETCONTAINS('Ports', sourceport)", false],
    ["REFERENCESETCONTAINS('Empty', username)", false],
  ])('%s is %p', async (condition, expected) => {
    const { column } = await openConsole({ events: [anEvent()], dimensions: { referenceSets } });
    expect(await column(`SELECT COUNT(*) FROM events WHERE ${condition}`)).toEqual([
      expected ? 1 : 0,
    ]);
    expect(await column(`SELECT ${condition}, COUNT(*) FROM events GROUP BY qid`)).toEqual([
      expected,
    ]);
  });

  it('with a mistyped name are refused with the nearest', async () => {
    const { refusal } = await openConsole({ dimensions: { referenceSets } });
    expect(
      refusal("SELECT REFERENCESETCONTAINS('Adresses', sourceip) FROM events").suggestion,
    ).toBe('Addresses');
  });
});

describe('the list of functions', () => {
  it('describes each by what it takes and gives', () => {
    const signatures = functionSignatures();
    const names = signatures.map((each) => each.name);
    expect(names).toEqual([...names].sort());
    expect(signatures).toContainEqual({
      name: 'INCIDR',
      argumentTypes: ['String', 'HostV4V6'],
      requiredArguments: 2,
      variableArguments: false,
      returnType: 'Boolean',
    });
    expect(signatures).toContainEqual({
      name: 'CONCAT',
      argumentTypes: ['Any'],
      requiredArguments: 1,
      variableArguments: true,
      returnType: 'String',
    });
    expect(names).not.toContain('REFERENCEMAP');
  });
});
