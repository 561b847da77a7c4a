import { Button } from '@carbon/react';
import type { Finding } from '../../contract/finding.ts';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { allowing } from '../pivots/target.ts';
import { useWords } from '../words/WordsContext.tsx';
import { findingLabel } from '../shared/finding-label.ts';

/** Says that a finding is expected here: opens the form of an entry that would hide it, with what else that would hide. */
export function ExpectedButton({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const { expected, expectedOf } = words.page.allowed;
  const { choose } = usePivotHandle();
  return (
    <Button
      kind="ghost"
      size="sm"
      aria-label={expectedOf(findingLabel(finding, words))}
      onClick={() => choose(allowing(finding))}
    >
      {expected}
    </Button>
  );
}
