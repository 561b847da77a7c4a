import type { Finding } from '../../contract/finding.ts';
import { useIsEstimate } from '../shared/Estimated.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { verdictOf } from './verdict.ts';

/** The finding in one sentence: its risk, what left, on how much, against which limit. */
export function useVerdict(finding: Finding): string {
  const { risks } = useWords().detection;
  const { verdict } = useDetailWords();
  const isEstimate = useIsEstimate(finding);
  return verdict(risks[finding.risk], verdictOf(finding, isEstimate));
}

/** … at the head of the panel. */
export function Verdict({ finding }: { readonly finding: Finding }) {
  return (
    <p className={`tw-verdict tw-verdict--${finding.risk.toLowerCase()}`}>{useVerdict(finding)}</p>
  );
}
