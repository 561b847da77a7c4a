import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { PanelSkeleton } from '../shared/PanelSkeleton.tsx';
import { useRoomAbove } from '../shared/useRoomAbove.ts';
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
  const place = useRef<HTMLDivElement>(null);
  useRoomAbove(place);
  useInSight(open.findingId);
  const { previous, next } = open;
  return (
    <div ref={place} className="tw-page__detail">
      <FeatureBoundary part={words.page.detail}>
        <Suspense fallback={<PanelSkeleton />}>
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

/** Scrolls the list to the finding whose details are open, as far as it is out of sight: the next one may be. */
function useInSight(findingId: string): void {
  useEffect(() => {
    const button = document.querySelector(`[data-opens="${CSS.escape(findingId)}"]`);
    (button?.closest('[aria-current]') ?? button)?.scrollIntoView({ block: 'nearest' });
  }, [findingId]);
}
