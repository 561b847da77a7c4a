import type { Run } from '../../contract/run.ts';
import { SignalsNotice } from '../host-signals/SignalsNotice.tsx';
import { Announcer } from '../shared/Announcer.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import {
  AllowedNotices,
  CancelledNotice,
  FlowsNotice,
  MissingCategoriesNotice,
  PartialNotice,
  ReusedNotice,
} from '../shared/RunNotices.tsx';
import { RunProgress } from '../shared/RunProgress.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { announcementOf } from './announcement.ts';
import type { RunState } from './useRun.ts';

type NoticesProps = {
  readonly state: RunState;
  readonly nowMs: number;
  readonly onRetry: () => void;
  readonly onSearchAgain: () => void;
};

/** What has to be said of the latest run, above its results. The live regions are there before they are filled. */
export function Notices({ state, nowMs, onRetry, onSearchAgain }: NoticesProps) {
  const words = useWords();
  const { phase, run, shown, problem } = state;
  const isIdle = phase === 'idle';
  const isCancelled = isIdle && run?.state === 'cancelled';
  const keptSinceMs = shown && shown.run.id !== run?.id ? madeAtMs(shown.run) : null;
  return (
    <div className="tw-notices">
      <Announcer message={announcementOf(!isIdle, run, words)} />
      {!isIdle && <RunProgress run={run} showingSinceMs={keptSinceMs} />}
      <div role="alert">
        {isIdle && problem && !isCancelled && <ProblemNotice problem={problem} onRetry={onRetry} />}
      </div>
      {isCancelled && (
        <CancelledNotice
          keptSinceMs={keptSinceMs}
          hasResults={shown !== null && shown.results.findings.length > 0}
        />
      )}
      {isIdle && shown && (
        <>
          <PartialNotice run={shown.run} />
          <AllowedNotices run={shown.run} />
          <FlowsNotice run={shown.run} />
          <SignalsNotice run={shown.run} />
          <MissingCategoriesNotice run={shown.run} />
          <ReusedNotice run={shown.run} nowMs={nowMs} onSearchAgain={onSearchAgain} />
        </>
      )}
    </div>
  );
}

function madeAtMs(run: Run): number {
  return run.finishedMs ?? run.startedMs;
}
