import type { Volume as VolumeOf } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { Origin } from '../shared/Origin.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';

type VolumeProps = {
  readonly volume: VolumeOf | null;
  /** A finding, or what several come to, whose volume it is. */
  readonly of: { readonly estimated: boolean };
  /** It is a sum over findings. */
  readonly isSum?: boolean;
  readonly connections: number;
  /** Bytes of both directions together, where that is all there is. */
  readonly total?: number | null;
  /** Who the number comes from; absent where it is said elsewhere. */
  readonly origin?: string | null;
};

/** Bytes with what has to be said of them: for how many connections they are known, and whether they are all. */
export function Volume(props: VolumeProps) {
  const { volume, of, isSum = false, connections, total = null, origin = null } = props;
  const words = useWords();
  const text = words.page.card;
  if (volume === null) {
    return (
      <>
        {text.notKnown}
        {total !== null && <Qualifier>{text.totalOnly(total)}</Qualifier>}
        {total !== null && <Estimated of={of} isSum={isSum} />}
      </>
    );
  }
  return (
    <>
      <data className="tw-mono" value={volume.bytes}>
        {words.format.bytes(volume.bytes)}
      </data>
      <Estimated of={of} isSum={isSum} />
      {volume.lowerBound && <Qualifier>{text.lowerBound}</Qualifier>}
      {volume.knownConnections < connections && (
        <Qualifier>{text.bytesKnown(volume.knownConnections, connections)}</Qualifier>
      )}
      <Origin text={origin} />
    </>
  );
}
