import type { Finding, Origins } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';

/** The numbers of a finding that say who they come from. */
export type Sourced = keyof Origins;

/** Who one number of a finding comes from, in a phrase; `null` where the number is not known. */
export function sourceOnPortOf(finding: Finding, number: Sourced, words: Words): string | null {
  const ids = new Set(finding.origins[number]);
  if (ids.size === 0) return null;
  const names = (shares: readonly { readonly id: number; readonly name: string }[]) => {
    const found = shares.filter(({ id }) => ids.has(id)).map(({ name }) => name);
    return found.length === 0 ? null : found;
  };
  return words.flows.origins.from(names(finding.logSources), names(finding.flowSources));
}

/** Whether one number over several findings comes from events, flows or both; `null` for neither. */
export function originsTogether(
  findings: readonly Finding[],
  number: Sourced,
  words: Words,
): string | null {
  let ofEvents = false;
  let ofFlows = false;
  for (const finding of findings)
    for (const id of finding.origins[number]) {
      if (id < 0) ofFlows = true;
      else ofEvents = true;
    }
  const kinds = [
    ...(ofEvents ? (['events'] as const) : []),
    ...(ofFlows ? (['flows'] as const) : []),
  ];
  return originKind(kinds, words);
}

/** Events, flows or both in words; `null` for neither. */
export function originKind(origins: readonly ('events' | 'flows')[], words: Words): string | null {
  const { kinds } = words.flows.origins;
  const [first, second] = origins;
  if (second !== undefined) return kinds.both;
  return first === undefined ? null : kinds[first];
}

/** Who all known numbers of a finding come from, where it is the same for each; `null` where they differ or none is known. */
export function originsAlike(finding: Finding, words: Words): string | null {
  const numbers = ['connections', 'sent', 'received', 'total'] as const;
  const phrases = numbers
    .map((number) => sourceOnPortOf(finding, number, words))
    .filter((phrase) => phrase !== null);
  const [first] = phrases;
  return first !== undefined && phrases.every((phrase) => phrase === first) ? first : null;
}
