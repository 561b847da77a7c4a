import { useMedia } from './useMedia.ts';

/** Carbon's light and dark theme in use. */
export type ThemeName = 'g10' | 'g100';

/** What the page's theme depends on: what the console asked for, if it did, and what the browser prefers. */
export type ThemeSource = {
  readonly asked: ThemeName | null;
  readonly prefersDark: boolean;
};

/** The console's theme, else the browser's preference. */
export function themeOf({ asked, prefersDark }: ThemeSource): ThemeName {
  return asked ?? (prefersDark ? 'g100' : 'g10');
}

/** The console's own words for its themes, as they stand in `?theme=`. */
const consoleThemes: Readonly<Record<string, ThemeName>> = { dark: 'g100', light: 'g10' };

const storageKey = 'transfer-watch.theme';

/**
 * The theme the console asks for; `null` where it never did. QRadar 7.5.0 UP12 and later append `?theme=dark`
 * or `light` to the first address of a tab only: a page opened in the same tab later, by the right-click on
 * an address, has none. So it is kept for the browser tab's session. `search` is the query string of the
 * page's first address; `storage` is asked for, because a browser may refuse already that.
 */
export function askedTheme(search: string, storage: () => Storage): ThemeName | null {
  const word = new URLSearchParams(search).get('theme') ?? '';
  const asked = Object.hasOwn(consoleThemes, word) ? (consoleThemes[word] ?? null) : null;
  try {
    if (asked !== null) storage().setItem(storageKey, word);
    return asked ?? consoleThemes[storage().getItem(storageKey) ?? ''] ?? null;
  } catch {
    // The browser keeps nothing for this page (a policy, a full store): the address alone decides.
    return asked;
  }
}

/** Marks the root element, so that everything on the page follows, whatever a component renders into. */
export function applyTheme(theme: ThemeName, root: HTMLElement): void {
  root.dataset['theme'] = theme;
  root.dataset['carbonTheme'] = theme;
}

/** Whether the browser prefers dark, followed as it changes. */
export function usePrefersDark(): boolean {
  return useMedia('(prefers-color-scheme: dark)');
}
