import type { ImportResult } from './result.ts';

/** Reasons that are shown of a file; the rest is counted. A choice. */
const reasonsShown = 12;

/** What came of a file, in lines for people: what was read, what was not and why. */
export function describeImport(result: ImportResult): string {
  const { counts, problem, kind } = result;
  if (problem !== null) return `  ${problem}`;
  const head = `  ${result.file} (${kind ?? 'unknown'}): ${counts.events} events, ${counts.flows} flows, ${counts.rejected} rejected`;
  const window =
    result.firstMs === null || result.lastMs === null
      ? []
      : [`from ${iso(result.firstMs)} to ${iso(result.lastMs)}`];
  return [
    head,
    ...[
      ...window,
      ...list('new event properties', counts.newProperties),
      ...list('not stored', counts.ignored),
      ...result.notes.map(({ note, records }) => (records > 1 ? `${records} × ${note}` : note)),
      ...reasonsOf(result),
    ].map((line) => `    ${line}`),
  ].join('\n');
}

function reasonsOf({ reasons }: ImportResult): string[] {
  const shown = reasons
    .slice(0, reasonsShown)
    .map(({ reason, lines, first }) =>
      lines === 1 ? `line ${first}: ${reason}` : `${lines} lines, the first ${first}: ${reason}`,
    );
  const hidden = reasons.slice(reasonsShown).reduce((sum, { lines }) => sum + lines, 0);
  return hidden > 0 ? [...shown, `and ${hidden} more`] : shown;
}

function list(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
