/**
 * Keys and texts of a Java `.properties` file, the form of QRadar's resource bundles: `key=value` or
 * `key: value`, `#` and `!` comments, a backslash continues a line, `\uXXXX` for what is not Latin-1.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const joined = text.replace(/\\\r?\n[ \t]*/g, '');
  for (const line of joined.split(/\r?\n/)) {
    const found = /^[ \t]*((?:\\.|[^\s=:\\#!])(?:\\.|[^\s=:\\])*)[ \t]*[=:\s]?[ \t]*(.*)$/.exec(
      line,
    );
    const [, key, value] = found ?? [];
    if (key !== undefined && value !== undefined) entries.set(unescape(key), unescape(value));
  }
  return entries;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_all, hex?: string, letter?: string) =>
    hex === undefined
      ? (escapes[letter ?? ''] ?? letter ?? '')
      : String.fromCharCode(parseInt(hex, 16)),
  );
}
