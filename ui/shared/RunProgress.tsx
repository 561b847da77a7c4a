import { ProgressBar, SkeletonPlaceholder, SkeletonText } from '@carbon/react';
import type { Run } from '../../contract/run.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { WaitingNotice } from './RunNotices.tsx';
import { Waiting } from './Waiting.tsx';

type RunProgressProps = {
  /** `null` until the server has answered the request for a run. */
  readonly run: Run | null;
  /** When the result on the page was computed (epoch ms); `null` where this is the first. */
  readonly showingSinceMs: number | null;
};

/** Where a run is: its place in the queue, or the step in words and Ariel's own percentage where it has one. */
export function RunProgress({ run, showingSinceMs }: RunProgressProps) {
  const words = useWords();
  const { page } = words;
  const { label, helperText } = standing(run, words);
  const hasPercent = run !== null && (run.step === 'search' || run.step === 'read');
  return (
    <div className="tw-progress">
      {showingSinceMs !== null && (
        <Waiting text={page.states.again(words.format.time(showingSinceMs))} />
      )}
      {run !== null && <WaitingNotice run={run} />}
      <ProgressBar
        label={label}
        helperText={helperText}
        size={showingSinceMs === null ? 'big' : 'small'}
        {...(hasPercent ? { value: run.percent } : {})}
      />
      {showingSinceMs === null && isProvisional(run) && (
        <p className="tw-qualifier">
          {run?.step === 'plan' ? page.run.withoutBytes : page.run.provisional}
        </p>
      )}
    </div>
  );
}

/** What is done at the moment, and how far it is. */
function standing(run: Run | null, { page, format }: Words) {
  const { steps, counts, queued } = page.run;
  if (run === null) return { label: steps.facts, helperText: '' };
  if (run.queued === null)
    return { label: steps[run.step], helperText: counts(run.examined, run.findings) };
  return {
    label: queued.place(format.count(run.queued.place)),
    helperText: queued.beginsItself,
  };
}

/** The source profile counts records as they are. */
function isProvisional(run: Run | null): boolean {
  return run !== null && run.profile === 'corrected' && run.findings > 0;
}

/** Placeholders like the cards of the list, for the first load; later runs keep their old cards. */
export function CardSkeletons() {
  return (
    <div aria-hidden="true" className="tw-skeletons">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="tw-skeletons__row">
          <SkeletonPlaceholder className="tw-skeletons__tag" />
          <SkeletonText width="20%" />
          <SkeletonText width="25%" />
          <SkeletonText width="15%" />
        </div>
      ))}
    </div>
  );
}
