import type { Volume as VolumeOf } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Origin } from '../shared/Origin.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';

type VolumeProps = {
  readonly volume: VolumeOf | null;
  readonly connections: number;
  /** Bytes of both directions together, where that is all there is. */
  readonly total?: number | null;
  /** Who the number comes from; absent where it is said elsewhere. */
  readonly origin?: string | null;
};

/** Bytes with what has to be said of them: for how many connections they are known, and whether they are all. */
export function Volume({ volume, connections, total = null, origin = null }: VolumeProps) {
  const words = useWords();
  const text = words.page.card;
  if (volume === null) {
    return (
      <>
        {text.notKnown}
        {total !== null && <Qualifier>{text.totalOnly(total)}</Qualifier>}
      </>
    );
  }
  return (
    <>
      <data className="tw-mono" value={volume.bytes}>
        {words.format.bytes(volume.bytes)}
      </data>
      {volume.lowerBound && <Qualifier>{text.lowerBound}</Qualifier>}
      {volume.knownConnections < connections && (
        <Qualifier>{text.bytesKnown(volume.knownConnections, connections)}</Qualifier>
      )}
      <Origin text={origin} />
    </>
  );
}
