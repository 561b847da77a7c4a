import type { AllowEntry } from '../../contract/allowlist.ts';
import type { Fact } from '../shared/Facts.tsx';
import type { AllowlistWords } from './allow-words.ts';

/** Who made an entry, until when, where it lives, and how it does. */
export function entryFacts(entry: AllowEntry, nowMs: number, text: AllowlistWords): Fact[] {
  const { facts, by, outside, endsAt, forEver, ended, inSet } = text.entries;
  const { author, origin, createdMs, expiresMs, endedMs, endedBy, setName, value, health } = entry;
  const { madeFor, last, weeks } = health;
  const said = text.health;
  return [
    {
      name: facts.author,
      value: origin === 'app' ? by(author, createdMs) : `${by(author, createdMs)}, ${outside}`,
    },
    { name: facts.until, value: expiresMs === null ? forEver : endsAt(expiresMs) },
    ...(endedMs === null ? [] : [{ name: facts.ended, value: ended(endedMs, endedBy) }]),
    { name: facts.hits, value: usageText(entry, nowMs, text) },
    ...(madeFor === null
      ? []
      : [{ name: facts.madeFor, value: said.behaviour(madeFor), wide: true }]),
    ...(health.sinceMs === null
      ? []
      : [
          {
            name: facts.last,
            value: last === null ? said.nothing : said.behaviour(last),
            wide: true,
          },
        ]),
    ...(weeks.length < 2
      ? []
      : [
          {
            name: facts.weeks,
            value: weeks.map(({ weekMs, bytesADay }) => said.week(weekMs, bytesADay)).join(', '),
            wide: true,
          },
        ]),
    { name: facts.set, value: inSet(setName, value), wide: true },
  ];
}

function usageText(
  { health }: AllowEntry,
  nowMs: number,
  { health: said }: AllowlistWords,
): string {
  const { sinceMs, hits, lastHitMs } = health;
  if (sinceMs === null) return said.notApplied;
  return `${said.hits(hits, lastHitMs, nowMs)} ${said.since(sinceMs)}`;
}
