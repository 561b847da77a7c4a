/** A menu entry or toolbar button of an app as the browser needs it. `url` is the address of its REST method. */
export type ActionEntry = {
  readonly id: string;
  readonly text: string;
  readonly description: string;
  readonly url: string | null;
  readonly argument: string;
  readonly javascript: string | null;
};

/** Where an app tells about an address: its REST method, and the name of the one argument. */
export type HoverProvider = { readonly url: string; readonly argument: string };

/** What the server wrote into a console page for its scripts. */
export type PageSettings = {
  readonly release: string;
  readonly appId: string | null;
  readonly appName: string;
  readonly pageId: string;
  readonly ipMenu: readonly ActionEntry[];
  readonly userMenu: readonly ActionEntry[];
  readonly toolbar: readonly ActionEntry[];
  readonly appContext: string;
  readonly hovers: readonly HoverProvider[];
  readonly data: unknown;
};

/** Reads them from the page. Both ends are the console's, so the shape is not checked again. */
export function pageSettings(): PageSettings {
  const block = document.getElementById('page-settings')?.textContent ?? '{}';
  // Parse boundary: `consolePage` wrote exactly this.
  return JSON.parse(block) as PageSettings;
}
