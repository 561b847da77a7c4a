import { appendFile, chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { writeZip } from '../../../../qradar_app_package/zip/write.ts';
import { importFiles, type ImportOptions } from '../../../../sandbox/data/import/import.ts';
import { defaultLimits } from '../../../../sandbox/data/import/limits.ts';
import { openSources } from '../../../../sandbox/data/import/source.ts';
import { nowMs, openImportFixture, type ImportFixture } from './files.ts';

let fixture: ImportFixture;
let folder = '';

beforeEach(async () => {
  fixture = await openImportFixture();
  folder = await mkdtemp(path.join(os.tmpdir(), 'import-'));
});

afterEach(async () => {
  await fixture.close();
  await rm(folder, { recursive: true });
});

const record = { starttime: nowMs, sourceip: '10.1.1.1', destinationip: '28.1.1.1' };
const line = `${JSON.stringify(record)}\n`;

function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return writeZip(
    Object.entries(files).map(([name, content]) => ({
      name,
      content: Buffer.from(content),
      mode: 0o644,
    })),
  );
}

function importPaths(paths: readonly string[], options: Partial<ImportOptions> = {}) {
  return importFiles(fixture.store, paths, { shiftToNow: false, nowMs, ...options });
}

describe('packed files', () => {
  it.each([
    ['gzip', gzipSync(line)],
    ['Zstandard', zstdCompressSync(line)],
    ['zip', zipOf({ 'day.ndjson': line })],
    ['gzip in a zip', zipOf({ 'day.ndjson.gz': gzipSync(line) })],
  ])('are read by their content: %s', async (_, content) => {
    expect(await fixture.load('export', content)).toMatchObject({ loaded: 1, rejected: [] });
  });

  it('of a zip are each a file of their own; what is none of ours is named', async () => {
    const zip = zipOf({ 'a/day.ndjson': line, '__MACOSX/a': 'x', 'readme.txt': 'Dear all' });
    const results = await fixture.loadAll({ 'export.zip': zip }, { keepGoing: true });
    expect(results.map(({ file, loaded }) => [file.split('export.zip')[1], loaded])).toEqual([
      ['/a/day.ndjson', 1],
      ['/readme.txt', 0],
    ]);
  });

  it.each([
    ['gzip', gzipSync(line + ' '.repeat(4_000_000))],
    ['a zip', zipOf({ 'day.ndjson': line + ' '.repeat(4_000_000) })],
  ])('that unpack to far more than they take are read no further: %s', async (_, content) => {
    const limits = { unpackedAnyway: 1_000_000, unpackedRatio: 10 };
    const result = await fixture.load('bomb', content, { limits });
    expect(result.loaded).toBe(1);
    expect(result.rejected).toMatchObject([
      {
        reason: expect.stringMatching(/unpacks to more than 1000000 bytes.*archive bomb/) as string,
      },
    ]);
  });

  it('with more files than anybody means are refused', async () => {
    const zip = zipOf({ 'a.ndjson': line, 'b.ndjson': line, 'c.ndjson': line });
    await expect(fixture.load('many.zip', zip, { limits: { zipFiles: 2 } })).rejects.toThrow(
      /more than 2 files/,
    );
  });

  it('that are cut give what came before, or are named', async () => {
    const zip = zipOf({ 'day.ndjson': line });
    await expect(fixture.load('cut.zip', zip.subarray(0, 60))).rejects.toThrow(
      /cut\.zip is a zip that cannot be read/,
    );
  });
});

describe('formats that must be converted first', () => {
  it.each([
    ['log.evtx', Buffer.from('ElfFile\0\0\0'), /Windows event log.*EvtxECmd/],
    ['day.pcap', Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]), /packet capture.*zeek -r/],
    ['day.xlsx', zipOf({ '[Content_Types].xml': '<Types/>' }), /Excel: save it as CSV/],
    ['day.bz2', Buffer.from('BZh91AY'), /bunzip2/],
    ['log.xml', '<?xml version="1.0"?><Events/>', /evtx_dump/],
  ])('are named with the remedy: %s', async (name, content, words) => {
    await expect(fixture.load(name, content)).rejects.toThrow(words);
  });
});

