type SetActiveTab = (tabId: string, url: string) => void;

/** Addresses of the console's own pages, relative to `/console/`, as qjslib builds them. */
export const consolePages = {
  offense: (id: number) =>
    `do/sem/offensesummary?appName=Sem&pageId=OffenseSummary&summaryId=${id}`,
  asset: (id: number) =>
    `do/assetprofile/AssetDetails?dispatch=viewAssetDetails&listName=vulnList&assetId=${id}`,
  assetOfAddress: (address: string) =>
    `do/assetprofile/AssetDetails?dispatch=viewAssetDetailsFromIp&listName=vulnList&domainId=0&ipAddress=${encodeURIComponent(address)}`,
  events: (aql: string) => search('EventViewer', 'EventList', aql),
  flows: (aql: string) => search('Surveillance', 'FlowList', aql),
} as const;

function search(appName: string, pageId: string, aql: string): string {
  const values = `values['timeRangeType']=aqlTime&values['searchMode']=AQL&values['aql']=`;
  return `do/ariel/arielSearch?appName=${appName}&pageId=${pageId}&dispatch=performSearch&${values}${encodeURIComponent(aql)}`;
}

/** Opens an address in a tab of the console, or right here where the page stands alone (a popup). */
export function openInTab(tabId: string, url: string): void {
  const setActiveTab: unknown = Reflect.get(window.top ?? window, 'setActiveTab');
  // The shell defines it with exactly this signature.
  if (typeof setActiveTab === 'function') (setActiveTab as SetActiveTab)(tabId, url);
  else location.assign(`/console/${url}`);
}
