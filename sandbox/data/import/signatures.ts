/** A format that is not read, by its first bytes, and what to do about it. */
type Foreign = { readonly starts: readonly number[]; readonly is: string };

/** First bytes as their formats define them; the remedy in the reader's own tools. */
const foreign: readonly Foreign[] = [
  {
    starts: [...Buffer.from('ElfFile\0')],
    is: 'a Windows event log (.evtx): convert it with EvtxECmd --json, or evtx_dump -o jsonl.',
  },
  ...[
    [0xd4, 0xc3, 0xb2, 0xa1],
    [0xa1, 0xb2, 0xc3, 0xd4],
    [0x4d, 0x3c, 0xb2, 0xa1],
    [0x0a, 0x0d, 0x0d, 0x0a],
  ].map((starts) => ({
    starts,
    is: 'a packet capture: make a conn.log of it with zeek -r.',
  })),
  { starts: [0x42, 0x5a, 0x68], is: 'packed with bzip2: unpack it with bunzip2.' },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a], is: 'packed with xz: unpack it with unxz.' },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], is: 'a 7z archive: unpack it.' },
  { starts: [...Buffer.from('Rar!')], is: 'a rar archive: unpack it.' },
  { starts: [...Buffer.from('PAR1')], is: 'a Parquet file: convert it to CSV or JSON lines.' },
  { starts: [...Buffer.from('SQLite f')], is: 'an SQLite database: export it as CSV.' },
  { starts: [0x89, 0x50, 0x4e, 0x47], is: 'not recognised: it is a picture (PNG).' },
];

/** What a file is that must be converted first, or null if these first bytes say nothing of the kind. */
export function foreignFormat(start: Buffer): string | null {
  const found = foreign.find(({ starts }) => starts.every((byte, index) => start[index] === byte));
  return found?.is ?? null;
}