describe('paths', () => {
  it('of a folder, and of what is no file, are refused at once', async () => {
    await expect(importPaths([folder])).rejects.toThrow(/is a folder/);
    await expect(importPaths(['/dev/zero'])).rejects.toThrow(/is no regular file/);
  });

  it('that are symbolic links are followed, and the same file is read once', async () => {
    const file = path.join(folder, 'day.ndjson');
    await writeFile(file, line);
    await symlink(file, path.join(folder, 'current'));
    const results = await importPaths([path.join(folder, 'current'), file, file]);
    expect(results.map(({ loaded }) => loaded)).toEqual([1]);
  });

  it.each([
    ['to nothing', 'nowhere', /ENOENT/],
    ['to themselves', 'link', /ELOOP/],
  ])('that are links %s are named, and the others are read', async (_, target, words) => {
    const link = path.join(folder, 'link');
    const file = path.join(folder, 'day.ndjson');
    await symlink(path.join(folder, target), link);
    await writeFile(file, line);
    const results = await importPaths([link, file], { keepGoing: true });
    expect(results).toMatchObject([
      { loaded: 1, problem: null },
      { loaded: 0, problem: expect.stringMatching(words) as string },
    ]);
  });

  it('that may not be read are named, and the others are read', async () => {
    const secret = path.join(folder, 'secret.ndjson');
    const file = path.join(folder, 'day.ndjson');
    await writeFile(secret, line, { mode: 0 });
    await writeFile(file, line);
    await chmod(folder, 0o755);
    const results = await asNobody(() => importPaths([secret, file], { keepGoing: true }));
    expect(results).toMatchObject([
      { loaded: 1, problem: null },
      { loaded: 0, problem: expect.stringMatching(/secret.*cannot be read: .*EACCES/) as string },
    ]);
  });

  it('of a file that grows give what was there, and say that it grew', async () => {
    const file = path.join(folder, 'day.ndjson');
    await writeFile(file, line);
    const [source] = await openSources(file, defaultLimits);
    expect(await source?.hasGrown()).toBe(false);
    await appendFile(file, line);
    const chunks: Buffer[] = [];
    for await (const chunk of source?.bytes() ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(line);
    expect(await source?.hasGrown()).toBe(true);
  });
});

/** Runs as a user without rights to other people's files: root may read any. */
async function asNobody<Result>(run: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('encodings', () => {
  const text =
    'starttime,sourceip,destinationip,username\n1772636400000,10.1.1.1,28.1.1.1,Jürgen\n';
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16BE without', Buffer.from(text, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['NULs before and within', Buffer.from(`\0\0\0${text.replace('28.1', '28\0.1')}\0\0`)],
  ])('are told by the bytes: %s', async (_, content) => {
    expect(await fixture.load('day.csv', content)).toMatchObject({ loaded: 1, rejected: [] });
    expect(await fixture.events()).toMatchObject([{ username: 'Jürgen' }]);
  });

  it.each([',', ';', '\t', '|', '^', '~', '\u0001'])('any separator: %j', async (separator) => {
    const content = text.replaceAll(',', separator);
    expect(await fixture.load('day.csv', content)).toMatchObject({ loaded: 1, rejected: [] });
  });

  it('a separator that Excel was told', async () => {
    const content = `sep=;\n${text.replaceAll(',', ';')}`.replaceAll('\n', '\r\n');
    expect(await fixture.load('day.csv', content)).toMatchObject({ loaded: 1, rejected: [] });
  });
});

