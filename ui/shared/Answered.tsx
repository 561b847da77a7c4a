import { ProgressBar } from '@carbon/react';
import type { ReactNode } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import type { Answer } from '../api/useAnswer.ts';

type AnsweredProps<T> = {
  readonly answer: Answer<T>;
  readonly onRetry: () => void;
  /** What is being waited for, as a sentence. */
  readonly asking: string;
  readonly children: (value: T) => ReactNode;
};

/** Something from the server, or how far it has come, or why it did not come and a way to ask again. */
export function Answered<T>({ answer, onRetry, asking, children }: AnsweredProps<T>) {
  const words = useWords();
  return (
    <>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={onRetry} />}
      </div>
      {answer.state === 'asking' && (
        <ProgressBar
          size="small"
          label={asking}
          {...(answer.percent === null
            ? {}
            : {
                value: answer.percent,
                helperText: words.page.run.searched(words.format.percent(answer.percent / 100)),
              })}
        />
      )}
      {answer.state === 'known' && children(answer.value)}
    </>
  );
}
