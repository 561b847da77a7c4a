/**
 * Console pages, opened the way the console itself does: in its tab where `top.setActiveTab` is within
 * reach, else in a window below `/console/`. docs/decisions/0005-console-pages.md says why some go
 * through qjslib and some do not.
 */

/** What became of a page: shown in a console tab, in a window, or stopped by the browser. */
export type Opened = 'tab' | 'window' | 'blocked';

/** An asset page by the asset's id, or by address and domain where the id is not known. */
export type AssetPage = {
  readonly assetId: number | null;
  readonly address: string;
  readonly domainId: number;
};

/** The pages of the console that the tab leads to. Every call opens at once, so that no pop-up is refused. */
export type ConsolePages = {
  /** Loads qjslib ahead of the first click; never rejects. Without it the same pages open by our own URLs. */
  readonly prepare: () => Promise<void>;
  readonly offense: (id: number) => Opened;
  readonly asset: (page: AssetPage) => Opened;
  /** Log Activity with the result of an AQL on `events`. */
  readonly eventSearch: (aql: string) => Opened;
  /** Network Activity with the result of an AQL on `flows`. */
  readonly flowSearch: (aql: string) => Opened;
};

/** The part of the browser's window that opening a page needs. */
export type HostWindow = {
  readonly top: unknown;
  readonly location: { readonly origin: string };
  readonly open: (url: string, target: string) => unknown;
};

/** The functions of qjslib in use, as `import('qjslib')` gives them. */
export type QjsLibrary = Pick<typeof import('qjslib'), 'QRadar'>;
type QRadar = QjsLibrary['QRadar'];

/** Tab ids of the console, as qjslib has them. */
type TabId = 'EVENTVIEWER' | 'FLOWVIEWER' | 'SEM' | 'ASSETS';
type Page = { readonly tab: TabId; readonly url: string };

/** `loadLibrary` is called at most once, by `prepare`. */
export function createConsolePages(
  host: HostWindow,
  loadLibrary: () => Promise<QjsLibrary> = () => import('qjslib'),
): ConsolePages {
  let loading: Promise<void> | null = null;
  let library: QRadar | null = null;

  const load = async () => {
    try {
      library = (await loadLibrary()).QRadar;
    } catch {
      // Not fatal: every page has a URL of our own below.
      library = null;
    }
  };
  const open = (page: Page, viaLibrary?: (qradar: QRadar, openWindow: boolean) => void) =>
    (library && viaLibrary ? throughLibrary(host, library, viaLibrary) : null) ?? show(host, page);

  return {
    prepare: () => (loading ??= load()),
    offense: (id) => open(offensePage(id), (qradar, inWindow) => qradar.openOffense(id, inWindow)),
    asset: (page) => open(assetPage(page), assetThroughLibrary(page)),
    eventSearch: (aql) => open(searchPage('EventViewer', aql)),
    flowSearch: (aql) => open(searchPage('Surveillance', aql)),
  };
}

/** `null` when qjslib could not: it throws where the tab switch or the window was refused. */
function throughLibrary(
  host: HostWindow,
  library: QRadar,
  call: (qradar: QRadar, openWindow: boolean) => void,
): Opened | null {
  const inTab = tabSwitchOf(host) !== null;
  try {
    call(library, !inTab);
    return inTab ? 'tab' : 'window';
  } catch {
    // Our own form tries the same page once more and tells a refused window from a missing tab.
    return null;
  }
}

function show(host: HostWindow, page: Page): Opened {
  const tabs = tabSwitchOf(host);
  if (tabs) {
    try {
      tabs.setActiveTab(page.tab, page.url);
      return 'tab';
    } catch {
      // The user's role may lack that tab; the page itself can still be opened, and says so itself.
    }
  }
  const opened = host.open(`${host.location.origin}/console/${page.url}`, '_blank');
  return opened === null || opened === undefined ? 'blocked' : 'window';
}

type TabSwitch = { readonly setActiveTab: (tab: string, url: string) => unknown };

function tabSwitchOf(host: HostWindow): TabSwitch | null {
  try {
    return hasTabSwitch(host.top) ? host.top : null;
  } catch {
    // A top window of another origin must not be looked at, so it is not the console.
    return null;
  }
}

function hasTabSwitch(top: unknown): top is TabSwitch {
  return (
    typeof top === 'object' &&
    top !== null &&
    'setActiveTab' in top &&
    typeof top.setActiveTab === 'function'
  );
}

function offensePage(id: number): Page {
  return {
    tab: 'SEM',
    url: `do/sem/offensesummary?appName=Sem&pageId=OffenseSummary&summaryId=${id}`,
  };
}

function assetPage({ assetId, address, domainId }: AssetPage): Page {
  const details = 'do/assetprofile/AssetDetails?dispatch=';
  return {
    tab: 'ASSETS',
    url:
      assetId === null
        ? `${details}viewAssetDetailsFromIp&listName=vulnList&domainId=${domainId}&ipAddress=${encode(address)}`
        : `${details}viewAssetDetails&listName=vulnList&assetId=${assetId}`,
  };
}

/** qjslib knows an address only in domain 0, so elsewhere an asset needs its id or our own URL. */
function assetThroughLibrary({ assetId, address, domainId }: AssetPage) {
  if (assetId !== null)
    return (qradar: QRadar, inWindow: boolean) => qradar.openAsset(assetId, inWindow);
  if (domainId !== 0) return undefined;
  return (qradar: QRadar, inWindow: boolean) =>
    qradar.openAssetForIpAddress(encode(address), inWindow);
}

const searches = {
  EventViewer: { tab: 'EVENTVIEWER', pageId: 'EventList' },
  Surveillance: { tab: 'FLOWVIEWER', pageId: 'FlowList' },
} as const;

/**
 * The `values['…']` form of 7.5.0 UP4 and later; the published qjslib has only the older `value(…)`
 * (docs/qradar-facts.md#search-address).
 */
function searchPage(appName: keyof typeof searches, aql: string): Page {
  const { tab, pageId } = searches[appName];
  return {
    tab,
    url:
      `do/ariel/arielSearch?appName=${appName}&pageId=${pageId}&dispatch=performSearch` +
      `&values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=${encode(aql)}`,
  };
}

/** Also the apostrophe, which AQL is full of: nothing on the way may take it for the end of a text. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
