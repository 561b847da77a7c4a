import { lazy, Suspense, type RefObject } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { RecordsContext, recordsReadBy } from '../shared/Estimated.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { AboutRun } from './AboutRun.tsx';
import { FilterBar } from './FilterBar.tsx';
import { rangeText } from './range-text.ts';
import { Results } from './Results.tsx';
import { deniedOf } from './totals.ts';
import { TotalsStrip } from './TotalsStrip.tsx';
import type { ChangeView } from './usePageState.ts';
import type { Prepared } from './usePrepared.ts';
import type { Shown } from './useRun.ts';
import { sharedView, writeView, type View } from './view.ts';

const ExportMenu = lazy(() => import('../export/ExportMenu.tsx'));

type ResultsAreaProps = {
  readonly shown: Shown;
  readonly prepared: Prepared;
  readonly view: View;
  readonly onChange: ChangeView;
  readonly nowMs: number;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** A run is under way; `isOld` says that these results will give way to its own. */
  readonly isBusy: boolean;
  readonly isOld: boolean;
  readonly onOpen: (finding: string) => void;
};

/** A result with everything around it: its minutes, totals, filters, and how it came about. */
export function ResultsArea(props: ResultsAreaProps) {
  const words = useWords();
  const { shown, prepared, view, onChange, nowMs, heading, isBusy, isOld, onOpen } = props;
  const all = shown.results.findings.length;
  return (
    <RecordsContext value={recordsReadBy(shown.run)}>
      <div className="tw-results__head">
        <h2 ref={heading} tabIndex={-1} className="tw-results__title">
          {words.page.results} <span className="tw-qualifier">{rangeText(shown.run, words)}</span>
        </h2>
        <CopyTextButton
          label={words.page.copyLink}
          icon="link"
          text={() => linkTo(sharedView(view, shown.run))}
        />
        {all > 0 && (
          <Suspense>
            <ExportMenu findings={prepared.order} all={all} run={shown.run} />
          </Suspense>
        )}
      </div>
      {all > 0 && (
        <>
          <TotalsStrip totals={prepared.totals} denied={deniedOf(shown)} />
          <FilterBar view={view} onChange={onChange} shown={prepared.findings.length} all={all} />
        </>
      )}
      <AboutRun run={shown.run} />
      <FeatureBoundary part={words.page.results}>
        <div className={isOld ? 'tw-results tw-results--old' : 'tw-results'} aria-busy={isBusy}>
          <Results
            shown={shown}
            prepared={prepared}
            view={view}
            onChange={onChange}
            nowMs={nowMs}
            onOpen={onOpen}
          />
        </div>
      </FeatureBoundary>
    </RecordsContext>
  );
}

function linkTo(view: View): string {
  const { origin, pathname, search } = window.location;
  return `${origin}${pathname}${writeView(view, search)}`;
}
