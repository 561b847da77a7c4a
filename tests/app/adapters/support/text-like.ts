/** Stands for any text that matches, inside an expected value. */
export function textLike(pattern: RegExp | string): unknown {
  return typeof pattern === 'string'
    ? expect.stringContaining(pattern)
    : expect.stringMatching(pattern);
}
