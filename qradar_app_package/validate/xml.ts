/** An element with the text directly in it, all white space kept. */
export type XmlElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

/** A text that is not the XML of an extension; the message says why, with the line. */
export class XmlError extends Error {
  constructor(text: string, offset: number, problem: string) {
    super(`Line ${text.slice(0, offset).split('\n').length}: ${problem}.`);
    this.name = 'XmlError';
  }
}

type Open = { name: string; text: string; children: XmlElement[] };

/** Declaration, comment, CDATA, document type, closing tag, opening tag; sticky, tried in turn. */
const tokens = {
  declaration: /<\?[\s\S]*?\?>/y,
  comment: /<!--[\s\S]*?-->/y,
  cdata: /<!\[CDATA\[([\s\S]*?)\]\]>/y,
  close: /<\/([A-Za-z_][\w.-]*)\s*>/y,
  open: /<([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y,
  text: /[^<]+/y,
} as const;

/** Deeper than any content XML (content → item → column), far from any stack's end. */
const deepest = 32;

/**
 * The root element of an XML text. Attributes are checked and dropped, since extensions have none that matter.
 * Document types are refused: entities of one's own are how XML reads foreign files or grows without end.
 * Throws `XmlError`.
 */
export function readXml(text: string): XmlElement {
  const document: Open = { name: '', text: '', children: [] };
  const open: Open[] = [document];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    const start = at;
    const inner = open.at(-1) ?? document;
    if (take(tokens.declaration) ?? take(tokens.comment)) continue;
    const raw = take(tokens.cdata);
    if (raw !== null) {
      inner.text += raw[1] ?? '';
      continue;
    }
    const opening = take(tokens.open);
    if (opening !== null) {
      const element: Open = { name: opening[1] ?? '', text: '', children: [] };
      inner.children.push(element);
      if (opening[3] !== '/') open.push(element);
      if (open.length > deepest) throw new XmlError(text, start, 'it is nested too deep');
      continue;
    }
    const closing = take(tokens.close);
    if (closing !== null) {
      if (open.length === 1 || inner.name !== closing[1]) {
        throw new XmlError(text, start, `</${closing[1] ?? ''}> closes nothing`);
      }
      open.pop();
      continue;
    }
    const words = take(tokens.text);
    if (words === null) throw new XmlError(text, start, markupProblem(text, start));
    inner.text += decode(words[0], text, start);
  }
  if (open.length > 1) throw new XmlError(text, at, `<${open.at(-1)?.name ?? ''}> is not closed`);
  const [root, second] = document.children;
  if (root === undefined || second !== undefined || document.text.trim() !== '') {
    throw new XmlError(text, at, 'there must be exactly one root element');
  }
  return root;
}

/** The text of the first element at a path below `from`, trimmed, or `null`. */
export function textOf(from: XmlElement, ...path: readonly string[]): string | null {
  let element: XmlElement | undefined = from;
  for (const name of path) element = element?.children.find((child) => child.name === name);
  return element?.text.trim() ?? null;
}

function markupProblem(text: string, at: number): string {
  return text.startsWith('<!DOCTYPE', at) ? 'a document type is not allowed' : 'a tag is malformed';
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decode(raw: string, text: string, at: number): string {
  return raw.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([^;&\s]*));?/g, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[]; // typed `any` by the library
    const code = decimal === undefined ? hex && parseInt(hex, 16) : Number(decimal);
    if (!whole.endsWith(';')) throw new XmlError(text, at, 'an & is not written as &amp;');
    if (typeof code === 'number' && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = Object.hasOwn(entities, name ?? '') ? entities[name ?? ''] : undefined;
    if (known === undefined) throw new XmlError(text, at, `${whole} is an unknown entity`);
    return known;
  });
}
