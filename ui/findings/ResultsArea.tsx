import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { cardKey } from '../../cards/cards.ts';
import { SignalsBar } from '../host-signals/SignalsBar.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { RecordsContext, recordsReadBy } from '../shared/Estimated.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { FilterBar } from './FilterBar.tsx';
import { useCharacterKeys } from './list/useCharacterKeys.ts';
import type { FrozenOrder } from './list/useFrozenOrder.ts';
import { useWorkedIn } from './list/useWorkedIn.ts';
import { Overview } from './overview/Overview.tsx';
import { TriageNotice } from '../triage/TriageNotice.tsx';
import { Results } from './Results.tsx';
import type { ChangeView } from './usePageState.ts';
import type { Prepared } from './usePrepared.ts';
import type { Shown } from './useRun.ts';
import type { View } from './view.ts';

const KeysHelp = lazy(() => import('./list/KeysHelp.tsx'));

type ResultsAreaProps = {
  readonly shown: Shown;
  readonly prepared: Prepared;
  readonly frozen: FrozenOrder;
  readonly view: View;
  readonly onChange: ChangeView;
  readonly nowMs: number;
  /** A run is under way; `isOld` says that these results will give way to its own. */
  readonly isBusy: boolean;
  readonly isOld: boolean;
  readonly onOpen: (finding: string) => void;
  readonly onClose: () => void;
};

/** A result with everything around it: overview, filters, the list, and the keys that work it. */
export function ResultsArea(props: ResultsAreaProps) {
  const words = useWords();
  const { shown, prepared, frozen, view, onChange, nowMs, isBusy, isOld, onOpen, onClose } = props;
  const [hasCharacterKeys, setCharacterKeys] = useCharacterKeys();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const onHelp = useCallback(() => setHelpOpen(true), []);
  const all = shown.results.findings.length;
  const cardKeys = useMemo(
    () => new Set(shown.results.findings.map(cardKey)),
    [shown.results.findings],
  );
  const signals = <SignalsBar cardKeys={cardKeys} filters={view} nowMs={nowMs} />;
  const place = useWorkedIn(frozen.hold);
  return (
    <RecordsContext value={recordsReadBy(shown.run)}>
      <TriageNotice />
      {all > 0 && (
        <>
          <Overview prepared={prepared} window={shown.run.window} view={view} onChange={onChange} />
          <FilterBar
            view={view}
            onChange={onChange}
            prepared={prepared}
            all={all}
            nowMs={nowMs}
            frozen={frozen}
            onHelp={onHelp}
            beside={signals}
          />
        </>
      )}
      {all === 0 && signals}
      <FeatureBoundary part={words.page.results}>
        <div
          ref={place}
          className={isOld ? 'tw-results tw-results--old' : 'tw-results'}
          aria-busy={isBusy}
        >
          <Results
            shown={shown}
            prepared={prepared}
            frozen={frozen}
            view={view}
            onChange={onChange}
            nowMs={nowMs}
            onOpen={onOpen}
            onClose={onClose}
            hasCharacterKeys={hasCharacterKeys}
            onHelp={onHelp}
          />
        </div>
      </FeatureBoundary>
      {isHelpOpen && (
        <Suspense>
          <KeysHelp
            hasCharacterKeys={hasCharacterKeys}
            onCharacterKeys={setCharacterKeys}
            onClose={() => setHelpOpen(false)}
          />
        </Suspense>
      )}
    </RecordsContext>
  );
}
