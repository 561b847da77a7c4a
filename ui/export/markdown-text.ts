/** Marks that would be acted on inside a line or a cell of a table: CommonMark 0.31 and GitHub's tables. */
const marks = /[\\`*_{}[\]()#!|~@$^]/g;
/** Characters that are not seen, or change how others are: controls, directions, joiners, line ends, halves of pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A value as text of Markdown, on one line, that renders as itself and nothing else: no mark-up, no HTML, no link. What
 * cannot be seen is named (`⟨U+202E⟩`), so that nobody is deceived by it. For inside a line: marks that only count at the
 * beginning of one are left.
 */
export function markdownText(value: string): string {
  return value
    .replaceAll(unseen, nameOf)
    .replaceAll(marks, '\\$&')
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? character)
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`);
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `⟨U+${code.padStart(4, '0')}⟩`;
}
