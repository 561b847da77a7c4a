import { useCallback } from 'react';
import type { TimeWindow } from '../../../contract/run.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { ChangeView } from '../usePageState.ts';
import type { Prepared } from '../usePrepared.ts';
import type { View } from '../view.ts';
import { TotalsStrip } from '../TotalsStrip.tsx';
import { Matrix } from './Matrix.tsx';
import { TimeChart } from './TimeChart.tsx';
import './overview.scss';

type OverviewProps = {
  readonly prepared: Prepared;
  readonly window: TimeWindow;
  readonly view: View;
  readonly onChange: ChangeView;
};

/** The findings at one look: over time, and by risk and protocol. Both filter the list below. */
export function Overview({ prepared, window, view, onChange }: OverviewProps) {
  const text = useWords().page.list.overview;
  const { overview, matrix } = prepared;
  const onTime = useCallback(
    (time: TimeWindow | null) => onChange((before) => ({ ...before, time })),
    [onChange],
  );
  return (
    <section aria-label={text.label} className="tw-overview">
      <TimeChart overview={overview} window={window} time={view.time} onTime={onTime} />
      <Matrix
        counts={matrix}
        chosen={view}
        onChoose={(chosen) => onChange((before) => ({ ...before, ...chosen }))}
      />
      <TotalsStrip totals={prepared.totals} denied={prepared.deniedConnections} />
    </section>
  );
}
