import type { Happening, Telling } from './happening.ts';
import { minuteMs, wire } from './transfers.ts';
import * as watches from './watches.ts';
import type { Wire } from './wire.ts';

/** Web, file shares inside the site, and strangers at its own web site. */
export function traffic({ day, randomOf }: Telling): Happening {
  const random = randomOf('traffic');
  const between = (client: string, server: string, port: number): Wire =>
    wire(
      random,
      {
        client,
        server,
        startMs: random.between(day.startMs, day.stopMs - 5 * minuteMs),
        durationMs: random.between(200, 90_000),
      },
      port,
      { sent: random.between(400, 60_000), received: random.between(2_000, 900_000) },
    );
  const host = (network: string): string =>
    `${network}.${random.between(100, 119)}.${random.between(1, 250)}`;
  const web = many(2_600, () => between(host('172.22'), host('55.12'), 443));
  const shares = many(500, () => between(host('172.22'), host('172.24'), 445));
  const visits = many(300, () =>
    between(`55.80.${random.between(1, 250)}.${random.between(1, 250)}`, '29.40.1.80', 443),
  );
  return {
    watch: {
      ...watches.shared,
      exporters: watches.oneRouter.exporters,
    },
    uses: [],
    others: [...web, ...shares, ...visits],
  };
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
