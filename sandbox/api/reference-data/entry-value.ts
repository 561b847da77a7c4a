import { parseAddress, parseCidr } from '../../sql/addresses.ts';
import type { ReferenceSet } from '../../sql/dimensions.ts';

/** Types that a set may have. */
export const entryTypes = ['ALN', 'ALNIC', 'NUM', 'IP', 'PORT', 'DATE', 'CIDR'] as const;

type Store = (text: string) => string | null;

/** A number as sets show it: `123` is `123.0` (docs/qradar-facts.md#reference-sets). */
const asNumber: Store = (text) => {
  const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number)) return null;
  return Number.isInteger(number) ? number.toFixed(1) : String(number);
};

const forms: Readonly<Record<ReferenceSet['entryType'], Store>> = {
  ALN: (text) => text,
  ALNIC: (text) => text.toLowerCase(),
  NUM: asNumber,
  // IPv4 only: IBM's page on adding elements says so, its tools differ.
  IP: (text) => (parseAddress(text)?.family === 4 ? text : null),
  PORT: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? String(Number(text)) : null),
  DATE: (text) => (/^\d{1,15}$/.test(text) ? text : null),
  CIDR: (text) => (text.includes('/') && parseCidr(text) !== null ? text : null),
};

/** A value as a set of that type keeps it; null where it does not fit. Blanks around it do not count. */
export function storedValue(type: ReferenceSet['entryType'], value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' ? null : forms[type](trimmed);
}
