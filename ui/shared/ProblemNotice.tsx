import { Callout } from '@carbon/react';
import type { Problem } from '../../contract/problem.ts';
import { messages } from '../messages/messages.ts';
import { CopyTextButton } from './CopyTextButton.tsx';

type ProblemNoticeProps = {
  readonly problem: Problem;
  /** Offered only where asking again can help. */
  readonly onRetry?: (() => void) | undefined;
};

/** A failure in the analyst's words, with a way on; what an engineer needs is folded below. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const words = messages.problems.codes[problem.code];
  const retry =
    problem.retryable && onRetry
      ? { actionButtonLabel: messages.problems.retry, onActionButtonClick: onRetry }
      : {};
  return (
    <div className="tw-problem">
      <Callout kind="error" lowContrast title={words.title} subtitle={words.remedy} {...retry} />
      <ProblemDetails problem={problem} />
    </div>
  );
}

function ProblemDetails({ problem }: { readonly problem: Problem }) {
  const words = messages.problems;
  const facts = [
    [words.code, problem.code],
    [words.status, problem.status === 0 ? '' : `${problem.status}`],
    [words.message, [problem.detail, problem.hint].filter(Boolean).join(' ')],
    [words.requestId, problem.requestId],
  ].filter(([, value]) => value !== '');
  const text = facts.map(([name, value]) => `${name ?? ''}: ${value ?? ''}`).join('\n');
  return (
    <details className="tw-folded">
      <summary>{words.details}</summary>
      <div className="tw-folded__body">
        <pre className="tw-mono">{text}</pre>
        <CopyTextButton label={words.copyDetails} text={() => text} />
      </div>
    </details>
  );
}
