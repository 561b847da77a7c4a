import type { Verdict, verdict as english } from '../en/verdict.ts';
import type { Format } from '../format.ts';

/** German: one sentence about a finding. */
export function verdict({ bytes, many }: Format): ReturnType<typeof english> {
  const dative = (value: number, kind: string) => many(value, { one: kind, other: `${kind}en` });

  function moved(said: Verdict): string {
    const about = `${said.isAtLeast ? 'mindestens ' : ''}${said.isEstimate ? 'geschätzt ' : ''}`;
    if (said.sent !== null) return `${about}${bytes(said.sent)} gesendet auf `;
    if (said.total !== null)
      return `${about}${bytes(said.total)} in beiden Richtungen zusammen auf `;
    return said.isAttempt ? 'nur Versuche, ' : 'gesendete Bytes nicht bekannt, ';
  }

  const where = (said: Verdict) =>
    [
      dative(said.connections, 'Verbindung'),
      ...(said.dataConnections > 0 ? [dative(said.dataConnections, 'Datenverbindung')] : []),
    ].join(' und ') +
    (said.destinations === null
      ? ''
      : ` zu ${many(said.destinations, { one: 'Ziel', other: 'Zielen' })}`);

  return (risk, said) =>
    `${risk}: ${moved(said)}${where(said)}${said.limit === null ? '' : `; Schwelle ${bytes(said.limit)}`}`;
}
