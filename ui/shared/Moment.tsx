import { useWords } from '../words/WordsContext.tsx';
import { isoTime } from '../../words/times.ts';

type MomentProps = {
  readonly ms: number;
  /** The present (epoch ms), to say beside the time how long ago it was. */
  readonly nowMs?: number;
};

/** A time in the reader's zone, machine-readable in UTC. */
export function Moment({ ms, nowMs }: MomentProps) {
  const words = useWords();
  return (
    <time dateTime={isoTime(ms)} title={isoTime(ms)} className="tw-moment">
      {words.format.time(ms)}
      {nowMs !== undefined && (
        <span className="tw-qualifier">{words.format.relativeTime(ms, nowMs)}</span>
      )}
    </time>
  );
}
