import type { Volume as VolumeOf } from '../../contract/finding.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
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
  const words = messages.page.card;
  if (volume === null) {
    return (
      <>
        {words.notKnown}
        {total !== null && <Qualifier>{words.totalOnly(total)}</Qualifier>}
      </>
    );
  }
  return (
    <>
      <data className="tw-mono" value={volume.bytes}>
        {format.bytes(volume.bytes)}
      </data>
      {volume.lowerBound && <Qualifier>{words.lowerBound}</Qualifier>}
      {volume.knownConnections < connections && (
        <Qualifier>{words.bytesKnown(volume.knownConnections, connections)}</Qualifier>
      )}
      <Origin text={origin} />
    </>
  );
}
