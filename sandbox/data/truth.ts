import type { Story } from './stories/story.ts';
import type { Session } from './session.ts';
import { movedBy, type Transfer } from './transfer.ts';

/**
 * What really happened between two ends on one transfer port, as nobody's log has it. Times are epoch ms.
 * `uploadedBytes` and `downloadedBytes` are payload bytes from and to `source` over control and data
 * connections, whichever end opened them.
 */
export type PairTruth = {
  readonly story: string;
  readonly domainId: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  /** Sessions to the port, attempts too. */
  readonly connections: number;
  readonly dataConnections: number;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
  readonly transfers: readonly Transfer[];
  /** Names of the log sources and flow sources that saw it, where the day says so. */
  readonly devices?: readonly string[];
  /** What the day's records can tell of it, if that is less than what happened; all of it where this is left out. */
  readonly seeable?: Seeable;
};

/**
 * What a reader who knows every device could tell from a day's records. `undirectedBytes` are those of
 * connections that have but one counter for both directions; they are in no other number. `why` says what
 * makes it less than what happened.
 */
export type Seeable = Pick<
  PairTruth,
  'connections' | 'dataConnections' | 'uploadedBytes' | 'downloadedBytes'
> & { readonly undirectedBytes: number; readonly why: readonly string[] };

/** A story and what it is called in `stories`. */
export type ToldStory = Story & { readonly name: string };

/** The truth about a stretch of time. */
export type Truth = {
  /** In the order of the stories. */
  readonly pairs: readonly PairTruth[];
  /** Connections between the ends of pairs that carried no file and must be counted to none. */
  readonly bystanders: readonly Session[];
};

/** The truth of told stories about the transfers and connections that began in a window. */
export function truthOf(
  told: readonly ToldStory[],
  window: { readonly startMs: number; readonly stopMs: number },
): Truth {
  const began = ({ startMs }: Session): boolean =>
    startMs >= window.startMs && startMs < window.stopMs;
  const groups = new Map<string, { story: string; transfers: Transfer[] }>();
  for (const { name, transfers } of told) {
    for (const transfer of transfers.filter(({ control }) => began(control))) {
      const { source, destination, destinationPort, transport } = transfer.control;
      const ends = [name, transfer.domainId, source, destination, destinationPort, transport];
      const group = groups.get(JSON.stringify(ends)) ?? { story: name, transfers: [] };
      group.transfers.push(transfer);
      groups.set(JSON.stringify(ends), group);
    }
  }
  return {
    pairs: [...groups.values()].flatMap(({ story, transfers }) => pairOf(story, transfers)),
    bystanders: told.flatMap((story) => (story.bystanders ?? []).filter(began)),
  };
}

function pairOf(story: string, transfers: readonly Transfer[]): PairTruth[] {
  const [first] = transfers;
  if (!first) return [];
  const { source, destination, destinationPort, transport } = first.control;
  const moved = transfers.map(movedBy);
  return [
    {
      story,
      domainId: first.domainId,
      source,
      destination,
      port: destinationPort,
      transport,
      connections: transfers.length,
      dataConnections: transfers.flatMap(({ data }) => data).length,
      uploadedBytes: moved.reduce((sum, { uploaded }) => sum + uploaded, 0),
      downloadedBytes: moved.reduce((sum, { downloaded }) => sum + downloaded, 0),
      transfers,
    },
  ];
}
