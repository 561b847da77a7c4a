import { isAddress } from './address.ts';
import { element, type Child } from './dom.ts';
import { formatValue } from './format.ts';
import type { Row } from './table.ts';
import { addressElement, userElement } from './value-menu.ts';
import { words } from './words.ts';

/** Magnitude 0 to 10 as a number and a bar; QRadar colours it in three steps. */
export function magnitude(value: unknown): HTMLElement {
  const number = typeof value === 'number' ? value : 0;
  const step = number >= 7 ? 'high' : number >= 4 ? 'medium' : 'low';
  const bar = element('span', { class: `magnitude ${step}`, 'aria-hidden': 'true' });
  bar.style.setProperty('--share', `${number * 10}%`);
  return element('span', { class: 'magnitude-cell' }, bar, String(number));
}

/** Whether an offense is open, in words; an open one that nothing happened to lately is inactive. */
export function statusText(row: Row): string {
  const status = String(row['status']);
  const text = words.offenses.statuses[status] ?? status;
  return status === 'OPEN' && row['inactive'] === true
    ? `${text}, ${words.offenses.inactive}`
    : text;
}

/** Offense type "Username" (docs/qradar-facts.md#offense-types). */
const userNameType = 3;

/** What the offense is indexed on; an address or a user name gets its menu. */
export function offenseSource(row: Row): Child {
  const text = formatValue('offense_source', row['offense_source']);
  if (isAddress(text)) return addressElement(text, null);
  return row['offense_type'] === userNameType ? userElement(text, null) : text;
}

/** Pairs of name and value as a description list. */
export function facts(pairs: readonly (readonly [string, Child])[]): HTMLElement {
  const entries = pairs.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  return element('dl', { class: 'facts' }, ...entries);
}

/** A titled part of a page. */
export function tile(title: string, ...content: readonly Node[]): HTMLElement {
  return element('section', { class: 'tile' }, element('h2', {}, title), ...content);
}
