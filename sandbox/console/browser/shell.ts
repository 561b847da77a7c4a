// The frame around everything: tabs, theme, and `top.setActiveTab`, which apps and pages call.
import { byId } from './dom.ts';
import { words } from './words.ts';

type Theme = 'dark' | 'light';

const release =
  document.querySelector<HTMLMetaElement>('meta[name=console-release]')?.content ?? '';
const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role=tab]')];
const themeSwitch = byId('theme-switch', HTMLButtonElement);
/** Tabs whose frame has an address already: the theme goes into the first one only (7.5.0 UP12 and later). */
const opened = new Set<HTMLButtonElement>();

function theme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

function frameOf(tab: HTMLButtonElement): HTMLIFrameElement {
  const frame = document.querySelector<HTMLIFrameElement>(
    `#panel-${tab.dataset['tab'] ?? ''} iframe`,
  );
  if (frame === null) throw new Error(`tab ${tab.dataset['tab'] ?? ''} has no frame`);
  return frame;
}

/** An address below `/console/`, or null for anything that leads out of it. */
function consoleAddress(url: string): URL | null {
  const base = new URL('/console/', location.origin);
  if (!URL.canParse(url, base)) return null;
  const address = new URL(url, base);
  return address.origin === base.origin && address.pathname.startsWith(base.pathname)
    ? address
    : null;
}

function withTheme(address: URL): URL {
  address.searchParams.set('ui', 'new');
  address.searchParams.set('theme', theme());
  return address;
}

function load(tab: HTMLButtonElement, url: string): void {
  const address = consoleAddress(url);
  if (address === null) throw new Error(`setActiveTab: "${url}" is not an address of the console`);
  const first = !opened.has(tab);
  opened.add(tab);
  if (tab.dataset['app'] === 'true' && first) withTheme(address);
  const frame = frameOf(tab);
  // A page that was on its way when the theme changed has not heard of it.
  if (first && tab.dataset['app'] !== 'true')
    frame.addEventListener('load', () => tellTheme(frame));
  // Assigning `src` would leave the frame alone where only the part behind # differs.
  if (first) frame.src = address.href;
  else frame.contentWindow?.location.assign(address.href);
}

function select(tab: HTMLButtonElement): void {
  for (const other of tabs) {
    const active = other === tab;
    other.setAttribute('aria-selected', String(active));
    other.tabIndex = active ? 0 : -1;
    const panel = document.getElementById(`panel-${other.dataset['tab'] ?? ''}`);
    if (panel !== null) panel.hidden = !active;
  }
  document.title = `${tab.textContent} – ${words.shell.title}`;
  history.replaceState(null, '', `#${tab.dataset['tab'] ?? ''}`);
}

/** Shows a tab, at its own address when it was never open. */
function activate(tab: HTMLButtonElement): void {
  if (!opened.has(tab)) load(tab, tab.dataset['url'] ?? '');
  select(tab);
}

/**
 * The console's function of that name: shows a tab and opens an address, relative to `/console/`, in it.
 * Throws for a tab this user does not have and for an address that leads out of the console.
 */
function setActiveTab(tabId: string, url?: string): void {
  const tab = tabs.find((one) => one.dataset['tab'] === tabId);
  if (tab === undefined) throw new Error(`setActiveTab: there is no tab "${tabId}"`);
  if (url === undefined) {
    activate(tab);
    return;
  }
  load(tab, url);
  select(tab);
}

Object.assign(window, { QRADAR_VERSION: release, setActiveTab });

for (const tab of tabs) tab.addEventListener('click', () => activate(tab));
document.querySelector('[role=tablist]')?.addEventListener('keydown', (event) => {
  if (!(event instanceof KeyboardEvent)) return;
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at - 1 + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = tabs[moves[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  activate(next);
});

/** The console's pages change at once; an app learns its theme from its address, so it is opened anew there. */
function setTheme(next: Theme): void {
  document.documentElement.dataset['theme'] = next;
  document.cookie = `ConsoleTheme=${next}; Path=/; Max-Age=31536000; SameSite=Lax`;
  themeSwitch.setAttribute('aria-pressed', String(next === 'dark'));
  themeSwitch.title = words.shell.toTheme(next === 'dark' ? 'light' : 'dark');
  for (const tab of opened) {
    const frame = frameOf(tab);
    if (tab.dataset['app'] === 'true') {
      const address = withTheme(new URL(frame.contentWindow?.location.href ?? frame.src));
      frame.contentWindow?.location.replace(address.href);
    } else {
      tellTheme(frame);
    }
  }
}

function tellTheme(frame: HTMLIFrameElement): void {
  frame.contentWindow?.postMessage(`theme:${theme()}`, location.origin);
}

themeSwitch.addEventListener('click', () => setTheme(theme() === 'dark' ? 'light' : 'dark'));

// A menu made of <details> stays open until it is closed; a click elsewhere should do.
const userMenu = document.querySelector<HTMLDetailsElement>('.user-menu');
document.addEventListener('pointerdown', (event) => {
  if (userMenu !== null && event.target instanceof Node && !userMenu.contains(event.target))
    userMenu.open = false;
});
window.addEventListener('blur', () => {
  if (userMenu !== null) userMenu.open = false;
});

// Until here nobody would have heard a press.
for (const tab of tabs) tab.disabled = false;

const asked = tabs.find((tab) => tab.dataset['tab'] === location.hash.slice(1));
const start = asked ?? tabs[0];
if (start !== undefined) activate(start);
