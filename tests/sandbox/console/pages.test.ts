import {
  cookiesOf,
  startConsoleFixture,
  theManifest,
  type ConsoleFixture,
} from '../../support/console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsoleFixture();
});
afterAll(() => fixture.close());

async function page(path: string, username = 'admin', from = fixture): Promise<string> {
  const headers = { Cookie: cookiesOf(from.sessions.login(username)) };
  return (await fetch(`${from.console.url}/console/${path}`, { headers })).text();
}
const tabIds = (shell: string) => [...shell.matchAll(/id="tab-([^"]+)"/g)].map((match) => match[1]);

describe('logging in and out', () => {
  const post = (path: string, body: Record<string, string>, cookie = '') =>
    fetch(`${fixture.console.url}/console/${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { Cookie: cookie },
      redirect: 'manual',
    });

  test('offers the users', async () => {
    const text = await page('login');
    for (const name of ['admin', 'analyst', 'branch', 'deutsch', 'reporter']) {
      expect(text).toContain(`value="${name}"`);
    }
  });

  test('gives SEC, which no script may read, and QRadarCSRF, which scripts repeat', async () => {
    const answer = await post('login', { username: 'analyst' });
    expect(answer.status).toBe(303);
    const [sec, csrf] = answer.headers.getSetCookie();
    expect(sec).toMatch(/^SEC=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(csrf).toMatch(/^QRadarCSRF=[^;]+; Path=\/; SameSite=Lax$/);
  });

  test.each([
    ['/console/do/core/admin', '/console/do/core/admin'],
    ['https://evil.example/', '/console/'],
    ['//evil.example/', '/console/'],
    ['/console//evil.example', '/console/'],
    ['/console/\\evil.example', '/console/'],
    ['/other', '/console/'],
  ])('goes on to %s as %s', async (next, where) => {
    const answer = await post('login', { username: 'analyst', next });
    expect(answer.headers.get('location')).toBe(where);
  });

  test('refuses a user who does not exist', async () => {
    expect((await post('login', { username: 'root' })).status).toBe(422);
  });

  test('ends the session, but only for the console’s own form', async () => {
    const session = fixture.sessions.login('analyst');
    expect((await post('logout', { csrf: 'guess' }, cookiesOf(session))).status).toBe(403);
    expect(fixture.sessions.userOf(session.sec)).not.toBeNull();
    expect((await post('logout', { csrf: session.csrf }, cookiesOf(session))).status).toBe(303);
    expect(fixture.sessions.userOf(session.sec)).toBeNull();
  });

  test('gives a user another language, but only for the console’s own form', async () => {
    const session = fixture.sessions.login('reporter');
    const choose = (csrf: string, locale: string) =>
      post('language', { csrf, locale }, cookiesOf(session));
    expect((await choose('guess', 'de_DE')).status).toBe(403);
    expect(await page('', 'reporter')).toContain('<html lang="en"');
    expect((await choose(session.csrf, 'de_DE')).status).toBe(303);
    expect(await page('', 'reporter')).toContain('<html lang="de"');
    await choose(session.csrf, 'anything');
    expect(await page('', 'reporter')).toContain('<html lang="en"');
  });

  test('a page without a session leads to the log-in page and back', async () => {
    const answer = await fetch(`${fixture.console.url}/console/do/core/admin`, {
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toBe(
      '/console/login?next=%2Fconsole%2Fdo%2Fcore%2Fadmin',
    );
  });
});

describe('tabs', () => {
  test.each([
    [
      'admin',
      ['DASHBOARD', 'SEM', 'EVENTVIEWER', 'FLOWVIEWER', 'ASSETS', 'TransferWatch_1001', 'ADMIN'],
    ],
    ['analyst', ['DASHBOARD', 'SEM', 'EVENTVIEWER', 'FLOWVIEWER', 'ASSETS', 'TransferWatch_1001']],
    ['reporter', ['DASHBOARD', 'TransferWatch_1001']],
  ])('%s gets those of the role, and the app’s', async (username, ids) => {
    expect(tabIds(await page('', username))).toEqual(ids);
  });

  test('our tab starts at the url of its area, below the app proxy', async () => {
    expect(await page('')).toMatch(
      /id="tab-TransferWatch_1001"[^>]*data-url="plugins\/1001\/app_proxy\/index"[^>]*data-app="true"/,
    );
  });

  test('an area that asks for a capability is for those who hold it', async () => {
    const manifest = await theManifest();
    const area = { id: 'A', text: 'Admins', url: 'index', required_capabilities: ['ADMIN'] };
    const own = await startConsoleFixture({
      manifest: JSON.stringify({ ...manifest, areas: [area] }),
    });
    try {
      expect(tabIds(await page('', 'admin', own))).toContain('A_1001');
      expect(tabIds(await page('', 'analyst', own))).not.toContain('A_1001');
    } finally {
      await own.close();
    }
  });

  test('the theme this browser chose is the one pages are written in', async () => {
    const { sec } = fixture.sessions.login('admin');
    const headers = { Cookie: `SEC=${sec}; ConsoleTheme=dark` };
    const shell = await fetch(`${fixture.console.url}/console/`, { headers });
    expect(await shell.text()).toContain('<html lang="en" data-theme="dark">');
    expect(await page('')).toContain('<html lang="en" data-theme="light">');
  });
});

describe('pages at the addresses qjslib builds', () => {
  const search = (appName: string, aql: string) =>
    `do/ariel/arielSearch?appName=${appName}&pageId=EventList&dispatch=performSearch` +
    `&values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=${encodeURIComponent(aql)}`;

  test('Log Activity holds the AQL of the address', async () => {
    const text = await page(
      search('EventViewer', "SELECT a FROM events WHERE b = 'c' LAST 1 HOURS"),
    );
    expect(text).toContain('<h1>Log Activity</h1>');
    expect(text).toContain('SELECT a FROM events WHERE b = &#39;c&#39; LAST 1 HOURS');
  });

  test('Network Activity is the same for flows', async () => {
    const text = await page(search('Surveillance', 'SELECT a FROM flows'));
    expect(text).toContain('<h1>Network Activity</h1>');
    expect(text).toContain('"database":"flows"');
  });

  test.each([
    ['do/sem/offensesummary?appName=Sem&pageId=OffenseSummary&summaryId=7', '"offenseId":7'],
    [
      'do/assetprofile/AssetDetails?dispatch=viewAssetDetails&listName=vulnList&assetId=12',
      '"kind":"id","assetId":12',
    ],
    [
      'do/assetprofile/AssetDetails?dispatch=viewAssetDetailsFromIp&listName=vulnList&domainId=0&ipAddress=10.1.2.3',
      '"address":"10.1.2.3","domainId":0',
    ],
  ])('%s', async (path, holds) => {
    expect(await page(path)).toContain(holds);
  });

  test.each([
    'do/sem/offensesummary?summaryId=7%20or%201',
    'do/assetprofile/AssetDetails?dispatch=viewAssetDetailsFromIp&ipAddress=%22%20or%20%22',
    'do/assetprofile/AssetDetails?dispatch=viewAssetDetails&assetId=x',
    'do/nothing/here',
  ])('%s is not found', async (path) => {
    const headers = { Cookie: cookiesOf(fixture.sessions.login('admin')) };
    const answer = await fetch(`${fixture.console.url}/console/${path}`, { headers });
    expect(answer.status).toBe(404);
  });

  test('Admin has an icon per configuration page of an app, in the user’s language', async () => {
    const text = await page('do/core/admin', 'admin');
    expect(text).toContain('href="/console/plugins/1001/app_proxy/admin?ui=new&amp;theme=light"');
    expect(text).toContain('src="/console/plugins/1001/app_proxy/static/images/admin.png"');
    expect(text).toContain('title="Thresholds, ports, byte properties and own networks');
    expect(text).not.toContain('transferwatch.');
  });

  test('Admin is for administrators', async () => {
    expect(await page('do/core/admin', 'admin')).toContain('Installed apps');
    expect(await page('do/core/admin', 'analyst')).toContain('needs the capability ADMIN');
  });
});

describe('what an app weaves into pages', () => {
  test('page scripts for every page, through the app proxy and before the menus call them', async () => {
    const text = await page('do/sem/offenselist');
    const scripts = [...text.matchAll(/src="([^"]+)"/g)].map((match) => match[1]);
    expect(scripts).toEqual([
      '/console/static/browser/page.ts',
      '/console/plugins/1001/app_proxy/static/console/transfer-watch.js',
      '/console/static/browser/offense-list.ts',
    ]);
  });

  test('page scripts for one page only there', async () => {
    const manifest = await theManifest();
    const script = { app_name: 'SEM', page_id: 'OffenseList', scripts: ['/static/one.js'] };
    const changed = JSON.stringify({ ...manifest, page_scripts: [script] });
    const own = await startConsoleFixture({ manifest: changed });
    try {
      const source = '/console/plugins/1001/app_proxy/static/one.js';
      expect(await page('do/sem/offenselist', 'admin', own)).toContain(source);
      expect(await page('do/assetprofile/AssetList', 'admin', own)).not.toContain(source);
    } finally {
      await own.close();
    }
  });

  test('the right-click entry of the manifest, whose REST method answers with the address as context', async () => {
    expect(settingsOf(await page('do/sem/offenselist'))).toMatchObject({
      appId: '1001',
      ipMenu: [
        {
          text: 'Transfer Watch: file transfers of this IP',
          url: '/console/plugins/1001/app_proxy/rc/ip',
          argument: 'context',
          javascript: 'transferWatchOpen(result)',
        },
      ],
    });
    const answer = await fetch(
      `${fixture.console.url}/console/plugins/1001/app_proxy/rc/ip?context=10.1.2.3`,
      { headers: { Cookie: cookiesOf(fixture.sessions.login('branch')) } },
    );
    expect(await answer.json()).toMatchObject({ context: '10.1.2.3', appId: '1001' });
  });

  test('texts in the user’s locale, from the resource bundles of the manifest', async () => {
    const german = settingsOf(await page('do/sem/offenselist', 'deutsch'));
    expect(german).toMatchObject({
      ipMenu: [
        {
          text: 'Transfer Watch: Dateiübertragungen dieser IP',
          description: 'Öffnet Transfer Watch für diese Adresse, als Quelle oder Ziel',
        },
      ],
    });
    expect(await page('', 'deutsch')).not.toContain('transferwatch.');
    const answer = await fetch(`${fixture.console.url}/console/plugins/1001/app_proxy/x`, {
      headers: { Cookie: cookiesOf(fixture.sessions.login('deutsch')), 'Accept-Language': 'fr' },
    });
    expect(await answer.json()).toMatchObject({ headers: { 'accept-language': 'de-DE' } });
  });

  test('the console’s own words in the user’s locale, too', async () => {
    const shell = await page('', 'deutsch');
    expect(shell).toContain('<html lang="de" data-theme="light">');
    for (const label of ['Angriffe', 'Protokollaktivität', 'Netzaktivität', 'Abmelden']) {
      expect(shell).toContain(label);
    }
    expect(shell).not.toContain('Log out');
    const search = await page('do/ariel/arielSearch?appName=EventViewer', 'deutsch');
    expect(search).toContain('<h1>Protokollaktivität</h1>');
    expect(search).toContain('Filter hinzufügen');
    expect(await page('do/core/admin', 'deutsch')).toContain('Ihre Rolle erlaubt das nicht');
    expect(await page('do/sem/offenselist', 'deutsch')).toContain('<h1>Angriffe</h1>');
  });

  test('texts in English where the user’s language has none, and keys where no bundle has them', async () => {
    const manifest = await theManifest();
    const [english] = manifest['resource_bundles'] as unknown[];
    const change = {
      resource_bundles: [english, { locale: 'fr', bundle: 'resources/no.properties' }],
    };
    const own = await startConsoleFixture({
      manifest: JSON.stringify({ ...manifest, ...change, gui_actions: [] }),
    });
    try {
      const item = (user: string) => page('do/core/dashboard', user, own);
      expect(await item('deutsch')).toContain('Transfer Watch: file transfers to the outside');
    } finally {
      await own.close();
    }
    const bare = await startConsoleFixture({
      manifest: JSON.stringify({ ...manifest, resource_bundles: [] }),
    });
    try {
      expect(await page('', 'analyst', bare)).toContain('transferwatch.area.text');
    } finally {
      await bare.close();
    }
  });

  test('the tooltip of an address, from the app’s metadata provider', async () => {
    expect(settingsOf(await page('do/sem/offenselist'))).toMatchObject({
      hovers: [{ url: '/console/plugins/1001/app_proxy/hover/ip', argument: 'context' }],
    });
  });

  test('a dashboard item, for those who hold its capability', async () => {
    const item = [{ url: '/console/plugins/1001/app_proxy/dashboard/item' }];
    expect(settingsOf(await page('do/core/dashboard', 'analyst'))).toMatchObject({ data: item });
    const none = await page('do/core/dashboard', 'reporter');
    expect(settingsOf(none)).toMatchObject({ data: [] });
    expect(none).toContain('No app offers a dashboard item');
  });

  test('the entry for user names, and a button in the toolbar of an offense and nowhere else', async () => {
    const offense = await page('do/sem/offensesummary?summaryId=7');
    expect(settingsOf(offense)).toMatchObject({
      userMenu: [{ url: '/console/plugins/1001/app_proxy/rc/user', argument: 'context' }],
      toolbar: [{ url: '/console/plugins/1001/app_proxy/rc/offense', argument: 'appContext' }],
      appContext: '7',
    });
    expect(offense).toContain('data-action="transferwatch_offense_action"');
    const list = await page('do/sem/offenselist');
    expect(settingsOf(list)).toMatchObject({ toolbar: [], appContext: '' });
    expect(list).not.toContain('data-action');
  });
});

function settingsOf(text: string): unknown {
  return JSON.parse(/id="page-settings"[^>]*>([^<]+)</.exec(text)?.[1] ?? 'null');
}

describe('the named service', () => {
  const get = (address: string, headers: Record<string, string>) =>
    fetch(`${fixture.console.url}${address}`, { headers });

  test('is listed for whoever is logged in, and reached at the paths it lists and by its name', async () => {
    const headers = { Cookie: cookiesOf(fixture.sessions.login('analyst')) };
    const services: unknown = await (
      await get('/api/gui_app_framework/named_services', headers)
    ).json();
    const base = '/console/plugins/1001/app_proxy:transfer-watch/service/v1';
    expect(services).toMatchObject([
      {
        name: 'transfer-watch',
        version: '1',
        endpoints: [
          { name: 'health', path: `${base}/health` },
          { name: 'findings', path: `${base}/findings` },
          { name: 'address', path: `${base}/addresses/{address}` },
          { name: 'openapi', path: `${base}/openapi.json` },
        ],
      },
    ]);
    for (const address of [`${base}/health`, base.replace('/1001', '').concat('/health')]) {
      expect(await (await get(address, headers)).json()).toMatchObject({
        url: '/service/v1/health',
      });
    }
    const other = await get('/console/plugins/app_proxy:other/service/v1/health', headers);
    expect(other.status).toBe(404);
  });

  test('is called by a script with the token of an authorized service, and by no stranger', async () => {
    const address = '/console/plugins/app_proxy:transfer-watch/service/v1/health';
    const answer = await get(address, { SEC: fixture.sessions.serviceToken });
    expect(await answer.json()).toMatchObject({ headers: { sec: fixture.sessions.serviceToken } });
    expect((await get(address, {})).status).toBe(401);
  });
});

describe('a manifest the console would refuse', () => {
  test.each([
    ['is not JSON', '{ "name": ', 'is not JSON (33106)'],
    [
      'has a boolean where a quoted one is due',
      { use_qradar_csrf: true },
      'write "true", in quotes',
    ],
    ['names a REST method that is not there', { rest_methods: [] }, 'QRadar error 33308'],
    [
      'asks for a capability that QRadar does not know',
      { areas: [{ id: 'A', text: 'A', url: 'index', required_capabilities: ['Everything'] }] },
      'QRadar error 33307',
    ],
    [
      'has a tooltip for a type that is none',
      { metadata_providers: [{ rest_method: 'transferwatch_hover', metadata_type: 'url' }] },
      'Must be ip, userName or ariel:',
    ],
    [
      'has a tooltip whose REST method is not there',
      { gui_actions: [], metadata_providers: [{ rest_method: 'none', metadata_type: 'ip' }] },
      'QRadar error 33308',
    ],
    [
      'mixes * and a page',
      { page_scripts: [{ app_name: '*', page_id: 'OffenseList', scripts: ['x.js'] }] },
      'stands for app_name and page_id together only',
    ],
  ])('%s', async (_case, change, reason) => {
    const manifest =
      typeof change === 'string' ? change : JSON.stringify({ ...(await theManifest()), ...change });
    const own = await startConsoleFixture({ manifest });
    try {
      const shell = await page('', 'admin', own);
      expect(tabIds(shell)).toEqual([
        'DASHBOARD',
        'SEM',
        'EVENTVIEWER',
        'FLOWVIEWER',
        'ASSETS',
        'ADMIN',
      ]);
      const asWritten = (text: string) => text.replaceAll('&quot;', '"');
      expect(asWritten(shell)).toContain(reason);
      expect(own.log.join('\n')).toContain(reason);
      expect(own.applications.instances).toEqual([]);
    } finally {
      await own.close();
    }
  });
});

describe('hostile values', () => {
  const hostile = `'"><img src=x onerror=alert(1)></textarea></script>`;

  test.each([
    `do/ariel/arielSearch?appName=EventViewer&values['aql']=${encodeURIComponent(hostile)}`,
    `login?next=${encodeURIComponent(`/console/${hostile}`)}`,
    encodeURIComponent(hostile),
  ])('%s comes back as text', async (path) => {
    expect(await page(path)).not.toMatch(/<img|<\/textarea><\/script>/);
  });

  test('names in the manifest cannot close the block of settings', async () => {
    const manifest = await theManifest();
    const action = {
      id: 'a',
      text: 'ok',
      javascript: '"</script><img src=x onerror=alert(1)>"',
      groups: ['ipPopup'],
    };
    const own = await startConsoleFixture({
      manifest: JSON.stringify({ ...manifest, gui_actions: [action] }),
    });
    try {
      expect(await page('do/sem/offenselist', 'admin', own)).not.toContain('<img');
    } finally {
      await own.close();
    }
  });

  test('a page loads nothing from elsewhere', async () => {
    const headers = { Cookie: cookiesOf(fixture.sessions.login('admin')) };
    const answer = await fetch(`${fixture.console.url}/console/do/sem/offenselist`, { headers });
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(await answer.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
