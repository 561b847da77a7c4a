import { SaxesParser } from 'saxes';

/** An element with the text directly in it, all white space kept. */
export type XmlElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

/** A text that is not the XML of an extension; the message says why, with the line from 1 and the column read up to. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

type Open = { name: string; text: string; children: XmlElement[] };

/** Deeper than any content XML (content → item → column). */
const deepest = 32;

/**
 * The root element of an XML text. Attributes are checked and dropped, since extensions have none that matter.
 * Document types are refused: entities of one's own are how XML reads foreign files or grows without end.
 * Throws `XmlError`.
 */
export function readXml(text: string): XmlElement {
  const document: Open = { name: '', text: '', children: [] };
  const open: Open[] = [document];
  const parser = new SaxesParser({ position: false });
  const fail = (problem: string): never => {
    const place = `Line ${parser.line}, column ${parser.columnIndex}`;
    throw new XmlError(loneAmpersand(text) ?? `${place}: ${problem}`);
  };
  const addText = (more: string): void => {
    const inner = open.at(-1) ?? document;
    inner.text += more;
  };
  parser.on('error', ({ message }) => fail(message.replace(/\.?$/, '.')));
  parser.on('doctype', () => fail('a document type is not allowed.'));
  parser.on('opentag', ({ name }) => {
    if (open.length > deepest) fail('it is nested too deep.');
    const element: Open = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return document.children[0] ?? fail('there is no root element.');
}

/** The text of the first element at a path below `from`, trimmed, or `null`. */
export function textOf(from: XmlElement, ...path: readonly string[]): string | null {
  let element: XmlElement | undefined = from;
  for (const name of path) element = element?.children.find((child) => child.name === name);
  return element?.text.trim() ?? null;
}

/** The parser takes a lone & for the start of an entity and stumbles where that breaks off, maybe lines later. */
function loneAmpersand(text: string): string | null {
  const literal = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g;
  const markup = text.replace(literal, (found) => found.replaceAll('&', ' '));
  const offset = markup.search(/&(?![\w#.:-]+;)/);
  if (offset === -1) return null;
  const lines = text.slice(0, offset).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return `Line ${lines.length}, column ${column}: an & is not written as &amp;.`;
}