describe('JSON documents', () => {
  const two = [record, { ...record, username: 'a } ] " b' }];
  it.each([
    ['an array', JSON.stringify(two)],
    ['a pretty array', JSON.stringify(two, null, 2)],
    ['a result of Ariel', JSON.stringify({ events: two })],
    ['a pretty result of Ariel', JSON.stringify({ events: two }, null, 4)],
    [
      'a result with more around it',
      JSON.stringify({ cursor: { id: 'x' }, total: 2, events: two }),
    ],
    [
      'hits of Elasticsearch',
      JSON.stringify({
        took: 1,
        hits: { total: { value: 2 }, hits: two.map((_source) => ({ _index: 'x', _source })) },
      }),
    ],
    ['pretty objects one after another', two.map((one) => JSON.stringify(one, null, 2)).join('\n')],
  ])('are read record by record: %s', async (_, content) => {
    expect(await fixture.load('day.json', content)).toMatchObject({ loaded: 2, rejected: [] });
    expect((await fixture.events()).map(({ username }) => username)).toContain('a } ] " b');
  });

  it('of flows are flows', async () => {
    const flows = [{ ...record, sourcebytes: 5, destinationbytes: 6 }];
    expect((await fixture.load('f.json', JSON.stringify({ flows }))).counts).toMatchObject({
      flows: 1,
    });
  });

  it('lose one wrong record, one that is too long, and the one that is cut', async () => {
    const long = JSON.stringify({ ...record, username: 'x'.repeat(2_000) });
    const content = `[${[line, '{"starttime": x}', long, line].join(',')},{"starttime": 17`;
    const result = await fixture.load('day.json', content, { limits: { longestRecord: 1_000 } });
    expect(result.loaded).toBe(2);
    expect(result.rejected).toEqual([
      { line: 2, reason: 'The line is not a JSON object.' },
      { line: 3, reason: 'The record is longer than 1000 characters.' },
      { line: 5, reason: 'The record is cut: the file ends within it.' },
    ]);
  });
});

describe('a line that is too long', () => {
  const limits = { longestRecord: 1_000 };
  const long = 'y'.repeat(5_000);
  const cells = `${nowMs},10.1.1.1,28.1.1.1,a`;
  it.each([
    ['JSON lines', 'day.ndjson', [line.trim(), long, line.trim()]],
    ['CSV', 'day.csv', ['starttime,sourceip,destinationip,username', cells, long, cells]],
    [
      'CSV, in quotes',
      'day.csv',
      ['starttime,sourceip,destinationip,username', cells, `${cells}"${long}`, cells],
    ],
  ])('costs itself alone: %s', async (_, name, content) => {
    const result = await fixture.load(name, content.join('\n'), { limits });
    expect(result.loaded).toBe(2);
    expect(result.rejected).toEqual([
      { line: content.length - 1, reason: 'The line is longer than 1000 characters.' },
    ]);
  });
});

describe('a quote that is not closed', () => {
  const header = 'starttime,sourceip,destinationip,username';
  const good = `${nowMs},10.1.1.1,28.1.1.1,a`;
  const open = `${nowMs},10.1.1.1,28.1.1.1,"a`;
  const reason = 'The line has a quote that is not closed.';

  it.each([
    ['no quote after it', [open, good, good, good]],
    ['whole cells in quotes after it', [open, ...Array<string>(3).fill(good.replace('a', '"a"'))]],
    ['another open quote after it', [good, open, good, good, open]],
    ['a quote within a cell', [good, `${good}"b`, good, good]],
  ])('costs its line alone: %s', async (_, rows) => {
    const result = await fixture.load('day.csv', [header, ...rows].join('\n'));
    expect(result.loaded).toBe(3);
    expect(result.rejected).toEqual(
      rows.flatMap((row, index) =>
        row.split('"').length % 2 ? [] : [{ line: index + 2, reason }],
      ),
    );
  });

  it('is no mistake where a cell goes on in the next lines', async () => {
    const cell = `${nowMs},10.1.1.1,28.1.1.1,"a\n\n""b"",\nc"`;
    const result = await fixture.load('day.csv', [header, cell, good, 'x,y'].join('\n'));
    expect(result).toMatchObject({ loaded: 2, rejected: [{ line: 7 }] });
    expect((await fixture.events()).map(({ username }) => username)).toContain('a\n\n"b",\nc');
  });

  it('is told apart also where Excel was told the separator', async () => {
    const rows = [header, open, good, good.replace('a', '"a\nb"')];
    const content = ['sep=;', ...rows].join('\n').replaceAll(',', ';');
    const result = await fixture.load('day.csv', content);
    expect(result).toMatchObject({ loaded: 2, rejected: [{ line: 3, reason }] });
  });

  it('costs its line alone when nothing closes it for longer than a record may be', async () => {
    const rows = [open, ...Array<string>(200).fill(good)];
    const limits = { longestRecord: 1_000 };
    const result = await fixture.load('day.csv', [header, ...rows].join('\n'), { limits });
    expect(result).toMatchObject({ loaded: 200, rejected: [{ line: 2, reason }] });
  });
});
