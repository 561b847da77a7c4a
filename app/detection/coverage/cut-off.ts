import type { Check, CheckCode, Verdict } from '../../../contract/coverage.ts';
import { unknown } from './answers.ts';

/**
 * Verdicts that hold although some groups were not read, the smallest ones: they rest on what is there, or are a share of what
 * was read. All others say of something that it is not there, or of a log source when its first or last record came, which
 * a group that was not read may know otherwise.
 */
const standing: Readonly<Partial<Record<CheckCode, readonly Verdict[]>>> = {
  records: ['ok'],
  'sole-source': ['ok', 'weak'],
  'sent-bytes': ['ok', 'weak'],
  'received-bytes': ['ok', 'weak'],
  categories: ['weak'],
  direction: ['weak'],
  coalescing: ['weak'],
  lag: ['weak'],
  'clock-skew': ['weak'],
  pipeline: ['weak'],
};

/** A check that was made from some groups of more: what they cannot tell cannot be known. Flows come from a search of their own. */
export function asFarAsRead(check: Check): Check {
  const isTold =
    check.verdict === 'cannot-know' ||
    check.code === 'flows' ||
    standing[check.code]?.includes(check.verdict);
  return isTold ? check : unknown(check.code, 'truncated');
}
