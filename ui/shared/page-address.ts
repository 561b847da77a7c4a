import type { PageWords } from '../../words/en/page.ts';

/** Each page of the tab by the name that addresses and words know it by. */
export type PageName = keyof PageWords['pages'];

/** The page that opens where an address names none, or one that this version does not have. */
export const firstPage: PageName = 'findings';

const parameter = 'page';
/** What the console appends to the first address of a tab; a page in a new browser tab needs it as well. */
const consoleParameters = ['ui', 'theme'];

/** The page that a query string asks for, among those that there are. */
export function pageIn(search: string, names: readonly PageName[]): PageName {
  const asked = new URLSearchParams(search).get(parameter);
  return names.find((name) => name === asked) ?? firstPage;
}

/**
 * The query string of a page, with everything else that stands in `search`: a reload, and the way back, find the filters
 * and the run of the findings. The first page needs no name, so links of earlier releases are as they were.
 */
export function searchOf(page: PageName, search: string): string {
  const parameters = new URLSearchParams(search);
  if (page === firstPage) parameters.delete(parameter);
  else parameters.set(parameter, page);
  return `?${parameters}`;
}

/** The address of a page for a browser tab of its own: relative, so that it holds behind the console's proxy. */
export function linkTo(page: PageName, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) =>
    consoleParameters.includes(name),
  );
  return `?${new URLSearchParams([...kept, [parameter, page]])}`;
}
