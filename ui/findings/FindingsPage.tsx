import { Button } from '@carbon/react';
import { SearchLocate } from '@carbon/icons-react';
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Finding, Profile } from '../../contract/finding.ts';
import { useApi } from '../api/ApiContext.tsx';
import { signalsOf } from '../host-signals/signals.ts';
import { SignalsContext } from '../host-signals/SignalsContext.ts';
import { TriageDesk } from '../triage/TriageDesk.ts';
import { TriageProvider } from '../triage/TriageProvider.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { PivotProvider } from '../pivots/PivotProvider.tsx';
import type { AllowOrigin, FilterChange } from '../pivots/target.ts';
import { useMedia } from '../platform/useMedia.ts';
import { EmptyState } from '../shared/EmptyState.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { CardSkeletons } from '../shared/RunProgress.tsx';
import { DetailPane } from './DetailPane.tsx';
import { withScope } from './filters.ts';
import { Notices } from './Notices.tsx';
import { useFrozenOrder, type FrozenOrder } from './list/useFrozenOrder.ts';
import { RunBar } from './RunBar.tsx';
import { useFirstRun } from './useFirstRun.ts';
import { useNow } from '../shared/useNow.ts';
import { openFindingOf, useDetailFocus } from './useOpenFinding.ts';
import { usePageState } from './usePageState.ts';
import { usePrepared, type Prepared } from './usePrepared.ts';
import { useRun } from './useRun.ts';
import { answers, requestOf, type View } from './view.ts';

/** Everything that shows a result: loaded when a run begins, while QRadar searches. */
const loadResultsHead = () => import('./ResultsHead.tsx');
const loadResultsArea = () => import('./ResultsArea.tsx');
/** A part that did not load says so where it is drawn, so nobody has to here. */
const preload = () => void Promise.allSettled([loadResultsHead(), loadResultsArea()]);
const ResultsHead = lazy(() =>
  loadResultsHead().then((module) => ({ default: module.ResultsHead })),
);
const ResultsArea = lazy(() =>
  loadResultsArea().then((module) => ({ default: module.ResultsArea })),
);

const AllowFinding = lazy(() => import('../allowlist/AllowFinding.tsx'));

/** Carbon's `lg` breakpoint: below it the details cover the page, so what is behind them is out of reach. */
const narrow = '(width < 66rem)';

type FindingsPageProps = {
  /** The profile of the settings, for a view that names none. */
  readonly defaultProfile: Profile;
  /** The analyst, as QRadar knows them. */
  readonly user: string;
};

const noFindings: readonly Finding[] = [];

/** The page: what to ask for, what came back, and one finding in detail beside it. */
export function FindingsPage({ defaultProfile, user }: FindingsPageProps) {
  const words = useWords();
  const [view, changeView] = usePageState();
  const [state, { start, attach, cancel }] = useRun();
  const { phase, run: latest, shown, problem } = state;
  const nowMs = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  // Typing and choosing stay quick however long the list is: the list follows when there is time.
  const api = useApi();
  const [desk] = useState(() => new TriageDesk(api, user));
  const book = useSyncExternalStore(desk.subscribe, () => desk.state().book);
  const sorted = usePrepared(shown, useDeferredValue(view), { book, user });
  const ofRun = shown && { id: shown.run.id, isRunning: shown.run.state === 'running' };
  const frozen = useFrozenOrder(sorted.cards, ofRun, view.sort);
  const prepared = inOrderOf(sorted, frozen, view);
  const details = useDetailFocus(
    view,
    changeView,
    useCallback(() => heading.current, []),
  );

  const ask = (fresh: boolean) => start({ ...requestOf(view, defaultProfile), fresh });
  const run = () => ask(false);
  const retry = () => {
    if (latest?.state === 'running') attach(latest.id, run);
    else run();
  };
  useFirstRun(view, attach, run);

  const latestId = latest?.id ?? null;
  useEffect(() => {
    if (latestId !== null)
      changeView((before) => (before.run === latestId ? before : { ...before, run: latestId }));
  }, [latestId, changeView]);
  const onFilter = useCallback(
    (change: FilterChange) => changeView((before) => withScope(before, change)),
    [changeView],
  );

  const [expected, setExpected] = useState<AllowOrigin | null>(null);

  const isNarrow = useMedia(narrow);
  const isIdle = phase === 'idle';
  useEffect(() => {
    if (!isIdle) preload();
  }, [isIdle]);
  const isUntouched = isIdle && latest === null && shown === null && problem === null;
  const open = openFindingOf(view.finding, shown, prepared);
  const signals = useMemo(() => signalsOf(shown), [shown]);
  return (
    <SignalsContext value={signals}>
      <PivotProvider run={shown?.run ?? null} onFilter={onFilter} onAllow={setExpected}>
        <TriageProvider
          desk={desk}
          run={shown?.run ?? null}
          findings={shown?.results.findings ?? noFindings}
        >
          <div className={open ? 'tw-page tw-page--with-detail' : 'tw-page'}>
            <div className="tw-page__list" inert={open !== null && isNarrow}>
              <div className="tw-page__top">
                <RunBar
                  view={view}
                  onChange={changeView}
                  defaultProfile={defaultProfile}
                  phase={phase}
                  hasButton={!isUntouched}
                  isStale={isIdle && shown !== null && !answers(shown.run, view, defaultProfile)}
                  nowMs={nowMs}
                  onRun={run}
                  onCancel={cancel}
                />
                {shown && (
                  <Suspense>
                    <ResultsHead shown={shown} prepared={prepared} view={view} heading={heading} />
                  </Suspense>
                )}
              </div>
              <Notices
                state={state}
                nowMs={nowMs}
                onRetry={retry}
                onSearchAgain={() => ask(true)}
              />
              {isUntouched && <NeverRun onRun={run} />}
              {!isIdle && shown === null && <CardSkeletons />}
              {shown && (
                <FeatureBoundary part={words.page.results}>
                  <Suspense fallback={<CardSkeletons />}>
                    <ResultsArea
                      shown={shown}
                      prepared={prepared}
                      frozen={frozen}
                      view={view}
                      onChange={changeView}
                      nowMs={nowMs}
                      isBusy={!isIdle}
                      isOld={!isIdle && shown.run.id !== latestId}
                      onOpen={details.open}
                      onClose={details.close}
                    />
                  </Suspense>
                </FeatureBoundary>
              )}
            </div>
            {open && shown && (
              <DetailPane
                run={shown.run}
                open={open}
                onOpen={details.open}
                onClose={details.close}
              />
            )}
          </div>
        </TriageProvider>
        {expected && (
          <Suspense>
            <AllowFinding
              origin={expected}
              onRunAgain={() => ask(true)}
              onClose={() => setExpected(null)}
            />
          </Suspense>
        )}
      </PivotProvider>
    </SignalsContext>
  );
}

/** What "next" means follows the order that is kept while a run goes on. */
function inOrderOf(prepared: Prepared, { cards }: FrozenOrder, { layout }: View): Prepared {
  if (layout === 'table' || cards === prepared.cards) return prepared;
  return { ...prepared, order: cards.flatMap((card) => card.findings) };
}

function NeverRun({ onRun }: { readonly onRun: () => void }) {
  const words = useWords();
  const text = words.page.states.neverRun;
  return (
    <EmptyState
      icon={SearchLocate}
      title={text.title}
      action={<Button onClick={onRun}>{words.page.run.start}</Button>}
    >
      <p>{text.text}</p>
    </EmptyState>
  );
}
