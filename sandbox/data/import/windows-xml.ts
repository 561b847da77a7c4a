import type { Fields } from './record.ts';

/** What stands in the XML of a Windows or Sysmon event. */
export type XmlEvent = {
  readonly id: string | undefined;
  readonly provider: string;
  readonly channel: string | null;
  readonly computer: string | null;
  readonly created: string | undefined;
  readonly data: Fields;
};

/**
 * The fields of an event's XML. Not by an XML parser: syslog cuts long records in the middle of a value, and what
 * stands before the cut is wanted. Values cannot hold a `<`, which XML escapes.
 */
export function fieldsOfXml(xml: string): XmlEvent {
  const data = [...xml.matchAll(/<Data Name=["']([^"']+)["']>([^<]*)/g)].map(
    ([, name = '', value = '']) => [name, unescapeXml(value)] as const,
  );
  return {
    id: /<EventID[^<>]*>(\d+)<\/EventID>/.exec(xml)?.[1],
    provider: /<Provider Name=["']([^"']+)/.exec(xml)?.[1] ?? '',
    channel: /<Channel>([^<]*)/.exec(xml)?.[1] ?? null,
    computer: /<Computer>([^<]*)/.exec(xml)?.[1] ?? null,
    created: /<TimeCreated SystemTime=["']([^"']+)["']/.exec(xml)?.[1],
    data: Object.fromEntries(data),
  };
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|(\w{2,4}));/g, (whole, code?: string, name?: string) => {
    if (code === undefined) return (name === undefined ? undefined : entities[name]) ?? whole;
    const point = Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
