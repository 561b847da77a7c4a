import type { TimeWindow } from '../../../contract/run.ts';
import { useWords } from '../../words/WordsContext.tsx';

const hourMs = 3_600_000;
/** Steps between ticks, ms: at most seven of them fit. */
const stepsMs = [
  hourMs / 6,
  hourMs / 2,
  hourMs,
  4 * hourMs,
  12 * hourMs,
  24 * hourMs,
  120 * hourMs,
];
const mostTicks = 7;

/** Times of day below the chart, on full steps of the reader's clock. For the eye only: the chart says its times itself. */
export function TimeAxis({ window: { startMs, stopMs } }: { readonly window: TimeWindow }) {
  const { format } = useWords();
  return (
    <div className="tw-time__axis" aria-hidden>
      {ticksOf(startMs, stopMs).map((ms) => (
        <span
          key={ms}
          style={{ insetInlineStart: `${((ms - startMs) / (stopMs - startMs)) * 100}%` }}
        >
          {stopMs - startMs > 2 * 24 * hourMs ? format.day(ms) : format.clock(ms)}
        </span>
      ))}
    </div>
  );
}

function ticksOf(startMs: number, stopMs: number): number[] {
  const stepMs = stepsMs.find((step) => (stopMs - startMs) / step <= mostTicks) ?? stopMs - startMs;
  const offsetMs = new Date(startMs).getTimezoneOffset() * 60_000;
  const first = Math.ceil((startMs - offsetMs) / stepMs) * stepMs + offsetMs;
  const ticks: number[] = [];
  for (let ms = first; ms < stopMs - stepMs / 4; ms += stepMs) ticks.push(ms);
  return ticks;
}
