import type { DataChannel } from './expected.ts';
import { sumOf, type Session } from './session.ts';

/**
 * Which connection carried the file (docs/detection.md#stitching): `passive` the client opened another one, `active` the
 * server did, `tftp` the server answered from a new port, `in-session` it was the connection itself.
 */
export type TransferMode = 'passive' | 'active' | 'tftp' | 'in-session';

/**
 * Ground truth of one use of a file-transfer service: what happened on the wire, whether it was logged or not. `control`
 * is the connection to a transfer port, `data` the connections that carried its files; a session that only
 * logged in has none.
 */
export type Transfer = {
  readonly domainId: number;
  readonly mode: TransferMode;
  readonly control: Session;
  readonly data: readonly Session[];
};

/** Transfers whose files ran in the session itself, as SMB does, or that moved none. */
export function inSession(controls: readonly Session[], domainId = 0): Transfer[] {
  return controls.map((control) => ({ domainId, mode: 'in-session', control, data: [] }));
}

/** Transfers with data connections of their own, in the order of the control sessions. */
export function withData(
  mode: Exclude<TransferMode, 'in-session'>,
  controls: readonly Session[],
  data: readonly (Session | readonly Session[])[],
  domainId = 0,
): Transfer[] {
  return controls.map((control, index) => ({
    domainId,
    mode,
    control,
    data: [data[index] ?? []].flat(),
  }));
}

/** The control sessions, in order. */
export function controlsOf(transfers: readonly Transfer[]): Session[] {
  return transfers.map(({ control }) => control);
}

/** All connections of transfers: control, then its data. */
export function sessionsOf(transfers: readonly Transfer[]): Session[] {
  return transfers.flatMap(({ control, data }) => [control, ...data]);
}

/** Bytes that left the client and that came to it, over all connections, whichever end opened them. */
export function movedBy({ control, data }: Transfer): { uploaded: number; downloaded: number } {
  const opened = [control, ...data].filter(({ source }) => source === control.source);
  const answered = data.filter(({ source }) => source !== control.source);
  return {
    uploaded: sumOf(opened, 'sent') + sumOf(answered, 'received'),
    downloaded: sumOf(opened, 'received') + sumOf(answered, 'sent'),
  };
}

/** The data connections of transfers of one mode, as an expectation states them. */
export function channelOf(transfers: readonly Transfer[]): DataChannel {
  const [first] = transfers;
  if (!first || first.mode === 'in-session') throw new RangeError('There is no data channel.');
  const data = transfers.flatMap((transfer) => transfer.data);
  const uploaded = transfers.reduce((sum, transfer) => sum + movedBy(transfer).uploaded, 0);
  return {
    mode: first.mode,
    connections: data.length,
    uploadedBytes: uploaded - sumOf(controlsOf(transfers), 'sent'),
    ports: data.map((session) => session.destinationPort),
  };
}
