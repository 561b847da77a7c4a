import type { Happening, Telling } from './happening.ts';
import { ftp, hourMs, minuteMs, smb, wire } from './transfers.ts';
import * as watches from './watches.ts';
import type { Use } from './wire.ts';

/** Connections that were asked for and refused, answered by a reset, or not answered; and bursts. */
export function scans(telling: Telling): Happening[] {
  return [...refused(telling), ...sweeps(telling), denied(telling), ...bursts(telling)];
}

/** A SYN and the RST to it. */
const refusal = { up: 60, down: 40 };

/** One host asked a dozen times, which refuses each time. */
function refused({ day, randomOf }: Telling): Happening[] {
  return [watches.interim, watches.oneRouter].map((watch, index) => {
    const story = `refused/${watch.name}`;
    const random = randomOf(story);
    const ends = { story, client: `172.22.60.${index + 1}`, server: `30.61.60.${index + 1}` };
    return {
      watch,
      uses: Array.from({ length: 12 }, (_, index) =>
        smb(
          random,
          { ...ends, startMs: day.startMs + 9 * hourMs + index * 2 * minuteMs, durationMs: 30 },
          refusal,
        ),
      ),
    };
  });
}

/** One source asks many hosts once each; few refuse, the others say nothing. */
function sweeps({ day, randomOf }: Telling): Happening[] {
  const sweep = (story: string, client: string, hosts: number): Use[] =>
    Array.from({ length: hosts }, (_, host) =>
      smb(
        randomOf(`${story}/${host}`),
        {
          story,
          client,
          server: `30.62.${hosts}.${host + 1}`,
          startMs: day.startMs + 10 * hourMs + host * 1_700,
          durationMs: 30,
        },
        host % 6 === 0 ? refusal : { up: 60, down: 0 },
      ),
    );
  return [
    { watch: watches.oneRouter, uses: sweep('sweep/one-router', '172.22.61.1', 60) },
    { watch: watches.shared, uses: sweep('sweep/shared', '172.22.61.2', 25) },
  ];
}

/** What the firewall denies is no transfer: one host many times, and a sweep. */
function denied({ day, randomOf }: Telling): Happening {
  const random = randomOf('denied');
  const asked = (client: string, server: string, index: number) =>
    wire(
      random,
      { client, server, startMs: day.startMs + 11 * hourMs + index * 4_000, durationMs: 1 },
      445,
      { sent: 0, received: 0 },
    );
  return {
    watch: watches.shared,
    uses: [],
    denied: [
      ...Array.from({ length: 30 }, (_, index) => asked('172.22.62.1', '30.61.62.1', index)),
      ...Array.from({ length: 80 }, (_, index) =>
        asked('172.22.62.2', `30.62.80.${index + 1}`, index),
      ),
    ],
  };
}

/** So much within seconds that QRadar coalesces it: of twelve counters four are left. */
function bursts({ day, randomOf }: Telling): Happening[] {
  const share = randomOf('burst/smb');
  const files = randomOf('burst/ftp');
  const startMs = day.startMs + 12 * hourMs;
  const shares = Array.from({ length: 12 }, (_, index) =>
    smb(
      share,
      {
        story: 'burst/smb',
        client: '172.22.63.1',
        server: '30.61.63.1',
        startMs: startMs + index * 500,
        durationMs: 1_500,
      },
      { up: 900_000 + 1_000 * index, down: 8_000 },
    ),
  );
  const session = ftp(
    files,
    {
      story: 'burst/ftp',
      client: '172.22.63.2',
      server: '30.61.63.2',
      startMs,
      durationMs: 3 * minuteMs,
    },
    { port: 21, mode: 'passive', dataPort: () => 50_021 },
    Array.from({ length: 8 }, (_, file) => ({
      bytes: 2_000_000 + 1_000 * file,
      way: 'up' as const,
      afterMs: 20_000 + file * 1_000,
      lastsMs: 900,
    })),
  );
  return [{ watch: watches.coalescing, uses: [...shares, session] }];
}
