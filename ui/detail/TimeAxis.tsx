import type { TimeWindow } from '../../contract/run.ts';
import { ticksOf } from '../shared/time-ticks.ts';
import { useWords } from '../words/WordsContext.tsx';

/** Labels so near to an end stand inside it. */
const nearEnd = 0.08;

/** Marks and their times below a chart; for the eye only, as values that are read out name their time. */
export function TimeAxis({ span }: { readonly span: TimeWindow }) {
  const { format } = useWords();
  return (
    <div className="tw-axis" aria-hidden="true">
      {ticksOf(span, format).map(({ ms, share, label }) => (
        <span
          key={ms}
          className={`tw-axis__tick ${edgeOf(share)}`}
          style={{ insetInlineStart: `${share * 100}%` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

function edgeOf(share: number): string {
  if (share < nearEnd) return 'tw-axis__tick--first';
  return share > 1 - nearEnd ? 'tw-axis__tick--last' : '';
}
