import { element } from './dom.ts';

/** One line of a menu. `group` is the heading it stands below; lines of one group follow each other. */
export type MenuItem = {
  readonly group: string;
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
};

let close: () => void = () => undefined;

/**
 * Shows a menu at a point of the page and moves the focus into it. Arrow keys, Home and End move, Enter and
 * Space choose, Escape and a click elsewhere close; the focus then returns to `anchor`.
 */
export function showMenu(
  anchor: HTMLElement,
  point: { readonly x: number; readonly y: number },
  items: readonly MenuItem[],
): void {
  close();
  const menu = element('div', { role: 'menu', class: 'menu', 'aria-label': anchor.textContent });
  let group = '';
  for (const item of items) {
    if (item.group !== group) {
      group = item.group;
      menu.append(element('div', { class: 'menu-heading', role: 'presentation' }, group));
    }
    menu.append(menuLine(item));
  }
  const outside = (event: Event) => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close();
  };
  close = () => {
    close = () => undefined;
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', close);
    anchor.focus();
  };
  menu.addEventListener('keydown', onKey);
  // Inside the page's main part, so that a user who moves by landmarks finds it.
  (anchor.closest('main') ?? document.body).append(menu);
  place(menu, point);
  document.addEventListener('pointerdown', outside, true);
  lines(menu)[0]?.focus();
}

function menuLine(item: MenuItem): HTMLElement {
  const line = element(
    'button',
    { type: 'button', role: 'menuitem', tabindex: '-1', title: item.hint ?? null },
    item.label,
  );
  line.addEventListener('click', () => {
    close();
    item.run();
  });
  return line;
}

function onKey(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const all = lines(event.currentTarget);
  const at = all.findIndex((line) => line === document.activeElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const next = moves[event.key];
  if (next !== undefined) all[next]?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else return;
  event.preventDefault();
}

function lines(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

function place(menu: HTMLElement, point: { readonly x: number; readonly y: number }): void {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(point.x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(point.y, innerHeight - height - 4))}px`;
}
