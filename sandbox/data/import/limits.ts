/** What bounds the memory and the time that a hostile or broken file can take. All are choices. */
export type ImportLimits = {
  /** Longest line or JSON record that is read, in characters. A longer one is reported and skipped. */
  readonly longestRecord: number;
  /** How many times its size a packed file may unpack to before it counts as a bomb. Logs reach about 30. */
  readonly unpackedRatio: number;
  /** Bytes that any packed file may unpack to, whatever the ratio. */
  readonly unpackedAnyway: number;
  /** Most files of a zip that are read. */
  readonly zipFiles: number;
};

export const defaultLimits: ImportLimits = {
  longestRecord: 1_048_576,
  unpackedRatio: 200,
  unpackedAnyway: 268_435_456,
  zipFiles: 1000,
};
