import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/**
 * What the one sentence about a finding is made of. Bytes as rated, data channel included, `null` where not known; `total`
 * of both directions where only that is. `limit`: bytes of the threshold that decided, `null` where none did.
 * `destinations` is set where there are several.
 */
export type Verdict = {
  readonly sent: number | null;
  readonly total: number | null;
  readonly isAtLeast: boolean;
  readonly isEstimate: boolean;
  readonly isAttempt: boolean;
  readonly connections: number;
  readonly dataConnections: number;
  readonly destinations: number | null;
  readonly limit: number | null;
};

/** One sentence about a finding: `High: 600 MiB sent on 12 connections and 24 data connections; limit 10 MiB`. */
export function verdict(format: Format) {
  const { bytes, many } = format;
  const { connections, destinations } = counted(format);
  const dataConnections = (value: number) =>
    many(value, { one: 'data connection', other: 'data connections' });

  function moved(said: Verdict): string {
    const about = `${said.isAtLeast ? 'at least ' : ''}${said.isEstimate ? 'an estimated ' : ''}`;
    if (said.sent !== null) return `${about}${bytes(said.sent)} sent on `;
    if (said.total !== null) return `${about}${bytes(said.total)} in both directions together on `;
    return said.isAttempt ? 'attempts only, ' : 'bytes sent not known, ';
  }

  const where = (said: Verdict) =>
    [
      connections(said.connections),
      ...(said.dataConnections > 0 ? [dataConnections(said.dataConnections)] : []),
    ].join(' and ') + (said.destinations === null ? '' : ` to ${destinations(said.destinations)}`);

  return (risk: string, said: Verdict) =>
    `${risk}: ${moved(said)}${where(said)}${said.limit === null ? '' : `; limit ${bytes(said.limit)}`}`;
}
