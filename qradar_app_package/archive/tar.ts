/** Size of a tar block in bytes (POSIX ustar). */
const block = 512;

/**
 * The content of the first regular file of a tar whose name is `name`, or `null`. Enough for npm's tarballs, which
 * are plain ustar with short names.
 */
export function tarFile(tar: Buffer, name: string): Buffer | null {
  let at = 0;
  while (at + block <= tar.length) {
    const entryName = text(tar, at, 100);
    if (entryName === '') return null;
    const size = parseInt(text(tar, at + 124, 12), 8);
    if (!Number.isInteger(size)) throw new Error('The tarball is damaged.');
    const type = text(tar, at + 156, 1);
    if (entryName === name && (type === '0' || type === '')) {
      return tar.subarray(at + block, at + block + size);
    }
    at += block + Math.ceil(size / block) * block;
  }
  return null;
}

function text(tar: Buffer, at: number, length: number): string {
  const field = tar.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end === -1 ? length : end).trim();
}
