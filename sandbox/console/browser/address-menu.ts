import type { MenuEntry } from '../pages/console-page.ts';
import { element } from './dom.ts';
import { showMenu, type MenuItem } from './menu.ts';
import { consolePages, openInTab } from './navigation.ts';
import type { PageSettings } from './page-settings.ts';

/** An address in a page: focusable, and with a menu by right-click, Menu key, Shift+F10 and Enter. */
export function addressElement(address: string, column: string | null): HTMLElement {
  return element(
    'span',
    {
      class: 'address',
      'data-address': address,
      'data-column': column,
      tabindex: '0',
      role: 'button',
      'aria-haspopup': 'menu',
    },
    address,
  );
}

/** Gives every `addressElement` of the page, now and later, its menu. */
export function installAddressMenus(settings: PageSettings): void {
  const open = (target: EventTarget | null, point: { x: number; y: number } | null) => {
    const anchor = target instanceof Element ? target.closest<HTMLElement>('.address') : null;
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
  const broken = settings.ipMenu.flatMap((entry) => missingFunctions(entry.javascript ?? ''));
  if (broken.length > 0) {
    // QRadar's own behaviour (app framework, "Adding a right-click"): one missing function and no menu at all.
    reportError(
      new Error(
        `The right-click menu is broken: ${broken.join(', ')} is not defined on this page. ` +
          'An app names it in gui_actions; its page script did not load or does not define it.',
      ),
    );
    return;
  }
  const items = [
    ...consoleItems(anchor),
    ...settings.ipMenu.map((entry) => appItem(entry, anchor)),
  ];
  showMenu(anchor, point, items);
}

/** Columns that an AQL filter can name; any other address is looked for on both sides. */
const addressColumns = /^(source|destination)(ip|address|v6)$/i;

function consoleItems(anchor: HTMLElement): readonly MenuItem[] {
  const address = anchor.dataset['address'] ?? '';
  const column = anchor.dataset['column'] ?? '';
  const named = addressColumns.test(column) ? column.toLowerCase() : null;
  const where =
    named === null
      ? `sourceaddress = '${address}' OR destinationaddress = '${address}'`
      : `${named} = '${address}'`;
  const label = named === null ? `with ${address}` : `where ${named} is ${address}`;
  return [
    {
      group: 'Console',
      label: `Events ${label}`,
      run: () => openInTab('EVENTVIEWER', consolePages.events(eventsWhere(where))),
    },
    {
      group: 'Console',
      label: `Flows ${label}`,
      run: () => openInTab('FLOWVIEWER', consolePages.flows(flowsWhere(where))),
    },
    {
      group: 'Console',
      label: 'Asset details',
      run: () => openInTab('ASSETS', consolePages.assetOfAddress(address)),
    },
  ];
}

const eventsWhere = (where: string) =>
  `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name", sourceaddress, sourceport, destinationaddress, destinationport, username, eventcount\nFROM events\nWHERE ${where}\nORDER BY starttime DESC\nLIMIT 500\nLAST 24 HOURS`;
const flowsWhere = (where: string) =>
  `SELECT firstpackettime, lastpackettime, sourceaddress, sourceport, destinationaddress, destinationport, APPLICATIONNAME(applicationid) AS "Application", sourcebytes, destinationbytes\nFROM flows\nWHERE ${where}\nORDER BY firstpackettime DESC\nLIMIT 500\nLAST 24 HOURS`;

function appItem(entry: MenuEntry, anchor: HTMLElement): MenuItem {
  return {
    group: 'More options',
    label: entry.text,
    hint: entry.description,
    run: () =>
      void runEntry(entry, anchor).catch((error: unknown) =>
        reportError(new Error(`"${entry.text}" failed`, { cause: error })),
      ),
  };
}

/**
 * The app framework's sequence for a GUI action: call the REST method with the address, parse its JSON, then
 * run `javascript` with the value in `result`; without a REST method `context` is the cell.
 */
async function runEntry(entry: MenuEntry, anchor: HTMLElement): Promise<void> {
  if (entry.url === null) {
    evaluate(entry.javascript ?? '', 'context', anchor);
    return;
  }
  const query = new URLSearchParams({ [entry.argument]: anchor.dataset['address'] ?? '' });
  const response = await fetch(`${entry.url}?${query.toString()}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`${entry.url} answered ${response.status}`);
  const result: unknown = JSON.parse(body);
  if (entry.javascript !== null) evaluate(entry.javascript, 'result', result);
}

/** Runs a code block of a manifest in the page's root namespace, as QRadar does. */
function evaluate(code: string, name: 'result' | 'context', value: unknown): void {
  // eslint would rightly refuse `eval`; a manifest's `javascript` is code by definition of the framework.
  Reflect.construct(Function, [name, code]).call(window, value);
}

/** Functions a code block calls that the page does not have. */
function missingFunctions(code: string): readonly string[] {
  const called = [...code.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)\s*\(/g)].map(
    (match) => match[1] ?? '',
  );
  const keywords = new Set([
    'if',
    'for',
    'while',
    'switch',
    'function',
    'catch',
    'return',
    'typeof',
  ]);
  return called.filter(
    (name) => !keywords.has(name) && typeof Reflect.get(window, name) !== 'function',
  );
}
