import { lazy, Suspense, type RefObject } from 'react';
import { useSignals } from '../host-signals/SignalsContext.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useDeskState } from '../triage/TriageContext.ts';
import { useWords } from '../words/WordsContext.tsx';
import { AboutRun } from './AboutRun.tsx';
import { AllowedCount } from './AllowedCount.tsx';
import type { Prepared } from './usePrepared.ts';
import type { Shown } from './useRun.ts';
import { sharedView, writeView, type View } from './view.ts';

const ExportMenu = lazy(() => import('../export/ExportMenu.tsx'));

type ResultsHeadProps = {
  readonly shown: Shown;
  readonly prepared: Prepared;
  readonly view: View;
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

/** Names a result: its minutes, how it came about, a link to it, a way to take it away. */
export function ResultsHead({ shown, prepared, view, heading }: ResultsHeadProps) {
  const { page, format } = useWords();
  const text = page.run;
  const book = useDeskState((state) => state.book);
  const { startMs, stopMs } = shown.run.window;
  const { all: signals } = useSignals();
  const all = shown.results.findings.length;
  return (
    <div className="tw-results__head">
      <h2 ref={heading} tabIndex={-1} className="tw-results__title">
        {page.results}{' '}
        <span className="tw-qualifier">
          {text.window(format.shortRange(startMs, stopMs), format.timeZone())}
        </span>
      </h2>
      <AboutRun run={shown.run} />
      <AllowedCount run={shown.run} />
      <CopyTextButton
        label={page.copyLink}
        icon="link"
        text={() => linkTo(sharedView(view, shown.run))}
      />
      {(all > 0 || signals.length > 0) && (
        <Suspense>
          <ExportMenu findings={prepared.order} all={all} run={shown.run} book={book} />
        </Suspense>
      )}
    </div>
  );
}

function linkTo(view: View): string {
  const { origin, pathname, search } = window.location;
  return `${origin}${pathname}${writeView(view, search)}`;
}
