import type { PageWords } from '../../words/en/page.ts';

/** Each page of the tab by the name that addresses and words know it by. */
export type PageName = keyof PageWords['pages'];

/** The page that opens where an address names none, or one that this version does not have. */
export const firstPage: PageName = 'findings';

const parameter = 'page';
/** Between a page, its part, and the one thing that is shown there. */
const separator = '.';
/** What the console appends to the first address of a tab; a page in a new browser tab needs it as well. */
const consoleParameters = ['ui', 'theme'];

/** The page that a query string asks for, among those that there are. */
export function pageIn(search: string, names: readonly PageName[]): PageName {
  const asked = new URLSearchParams(search).get(parameter)?.split(separator)[0];
  return names.find((name) => name === asked) ?? firstPage;
}

/** A part of a page, and what is shown in it; empty where the address names none. */
export type PartPlace = { readonly part: string; readonly item: string };

/** The part that a query string asks for, whatever its page; an item may have any characters. */
export function partIn(search: string): PartPlace {
  const [, part = '', ...item] = (new URLSearchParams(search).get(parameter) ?? '').split(
    separator,
  );
  return { part, item: item.join(separator) };
}

/**
 * The query string of a page, with everything else that stands in `search`: a reload, and the way back, find the filters
 * and the run of the findings. The first page needs no name, so links of earlier releases are as they were.
 */
export function searchOf(page: PageName, search: string, place?: PartPlace): string {
  const parameters = new URLSearchParams(search);
  if (page === firstPage) parameters.delete(parameter);
  else parameters.set(parameter, named(page, place));
  return `?${parameters}`;
}

/** The address of a page for a browser tab of its own: relative, so that it holds behind the console's proxy. */
export function linkTo(page: PageName, search: string, place?: PartPlace): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) =>
    consoleParameters.includes(name),
  );
  return `?${new URLSearchParams([...kept, [parameter, named(page, place)]])}`;
}

function named(page: PageName, { part, item }: PartPlace = { part: '', item: '' }): string {
  return [page, part, item].filter((name) => name !== '').join(separator);
}

/** Opens a page of the tab as following its link would, without loading the tab again; `finding` is opened on the first one. */
export function goTo(page: PageName, place?: PartPlace, finding?: string): void {
  const { pathname, search } = window.location;
  const parameters = new URLSearchParams(searchOf(page, search, place));
  if (finding !== undefined) parameters.set('finding', finding);
  window.history.pushState(null, '', `${pathname}?${parameters}`);
  // Whoever shows pages listens to the way back, and this is told the same way.
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
}
