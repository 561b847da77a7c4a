import { useSyncExternalStore } from 'react';

/** Carbon's light and dark theme in use. */
export type ThemeName = 'g10' | 'g100';

/** What the page's theme depends on. `search` is the query string of the page's first address. */
export type ThemeSource = {
  readonly search: string;
  readonly prefersDark: boolean;
};

/**
 * The theme the console asks for: QRadar 7.5.0 UP12 and later append `?theme=dark` or `light` to the first
 * address of a tab. Without it the browser's preference decides.
 */
export function themeOf({ search, prefersDark }: ThemeSource): ThemeName {
  const asked = new URLSearchParams(search).get('theme');
  if (asked === 'dark') return 'g100';
  if (asked === 'light') return 'g10';
  return prefersDark ? 'g100' : 'g10';
}

/** Marks the root element, so that everything on the page follows, whatever a component renders into. */
export function applyTheme(theme: ThemeName, root: HTMLElement): void {
  root.dataset['theme'] = theme;
  root.dataset['carbonTheme'] = theme;
}

const query = '(prefers-color-scheme: dark)';

/** Whether the browser prefers dark, followed as it changes. */
export function usePrefersDark(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}
