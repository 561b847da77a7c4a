/** What a Linux program needs from the system it starts on. */
export type ElfNeeds = {
  /** `libc.so.6`, in the file's order. */
  readonly libraries: readonly string[];
  /** Symbol versions, `GLIBC_2.28`, `GLIBCXX_3.4.21`, sorted. */
  readonly versions: readonly string[];
};

/** Types of program headers, keys of the dynamic section, and the machine (System V ABI; LSB for versions). */
const segment = { load: 1, dynamic: 2 } as const;
const tag = { needed: 1n, strings: 5n, versions: 0x6ffffffen, versionCount: 0x6fffffffn } as const;
const x86_64 = 62;

/**
 * Libraries and symbol versions that a 64-bit x86 ELF program names in its dynamic section. Machines that
 * package need no binutils. Throws for any other file.
 */
export function elfNeeds(file: Buffer): ElfNeeds {
  const isElf64 =
    file.length > 64 && file.readUInt32BE(0) === 0x7f454c46 && file.readUInt8(4) === 2;
  if (!isElf64 || file.readUInt8(5) !== 1 || file.readUInt16LE(18) !== x86_64) {
    throw new Error('This is no 64-bit x86 Linux program.');
  }
  const segments = programHeaders(file);
  const dynamic = segments.find(({ type }) => type === segment.dynamic);
  if (dynamic === undefined) return { libraries: [], versions: [] };
  const entries = dynamicEntries(file, dynamic.offset, dynamic.size);
  const one = (wanted: bigint): number =>
    Number(entries.find(([key]) => key === wanted)?.[1] ?? 0n);
  const offsetOf = (address: number): number => {
    const home = segments.find(
      ({ type, address: from, size }) =>
        type === segment.load && address >= from && address < from + size,
    );
    if (home === undefined) throw new Error('The program points outside itself.');
    return home.offset + address - home.address;
  };
  const strings = offsetOf(one(tag.strings));
  const text = (at: number): string =>
    file.toString('latin1', strings + at, file.indexOf(0, strings + at));
  const libraries = entries.filter(([key]) => key === tag.needed).map(([, at]) => text(Number(at)));
  const count = one(tag.versionCount);
  const versions = count === 0 ? [] : versionNames(file, offsetOf(one(tag.versions)), count, text);
  return { libraries, versions: [...new Set(versions)].sort() };
}

type Segment = { type: number; offset: number; address: number; size: number };

function programHeaders(file: Buffer): Segment[] {
  const start = Number(file.readBigUInt64LE(32));
  const size = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, index) => {
    const at = start + index * size;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: Number(file.readBigUInt64LE(at + 16)),
      size: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}

function dynamicEntries(file: Buffer, offset: number, size: number): (readonly [bigint, bigint])[] {
  return Array.from({ length: Math.floor(size / 16) }, (_, index) => {
    const at = offset + index * 16;
    return [file.readBigUInt64LE(at), file.readBigUInt64LE(at + 8)] as const;
  });
}

/** `Elf64_Verneed` records, each with a chain of `Elf64_Vernaux`. */
function versionNames(
  file: Buffer,
  start: number,
  count: number,
  text: (at: number) => string,
): string[] {
  const names: string[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    let auxiliary = at + file.readUInt32LE(at + 8);
    for (let left = file.readUInt16LE(at + 2); left > 0; left -= 1) {
      names.push(text(file.readUInt32LE(auxiliary + 8)));
      auxiliary += file.readUInt32LE(auxiliary + 12);
    }
    at += file.readUInt32LE(at + 12);
  }
  return names;
}

/**
 * The newest versions that image stream 4 has: glibc 2.28-251 and libstdc++ 8.5.0 of 4.0.11, and the same major
 * versions in every image of the stream, all RHEL 8 (docs/qradar-facts.md#packages-of-the-image).
 */
const imageHas: Readonly<Record<string, readonly number[]>> = {
  GLIBC: [2, 28],
  GLIBCXX: [3, 4, 25],
  CXXABI: [1, 3, 11],
  GCC: [8, 0, 0],
};
/** Libraries of the image that a program may need; libatomic, which Node 25 wants, is not among them. */
const imageLibraries =
  /^(?:lib(?:c|m|dl|pthread|rt|stdc\+\+|gcc_s|z)\.so\.\d+|ld-linux-x86-64\.so\.2)$/;

/** Why a program would not start in the image, one sentence each; empty when it would. */
export function imageFaults({ libraries, versions }: ElfNeeds): string[] {
  const missing = libraries
    .filter((library) => !imageLibraries.test(library))
    .map((library) => `It needs ${library}, which the base image lacks.`);
  const tooNew = versions.filter((version) => {
    const [, family = '', numbers = ''] = /^([A-Z]+)_([\d.]+)$/.exec(version) ?? [];
    const has = imageHas[family];
    return has === undefined || isNewer(numbers.split('.').map(Number), has);
  });
  return [
    ...missing,
    ...tooNew.map((version) => `It needs ${version}, newer than the base image has.`),
  ];
}

function isNewer(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
