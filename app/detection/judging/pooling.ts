import { transferStates, type DataChannel, type TransferState } from '../../../contract/finding.ts';
import { eachOf, type Steps } from '../../ports/steps.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';
import type { SourceOnPort } from '../evidence/transfer-evidence.ts';
import { pool } from './fan-out.ts';
import type { Judged } from './finding.ts';
import { judgePair, type Context } from './judge-pair.ts';
import { poolChannels } from './pool-channels.ts';

/** Pairs that are judged together, one after the other: a source that scans has hundreds of thousands. */
class Pooled {
  #pairs: SessionCounts[] = [];
  #rated: SessionCounts[] = [];
  readonly #channels: DataChannel[] = [];
  readonly #states = new Set<TransferState>();

  add({ sessions, rated, dataChannel, state }: Judged): void {
    this.#pairs.push(sessions);
    this.#rated.push(rated);
    if (dataChannel) this.#channels.push(dataChannel);
    this.#states.add(state);
    if (this.#pairs.length < pooledAtOnce) return;
    // Pairs add up, whatever the order and however they are put together.
    this.#pairs = [pool(this.#pairs)];
    this.#rated = [pool(this.#rated)];
  }

  result(): Pick<Judged, 'sessions' | 'rated' | 'dataChannel' | 'state'> {
    return {
      sessions: pool(this.#pairs),
      rated: pool(this.#rated),
      dataChannel: poolChannels(this.#channels),
      state: transferStates.find((state) => this.#states.has(state)) ?? 'attempt',
    };
  }
}

/** Counts that are objects at the same time. */
const pooledAtOnce = 256;

/** What pairs, at least one, are together. */
export function* judgeTogether(
  kind: Judged['kind'],
  key: SourceOnPort,
  pairs: readonly number[],
  context: Context,
): Steps<Judged> {
  const pooled = new Pooled();
  yield* eachOf(pairs, (pair) => pooled.add(judgePair(pair, context)));
  return { kind, key, ...pooled.result(), thresholds: context.thresholds };
}
