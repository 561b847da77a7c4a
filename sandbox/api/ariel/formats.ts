import type { Json } from '../json.ts';

/** How rows become a body: what stands before the first row, between rows, and after the last. */
export type Format = {
  readonly mediaType: string;
  readonly head: (names: readonly string[], database: string) => string;
  readonly row: (names: readonly string[]) => (values: readonly Json[], index: number) => string;
  readonly tail: (names: readonly string[], database: string) => string;
};

/**
 * The four media types of QRadar REST API 26.0, ariel-searches-search_id-results-GET. Only the JSON shape is published;
 * CSV has a line of names and RFC 4180 quoting, the other two are the stand-in's own.
 */
const formats: readonly Format[] = [
  {
    mediaType: 'application/json',
    head: (_, database) => `{"${database}":[`,
    row: (names) => {
      const keys = names.map((name) => `${JSON.stringify(name)}:`);
      return (values, index) =>
        `${index === 0 ? '' : ','}{${keys.map((key, at) => key + JSON.stringify(values[at] ?? null)).join(',')}}`;
    },
    tail: () => ']}',
  },
  {
    mediaType: 'application/csv',
    head: (names) => `${names.map(csvCell).join(',')}\r\n`,
    row: () => (values) => `${values.map((value) => csvCell(plain(value))).join(',')}\r\n`,
    tail: () => '',
  },
  {
    mediaType: 'text/table',
    head: (names) => `| ${names.join(' | ')} |\n|${'---|'.repeat(names.length)}\n`,
    row: () => (values) => `| ${values.map((value) => tableCell(plain(value))).join(' | ')} |\n`,
    tail: () => '',
  },
  {
    mediaType: 'application/xml',
    head: (_, database) => `<?xml version="1.0" encoding="UTF-8"?><${database}>`,
    row: (names) => {
      const cells = names.map((name) => `<column name="${xmlText(name)}">`);
      return (values) =>
        `<row>${values.map((value, at) => `${cells[at] ?? ''}${xmlText(plain(value))}</column>`).join('')}</row>`;
    },
    tail: (_, database) => `</${database}>`,
  },
];

/**
 * The format an Accept header asks for: the first listed that there is, JSON for none or a wildcard; `null` when
 * there is none of them. Weights are not looked at.
 */
export function formatFor(accept: string | undefined): Format | null {
  const wanted = (accept ?? '*/*').split(',').map((part) => (part.split(';')[0] ?? '').trim());
  for (const mediaType of wanted) {
    const isAny = mediaType === '*/*' || mediaType === 'application/*' || mediaType === '';
    const found = isAny ? formats[0] : formats.find((format) => format.mediaType === mediaType);
    if (found) return found;
  }
  return null;
}

function plain(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tableCell(text: string): string {
  return text.replaceAll(/[\r\n|]/g, ' ');
}

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML 1.0 cannot hold at all are dropped. */
function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => xmlEntities[character] ?? '');
}
