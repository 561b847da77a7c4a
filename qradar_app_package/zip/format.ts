/**
 * The parts of the ZIP format that reader and writer share (PKWARE APPNOTE 6.3.10). No ZIP64: an app archive
 * stays far below 4 GiB and 65 535 entries, and what is not needed is refused.
 */

/** "PK" and the kind of the record, little endian (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
export const signatures = {
  localHeader: 0x04034b50,
  centralHeader: 0x02014b50,
  end: 0x06054b50,
} as const;

/** Fixed part of each record in bytes; names, extra fields and comments follow. */
export const recordBytes = { localHeader: 30, centralHeader: 46, end: 22 } as const;

/** Compression methods (APPNOTE 4.4.5); QRadar's Java and every unzip read both. */
export const methods = { store: 0, deflate: 8 } as const;

/** General purpose flags (APPNOTE 4.4.4). */
export const flags = { encrypted: 0x0001, utf8: 0x0800, strongEncryption: 0x0040 } as const;

/** Values that say "look into the ZIP64 record" (APPNOTE 4.4.1.4). */
export const zip64 = { short: 0xffff, long: 0xffffffff } as const;

/** File types in the upper half of a Unix mode (POSIX `sys/stat.h`). */
export const unixTypes = { mask: 0o170000, file: 0o100000, directory: 0o040000 } as const;

/** "Made by" system in the upper byte of the version field (APPNOTE 4.4.2.2): 3 is Unix, 19 is macOS. */
export const unixSystems: readonly number[] = [3, 19];
