import { Notice } from '../shared/Notice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useDeskState } from './TriageContext.ts';

/** Why the triage could not be read the last time. What was known before still stands. */
export function TriageNotice() {
  const { page, problems } = useWords();
  const problem = useDeskState((state) => state.problem);
  return (
    <div role="alert" className="tw-triage-notice">
      {problem && (
        <Notice
          kind="warning"
          title={page.triage.notRead}
          subtitle={`${problems.codes[problem.code].title}. ${problems.codes[problem.code].remedy}`}
        />
      )}
    </div>
  );
}
