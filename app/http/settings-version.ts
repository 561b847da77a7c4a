import { createHash } from 'node:crypto';
import type { Settings } from '../../contract/session.ts';
import { AppError } from '../ports/app-error.ts';

/**
 * The version of settings as an entity tag (RFC 9110, 8.8.3): the same settings have the same one, across restarts too, so
 * who reads what holds now and saves it anew overwrites nothing.
 */
export function versionOf(settings: Settings): string {
  const text = JSON.stringify(settings, sorted);
  return `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
}

/**
 * Whether `If-Match` names these settings. Proxies on the way may mark a tag as weak or append how they compressed the answer
 * (Apache: `"…-gzip"`). Throws `settings-version-missing` without a header; `*` is whatever holds, as RFC 9110 has it.
 */
export function matcherOf(ifMatch: string | undefined): (settings: Settings) => boolean {
  if (!ifMatch) throw new AppError('settings-version-missing');
  if (ifMatch.trim() === '*') return () => true;
  const named = [...ifMatch.matchAll(/"([\da-f]{32})(?:-[\da-z;-]*)?"/g)].map(
    ([, tag]) => `"${tag}"`,
  );
  return (settings) => named.includes(versionOf(settings));
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
