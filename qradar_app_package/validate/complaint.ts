/** One thing that is wrong with a manifest or an archive. */
export type Complaint = {
  /** `manifest.json`, `manifest.txt`, another path in the archive; empty for the archive as a whole. */
  readonly file: string;
  /** Place in that file, `$.areas[0].url`; empty for the whole file. */
  readonly at: string;
  /** Stable name of the rule, `quoted-boolean`. */
  readonly rule: string;
  /**
   * QRadar's own error number (QRadar REST API 26.0): it refuses. `null` is advice: it installs, and then does not work,
   * has no effect, or is what IBM's review does not like.
   */
  readonly code: number | null;
  /** What is wrong and what is right, for people. */
  readonly sentence: string;
};

/** Whether QRadar itself refuses what is complained about; a release of ours is held to the advice, too. */
export function isRefusal({ code }: Complaint): boolean {
  return code !== null;
}

/** A complaint as one line for a terminal or a log. */
export function complaintLine({ file, at, rule, code, sentence }: Complaint): string {
  const place = [file, at].filter((part) => part !== '').join(' ');
  const weight = code === null ? 'advice' : `QRadar error ${code}`;
  return `${place === '' ? 'archive' : place}: ${sentence} (${rule}, ${weight})`;
}
