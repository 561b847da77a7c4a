import { element } from './dom.ts';
import type { HoverProvider, PageSettings } from './page-settings.ts';
import { field } from './rest.ts';

/** A pointer that only passes over asks nothing. */
const delayMs = 400;

let shown: { readonly anchor: HTMLElement; readonly tooltip: HTMLElement } | null = null;
let timer = 0;

/**
 * Shows what apps say of an address (metadata providers) while the pointer or the focus is on it. The pointer
 * may move into the tooltip; Escape, leaving and the right-click menu close it.
 */
export function installHovers({ hovers }: PageSettings): void {
  if (hovers.length === 0) return;
  const begin = (target: EventTarget | null) => {
    const anchor = addressOf(target);
    if (anchor === null || anchor === shown?.anchor) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void show(anchor, hovers), delayMs);
  };
  const end = (to: EventTarget | null) => {
    window.clearTimeout(timer);
    if (!(to instanceof Node && (shown?.tooltip.contains(to) || shown?.anchor.contains(to))))
      hide();
  };
  document.addEventListener('pointerover', (event) => begin(event.target));
  document.addEventListener('pointerout', (event) => end(event.relatedTarget));
  document.addEventListener('focusin', (event) => begin(event.target));
  document.addEventListener('focusout', (event) => end(event.relatedTarget));
  document.addEventListener('contextmenu', () => end(null));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') end(null);
  });
}

function addressOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.address') : null;
}

async function show(anchor: HTMLElement, hovers: readonly HoverProvider[]): Promise<void> {
  const address = anchor.dataset['value'] ?? '';
  const rows = await Promise.all(hovers.map((provider) => rowOf(provider, address)));
  const parts = rows.flat();
  hide();
  if (parts.length === 0 || !anchor.isConnected) return;
  const tooltip = element(
    'div',
    { class: 'tooltip', role: 'tooltip', id: 'address-tooltip' },
    element('dl', {}, ...parts),
  );
  (anchor.closest('main') ?? document.body).append(tooltip);
  anchor.setAttribute('aria-describedby', tooltip.id);
  shown = { anchor, tooltip };
  const box = anchor.getBoundingClientRect();
  const { width, height } = tooltip.getBoundingClientRect();
  const below = box.bottom + height < innerHeight;
  tooltip.style.left = `${Math.max(4, Math.min(box.left, innerWidth - width - 4))}px`;
  tooltip.style.top = `${below ? box.bottom : Math.max(4, box.top - height)}px`;
}

/** Label and value of one provider; nothing where it knows nothing. A provider that fails is the page's error. */
async function rowOf(provider: HoverProvider, address: string): Promise<readonly HTMLElement[]> {
  try {
    const query = new URLSearchParams({ [provider.argument]: address });
    const response = await fetch(`${provider.url}?${query.toString()}`);
    if (!response.ok) throw new Error(`${provider.url} answered ${response.status}`);
    const body: unknown = await response.json();
    const [label, value, markup] = ['label', 'value', 'html'].map((name) => field(body, name));
    const cell = element('dd', {});
    // The framework inserts a provider's `html` as it is; encoding is the app's duty, and what tests look at.
    if (typeof markup === 'string' && markup !== '') cell.innerHTML = markup;
    else if (typeof value === 'string' && value !== '') cell.textContent = value;
    else return [];
    return [element('dt', {}, typeof label === 'string' ? label : ''), cell];
  } catch (error) {
    reportError(new Error('a tooltip of an app failed', { cause: error }));
    return [];
  }
}

function hide(): void {
  shown?.anchor.removeAttribute('aria-describedby');
  shown?.tooltip.remove();
  shown = null;
}
