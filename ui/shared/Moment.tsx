import * as format from '../format.ts';

type MomentProps = {
  readonly ms: number;
  /** The present (epoch ms), to say beside the time how long ago it was. */
  readonly nowMs?: number;
};

/** A time in the reader's zone, machine-readable in UTC. */
export function Moment({ ms, nowMs }: MomentProps) {
  return (
    <time dateTime={format.isoTime(ms)} title={format.isoTime(ms)} className="tw-moment">
      {format.time(ms)}
      {nowMs !== undefined && (
        <span className="tw-qualifier">{format.relativeTime(ms, nowMs)}</span>
      )}
    </time>
  );
}
