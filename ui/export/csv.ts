import { unparse } from 'papaparse';
import type { Cell } from './rows.ts';

/**
 * How a cell begins that a spreadsheet may run as a formula: OWASP, "CSV Injection"
 * (https://owasp.org/www-community/attacks/CSV_Injection), full-width signs among them, and white space before a sign, which
 * some programs trim. The library's own expression lets a formula through that has a line break in it.
 */
const formula = /^(?:[\t\r\n]|[\s\0]*[=+\-@＝＋－＠])/;

/** Spreadsheets on Windows read a file as UTF-8 only where it begins so. */
const byteOrderMark = '\ufeff';

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled) in UTF-8 with a byte order mark. A text that a spreadsheet could run gets an
 * apostrophe before it, as OWASP recommends; numbers stay numbers, below zero, too; what is not known is empty.
 */
export function csvOf<Column extends string>(
  rows: readonly Readonly<Record<Column, Cell>>[],
  columns: Readonly<Record<Column, string>>,
): string {
  const names = Object.keys(columns) as Column[];
  const table = [
    names.map((name) => columns[name]),
    ...rows.map((row) => names.map((name) => row[name])),
  ];
  const text = unparse(table, { newline: '\r\n', escapeFormulae: formula });
  return `${byteOrderMark}${text}\r\n`;
}
