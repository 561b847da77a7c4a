/** Words of English that no German sentence has. */
const grammar =
  /\b(the|of|and|is|are|were|not|with|without|from|to|for|has|have|you|your|this|that|which|no)\b/;
/** What components of Carbon say in English where they are not told otherwise. */
const controls =
  /\b(open|close|clear|select|selected|choose|items?|next|previous|page|loading|menu|increment|decrement|required|notification|copied|copy|show|remove|delete|press|icon|warning|error|success|search|sort|sorted|expand|collapse|row|rows|checked|options?|results?|help|more|less)\b/i;

/** The first English word of a text; `null` where there is none. */
export function englishIn(text: string): string | null {
  return (grammar.exec(text) ?? controls.exec(text))?.[0] ?? null;
}
