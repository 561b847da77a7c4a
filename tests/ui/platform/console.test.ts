import { createConsolePages, type HostWindow } from '../../../ui/platform/console.ts';

type Call = readonly string[];
type Host = { readonly host: HostWindow; readonly tabs: Call[]; readonly windows: Call[] };

function aHost(kind: 'console' | 'alone' | 'foreign' | 'tab-refused' | 'blocked'): Host {
  const tabs: Call[] = [];
  const windows: Call[] = [];
  const host = {
    location: { origin: 'https://console.test' },
    open: (...call: Call) => (kind === 'blocked' ? null : windows.push(call)),
    get top() {
      if (kind === 'foreign') throw new DOMException('denied', 'SecurityError');
      if (kind === 'alone' || kind === 'blocked') return {};
      return {
        setActiveTab: (...call: Call) => {
          if (kind === 'tab-refused') throw new TypeError('no such tab');
          tabs.push(call);
        },
      };
    },
  };
  return { host, tabs, windows };
}

const offense = 'do/sem/offensesummary?appName=Sem&pageId=OffenseSummary&summaryId=17';
const noLibrary = () => Promise.reject(new Error('chunk lost'));

describe('console pages by our own URLs', () => {
  test('open in the tab of the console they belong to', () => {
    const { host, tabs, windows } = aHost('console');
    const pages = createConsolePages(host, noLibrary);
    expect(pages.offense(17)).toBe('tab');
    expect(pages.asset({ assetId: 42, address: '10.1.2.3', domainId: 3 })).toBe('tab');
    expect(pages.asset({ assetId: null, address: '2001:db8::1', domainId: 3 })).toBe('tab');
    const aql = "SELECT \"Bytes Sent\" FROM events WHERE username = 'o''hara' START 1 STOP 2";
    expect(pages.eventSearch(aql)).toBe('tab');
    expect(pages.flowSearch('SELECT * FROM flows')).toBe('tab');
    expect(windows).toEqual([]);
    const encoded =
      'SELECT%20%22Bytes%20Sent%22%20FROM%20events%20WHERE%20username%20%3D%20%27o%27%27hara%27%20START%201%20STOP%202';
    expect(tabs).toEqual([
      ['SEM', offense],
      [
        'ASSETS',
        'do/assetprofile/AssetDetails?dispatch=viewAssetDetails&listName=vulnList&assetId=42',
      ],
      [
        'ASSETS',
        'do/assetprofile/AssetDetails?dispatch=viewAssetDetailsFromIp&listName=vulnList&domainId=3&ipAddress=2001%3Adb8%3A%3A1',
      ],
      [
        'EVENTVIEWER',
        `do/ariel/arielSearch?appName=EventViewer&pageId=EventList&dispatch=performSearch&values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=${encoded}`,
      ],
      [
        'FLOWVIEWER',
        "do/ariel/arielSearch?appName=Surveillance&pageId=FlowList&dispatch=performSearch&values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=SELECT%20*%20FROM%20flows",
      ],
    ]);
    // What the console decodes is what the server wrote.
    expect(new URL(`https://x/${tabs[3]?.[1] ?? ''}`).searchParams.get("values['aql']")).toBe(aql);
  });

  test.each(['alone', 'foreign', 'tab-refused'] as const)(
    'open in a window below /console/ when the tab is %s',
    (kind) => {
      const { host, windows } = aHost(kind);
      expect(createConsolePages(host, noLibrary).offense(17)).toBe('window');
      expect(windows).toEqual([[`https://console.test/console/${offense}`, '_blank']]);
    },
  );

  test('say so when the browser refuses the window', () => {
    expect(createConsolePages(aHost('blocked').host, noLibrary).offense(17)).toBe('blocked');
  });

  test('are used when qjslib cannot be loaded', async () => {
    const { host, tabs } = aHost('console');
    const pages = createConsolePages(host, noLibrary);
    await pages.prepare();
    expect(pages.offense(17)).toBe('tab');
    expect(tabs).toEqual([['SEM', offense]]);
  });
});

describe('console pages through qjslib', () => {
  const tabs: Call[] = [];
  const windows: Call[] = [];

  beforeEach(() => {
    tabs.length = windows.length = 0;
    // In jsdom the page is its own top window, as in a console page without frames.
    Object.assign(window, { setActiveTab: (...call: Call) => tabs.push(call) });
    // qjslib brings the new window to the front, which jsdom cannot.
    window.focus = () => undefined;
    window.open = (...call) => {
      windows.push(call.map(String));
      return window;
    };
  });
  afterEach(() => void Reflect.deleteProperty(window, 'setActiveTab'));

  async function prepared() {
    const pages = createConsolePages(window);
    await pages.prepare();
    return pages;
  }

  test('open offenses and assets with the URLs of the library, which are ours', async () => {
    const [own, library] = [createConsolePages(window, noLibrary), await prepared()];
    const asset = { assetId: 42, address: '10.1.2.3', domainId: 0 };
    for (const pages of [own, library]) {
      expect(pages.offense(17)).toBe('tab');
      expect(pages.asset(asset)).toBe('tab');
      expect(pages.asset({ ...asset, assetId: null })).toBe('tab');
    }
    expect(tabs).toHaveLength(6);
    expect(tabs.slice(0, 3)).toEqual(tabs.slice(3));
  });

  test('leave the library aside where it would ask for the wrong domain', async () => {
    const pages = await prepared();
    pages.asset({ assetId: null, address: '10.1.2.3', domainId: 7 });
    expect(tabs[0]?.[1]).toContain('domainId=7&ipAddress=10.1.2.3');
  });

  test('leave the library aside for searches, whose URL changed with UP4', async () => {
    const pages = await prepared();
    pages.eventSearch('SELECT 1 FROM events');
    expect(tabs[0]?.[1]).toContain("values['aql']=");
  });

  test('open a window outside the console', async () => {
    Reflect.deleteProperty(window, 'setActiveTab');
    const pages = await prepared();
    expect(pages.offense(17)).toBe('window');
    expect(windows[0]?.[0]).toBe(`${window.location.origin}/console/${offense}`);
  });

  test('tell a refused window from an opened one', async () => {
    Reflect.deleteProperty(window, 'setActiveTab');
    window.open = () => null;
    expect((await prepared()).offense(17)).toBe('blocked');
  });

  test('load the library once', async () => {
    let loads = 0;
    const pages = createConsolePages(window, () => {
      loads += 1;
      return import('qjslib');
    });
    await Promise.all([pages.prepare(), pages.prepare()]);
    expect(loads).toBe(1);
  });
});
