import { lazy, Suspense } from 'react';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { CardSkeletons } from '../shared/RunProgress.tsx';
import type { OpenFinding } from './useOpenFinding.ts';

const DetailPanel = lazy(() =>
  import('../detail/DetailPanel.tsx').then((module) => ({ default: module.DetailPanel })),
);

type DetailPaneProps = {
  readonly run: Run;
  readonly open: OpenFinding;
  readonly onOpen: (finding: string) => void;
  readonly onClose: () => void;
};

/** The place beside the list for one finding; its contents are loaded when it is first opened. */
export function DetailPane({ run, open, onOpen, onClose }: DetailPaneProps) {
  const words = useWords();
  const { previous, next } = open;
  return (
    <div className="tw-page__detail">
      <FeatureBoundary part={words.page.detail}>
        <Suspense fallback={<CardSkeletons />}>
          <DetailPanel
            run={run}
            card={open.card}
            findingId={open.findingId}
            onSelect={onOpen}
            onClose={onClose}
            {...(previous === null ? {} : { onPrevious: () => onOpen(previous) })}
            {...(next === null ? {} : { onNext: () => onOpen(next) })}
          />
        </Suspense>
      </FeatureBoundary>
    </div>
  );
}
