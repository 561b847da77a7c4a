import type { Happening, Telling } from './happening.ts';
import { ftp, hourMs, minuteMs, secondMs, smb } from './transfers.ts';
import * as watches from './watches.ts';
import type { Use } from './wire.ts';

/** Forty clients that fetch a little from one to three servers. */
export function littleOfMany({ day, randomOf }: Telling): Happening {
  const random = randomOf('little-of-many');
  const uses = Array.from({ length: 40 }, (_, client) =>
    Array.from({ length: 1 + (client % 3) }, (__, server) =>
      ftp(
        random,
        {
          story: `little-of-many/${client + 1}`,
          client: `172.22.53.${client + 1}`,
          server: `30.61.53.${random.between(0, 60) * 4 + server + 1}`,
          startMs: random.between(day.startMs + 2 * hourMs, day.stopMs - 2 * hourMs),
          durationMs: random.between(20, 90) * secondMs,
        },
        { port: 21, mode: 'passive' },
        [{ bytes: random.between(20_000, 180_000), way: 'down', afterMs: 4_000, lastsMs: 9_000 }],
      ),
    ),
  ).flat();
  return { watch: watches.shared, uses };
}

/** What one source sends to few destinations, each below every threshold, together above one. */
export function spread({ day, randomOf }: Telling): Happening[] {
  const startMs = day.startMs + 7 * hourMs;
  const shares = Array.from({ length: 4 }, (_, server): Use =>
    smb(
      randomOf(`spread/smb/${server}`),
      {
        story: 'spread/smb',
        client: '172.22.54.1',
        server: `30.61.54.${server + 1}`,
        startMs: startMs + server * 20 * minuteMs,
        durationMs: 12 * minuteMs,
      },
      { up: 700_000 + 1_000 * server, down: 9_000 },
    ),
  );
  const sessions = Array.from({ length: 6 }, (_, session): Use =>
    ftp(
      randomOf(`spread/ftp/${session}`),
      {
        story: 'spread/ftp',
        client: '172.22.54.2',
        server: `30.61.54.${11 + (session % 3)}`,
        startMs: startMs + session * 45 * minuteMs,
        durationMs: 3 * minuteMs,
      },
      { port: 21, mode: 'passive' },
      [
        {
          bytes: 400_000 + 1_000 * session,
          way: 'up',
          afterMs: 20 * secondMs,
          lastsMs: 45 * secondMs,
        },
      ],
    ),
  );
  return [
    { watch: watches.progress, uses: shares },
    { watch: watches.interim, uses: sessions },
  ];
}
