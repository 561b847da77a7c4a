import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { findingSchema } from '../../../contract/finding.ts';
import { runSchema } from '../../../contract/run.ts';
import { csvOf } from '../../../ui/export/csv.ts';
import { jsonOf } from '../../../ui/export/json.ts';
import { rowsOf } from '../../../ui/export/rows.ts';
import { bookOf, unknownBook } from '../../../ui/triage/book.ts';
import { aTriage } from '../../support/scripted-triage.ts';
import { hostileNames } from '../../support/hostile-names.ts';
import { aDataChannel, aFanOut, aFinding, aPooled, aRun } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

const csv = (...findings: Parameters<typeof rowsOf>[0]) =>
  csvOf(rowsOf(findings, unknownBook, english, english.export), english.export.columns);
const read = (text: string) => parse<Record<string, string>>(text, { columns: true, bom: true });

/** Texts that a spreadsheet would run, and any other. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...Object.values(hostileNames),
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=1\n2',
    ' =1',
    '＝1',
    '=HYPERLINK("http://a.example","x")',
    'a","=1',
    'a;=1',
  ),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '')),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '"', ',', '\r\n'), fc.string())
    .map((all) => all.join('')),
);

describe('CSV', () => {
  test('has a byte order mark, a line of headings and CRLF', () => {
    const text = csv(aFinding());
    expect(text.startsWith('\ufeffExfiltration risk,State,Domain,Source IP,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(3);
  });

  test('has bytes as rated and how they are split, digit by digit; unknown is empty', () => {
    const rated = aFinding({ dataChannel: aDataChannel() });
    const unknown = aFinding({ id: 'f2', sent: null, received: null });
    expect(read(csv(rated, unknown))).toMatchObject([
      {
        'Bytes sent': '28413120',
        'Bytes sent in sessions': '14213120',
        'Bytes sent on data connections': '14200000',
        'First seen (UTC)': '2025-10-03T01:00:00.000Z',
      },
      { 'Bytes sent': '', 'Bytes received': '', 'Bytes of both directions': '' },
    ]);
  });

  test('names what is several in one cell', () => {
    expect(read(csv(aFanOut(), aPooled()))).toMatchObject([
      { 'Destination IP': '198.51.100.1; 198.51.100.2', Destinations: '60' },
      { 'Destination port': '21/tcp; 445/tcp; 990/tcp', Protocol: 'FTP, SMB, FTPS' },
    ]);
  });

  test('gives back every text, and none that begins as a formula', () => {
    fc.assert(
      fc.property(hostile, hostile, (user, name) => {
        const logSources = [{ id: 1, name, connections: 1 }];
        const [row] = read(csv(aFinding({ users: [user], logSources })));
        const cells = [row?.['User'] ?? '', row?.['Log source'] ?? ''];
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
        expect(
          cells.map((cell, index) => (cell === [user, name][index] ? cell : cell.slice(1))),
        ).toEqual([user, name]);
      }),
    );
  });

  test('leaves numbers alone, below zero, too', () => {
    const [row] = rowsOf([aFinding()], unknownBook, english, english.export);
    expect(row).toBeDefined();
    if (row) expect(csvOf([{ ...row, sent: -5 }], english.export.columns)).toContain(',-5,');
  });

  test('has the headings of the reader', () => {
    expect(csvOf([], german.export.columns)).toContain('Quell-IP');
  });
});

describe('JSON', () => {
  test('has findings as the contract has them, and what their run was', () => {
    const findings = [aFinding({ dataChannel: aDataChannel() }), aFanOut()];
    const run = aRun();
    const exported: unknown = JSON.parse(jsonOf(findings, unknownBook, run, 35));
    const { id, profile, window, queries, properties } = runSchema.shape;
    const schema = z.object({
      run: z.object({ id, profile, window, queries, properties, findings: z.literal(35) }),
      findings: z.array(findingSchema),
    });
    expect(schema.parse(exported)).toMatchObject({
      run: { id: run.id, window: run.window, queries: run.queries },
      findings,
    });
  });
});

describe('triage in tables and JSON', () => {
  const book = bookOf(
    {
      sinceMs: null,
      newFindings: [],
      entries: [aTriage({ state: 'benign', assignee: null, note: '=1+1', by: 'sam' })],
    },
    unknownBook,
  );
  const row = (of: typeof book, finding = aFinding()) =>
    rowsOf([finding], of, english, english.export)[0];

  test('has verdict, note, who and when', () =>
    expect(row(book)).toMatchObject({
      triage: 'Closed as benign',
      note: '=1+1',
      decidedBy: 'sam',
      decidedAt: '2025-10-03T00:00:00.000Z',
    }));
  test('calls new what nobody decided about', () =>
    expect(row(book, aFinding({ id: 'f2' }))).toMatchObject({ triage: 'New', note: null }));
  test('is empty where it is not known', () => {
    expect(row(unknownBook)).toMatchObject({ triage: null });
    expect(JSON.parse(jsonOf([aFinding()], unknownBook, aRun(), 1))).toMatchObject({
      triage: null,
    });
  });
  test('stands in JSON beside the findings, which stay as they are', () =>
    expect(JSON.parse(jsonOf([aFinding()], book, aRun(), 1))).toMatchObject({
      findings: [aFinding()],
      triage: [{ finding: 'f1', state: 'benign' }],
    }));
});
