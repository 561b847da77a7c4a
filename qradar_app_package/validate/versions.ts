/**
 * Numbers of a QRadar version, comparable from left to right. `2021.6.7` (and with a build number behind) is the
 * internal form; `7.5.0`, `7.4.3` are release names, of which 7.5.0 is 2021.6.0 and 7.4.3 is 2020.11.0.
 * `null` for what is no version.
 */
export function versionNumbers(text: string): readonly number[] | null {
  if (!/^\d+(?:\.\d+){1,3}$/.test(text)) return null;
  const numbers = text.split('.').map(Number);
  const [major = 0, minor = 0, patch = 0] = numbers;
  if (major >= 2000) return numbers.slice(0, 3);
  if (major === 7 && minor === 5) return [2021, 6, 0];
  if (major === 7 && minor === 4 && patch === 3) return [2020, 11, 0];
  return [0, major, minor];
}

/** Whether version `a` is older than `b`; missing numbers count as 0. */
export function isOlder(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/**
 * First release with each image stream (docs/qradar-facts.md#image-streams): stream 4 came with
 * 7.5.0 UP7, stream 3 with 7.4.3 FP8 and 7.5.0 UP3. Stream 2 is on every release of framework v2.
 */
export const firstReleaseOfStream: Readonly<Record<string, string>> = {
  '2': '2019.14.0',
  '3': '2020.11.8',
  '4': '2021.6.7',
};
