import { addressItems } from './address-items.ts';
import { missingFunctions, startAction } from './app-actions.ts';
import { element } from './dom.ts';
import { showMenu, type MenuItem } from './menu.ts';
import type { PageSettings } from './page-settings.ts';
import { userItems } from './user-items.ts';
import { words } from './words.ts';

/** Makes the entries that a page has for a value in a column, '' for one that stands alone. */
type PageItems = (value: string, column: string) => readonly MenuItem[];

let pageItems: PageItems = () => [];

/** Adds a page's own entries to the menu of its addresses and user names, below those of the console. */
export function addMenuItems(items: PageItems): void {
  pageItems = items;
}

/** What has a menu in a page. */
type Kind = 'address' | 'user-name';

/** An address in a page: focusable, and with a menu by right-click, Menu key, Shift+F10 and Enter. */
export function addressElement(address: string, column: string | null): HTMLElement {
  return valueElement('address', address, column);
}

/** A user name in a page, with a menu like an address. */
export function userElement(name: string, column: string | null): HTMLElement {
  return valueElement('user-name', name, column);
}

function valueElement(kind: Kind, value: string, column: string | null): HTMLElement {
  return element(
    'span',
    {
      class: kind,
      'data-value': value,
      'data-column': column,
      tabindex: '0',
      role: 'button',
      'aria-haspopup': 'menu',
    },
    value,
  );
}

/** Gives every address and user name of the page, now and later, its menu. */
export function installValueMenus(settings: PageSettings): void {
  const open = (target: EventTarget | null, point: { x: number; y: number } | null) => {
    const anchor =
      target instanceof Element ? target.closest<HTMLElement>('.address, .user-name') : null;
    if (anchor === null) return false;
    const box = anchor.getBoundingClientRect();
    openMenu(settings, anchor, point ?? { x: box.left, y: box.bottom });
    return true;
  };
  document.addEventListener('contextmenu', (event) => {
    // The Menu key and Shift+F10 arrive here too, in Chromium at the element's place, elsewhere at 0,0.
    const point =
      event.clientX === 0 && event.clientY === 0 ? null : { x: event.clientX, y: event.clientY };
    if (open(event.target, point)) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const asks =
      event.key === 'ContextMenu' ||
      (event.key === 'F10' && event.shiftKey) ||
      event.key === 'Enter';
    if (asks && open(event.target, null)) event.preventDefault();
  });
}

function openMenu(
  settings: PageSettings,
  anchor: HTMLElement,
  point: { x: number; y: number },
): void {
  const isUser = anchor.classList.contains('user-name');
  const entries = isUser ? settings.userMenu : settings.ipMenu;
  const broken = missingFunctions(entries);
  if (broken.length > 0) {
    // QRadar's own behaviour (docs/qradar-facts.md#gui-actions): one missing function and no menu at all.
    reportError(
      new Error(
        `The right-click menu is broken: ${broken.join(', ')} is not defined on this page. ` +
          'An app names it in gui_actions; its page script did not load or does not define it.',
      ),
    );
    return;
  }
  const value = anchor.dataset['value'] ?? '';
  const column = anchor.dataset['column'] ?? '';
  const own = isUser ? userItems(value) : addressItems(value, column);
  const fromApps = entries.map((entry): MenuItem => ({
    group: words.menu.moreOptions,
    label: entry.text,
    hint: entry.description,
    run: () => startAction(entry, { value, element: anchor }),
  }));
  showMenu(anchor, point, [...own, ...pageItems(value, column), ...fromApps]);
}
