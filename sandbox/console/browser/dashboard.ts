import { element } from './dom.ts';
import { pageSettings } from './page-settings.ts';
import { field, list } from './rest.ts';
import { problemNotice, show } from './states.ts';

/** How often the console asks anew (docs/qradar-facts.md#dashboard-items). */
const refreshMs = 60_000;

const tiles = [...document.querySelectorAll<HTMLElement>('.dashboard-item')];
const urls = list(pageSettings().data).map((item) => String(field(item, 'url')));

async function refresh(tile: HTMLElement, url: string): Promise<void> {
  const region = tile.querySelector<HTMLElement>('div');
  if (region === null) return;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const item: unknown = await response.json();
    const [title, markup] = [field(item, 'title'), field(item, 'HTML')];
    if (typeof title !== 'string' || typeof markup !== 'string') {
      throw new Error(`${url} is not of the form {id, title, HTML}`);
    }
    const heading = tile.querySelector('h2');
    if (heading !== null) heading.textContent = title;
    const content = element('div', {});
    // The framework inserts an item's HTML as it is; encoding is the app's duty, and what tests look at.
    content.innerHTML = markup;
    show(region, content);
  } catch (error) {
    show(region, problemNotice(error));
  }
}

function refreshAll(): void {
  for (const [index, tile] of tiles.entries()) {
    const url = urls[index];
    if (url !== undefined) void refresh(tile, url);
  }
}

refreshAll();
window.setInterval(refreshAll, refreshMs);
