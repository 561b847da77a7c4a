import type { Problem } from '../../contract/problem.ts';
import { useWords } from '../words/WordsContext.tsx';
import { CopyTextButton } from './CopyTextButton.tsx';
import { Notice } from './Notice.tsx';

type ProblemNoticeProps = {
  readonly problem: Problem;
  /** Offered only where asking again can help. */
  readonly onRetry?: (() => void) | undefined;
};

/** A failure in the analyst's words, with a way on; what an engineer needs is folded below. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const words = useWords();
  const text = words.problems.codes[problem.code];
  const action =
    problem.retryable && onRetry ? { label: words.problems.retry, onClick: onRetry } : undefined;
  return (
    <div className="tw-problem">
      <Notice kind="error" title={text.title} subtitle={text.remedy} action={action} />
      <ProblemDetails problem={problem} />
    </div>
  );
}

function ProblemDetails({ problem }: { readonly problem: Problem }) {
  const text = useWords().problems;
  const facts = [
    [text.code, problem.code],
    [text.status, problem.status === 0 ? '' : `${problem.status}`],
    [text.message, problem.detail],
    [text.requestId, problem.requestId],
  ].filter(([, value]) => value !== '');
  const lines = facts.map(([name, value]) => `${name ?? ''}: ${value ?? ''}`).join('\n');
  return (
    <details className="tw-folded">
      <summary>{text.details}</summary>
      <div className="tw-folded__body">
        <pre className="tw-mono">{lines}</pre>
        <CopyTextButton label={text.copyDetails} text={() => lines} />
      </div>
    </details>
  );
}
