import type { Happening, Telling } from './happening.ts';
import { ftp, hourMs, minuteMs, secondMs, smb, tftp, type File } from './transfers.ts';
import * as watches from './watches.ts';
import type { Use } from './wire.ts';

const watchesAtEdges = [
  watches.interim,
  watches.shared,
  watches.progress,
  watches.delta,
  watches.late,
  watches.coalescing,
  watches.opening,
  watches.oneRouter,
] as const;

/** Connections over the edges of the day: open when it begins, open when it ends, and a record that comes after it. */
export function atTheEdges({ day, randomOf }: Telling): Happening[] {
  const atEdges = watchesAtEdges.map((watch, index): Happening => {
    const meeting = (story: string, host: number) => ({
      story: `edge/${story}/${watch.name}`,
      client: `172.22.40.${10 * (index + 1) + host}`,
      server: `30.61.40.${10 * (index + 1) + host}`,
    });
    const before = meeting('open-before', 1);
    const after = meeting('open-after', 2);
    return {
      watch,
      uses: [
        smb(
          randomOf(before.story),
          { ...before, startMs: day.startMs - 40 * minuteMs, durationMs: 100 * minuteMs + 300 },
          { up: 18_000_000, down: 90_000 },
        ),
        smb(
          randomOf(after.story),
          { ...after, startMs: day.stopMs - 50 * minuteMs, durationMs: 120 * minuteMs + 300 },
          { up: 24_000_000, down: 90_000 },
        ),
      ],
    };
  });
  return [...atEdges, ...ftpOverEdges({ day, randomOf }), tooLate({ day, randomOf })];
}

/** FTP sessions over both edges; the files before the day are none of it. */
function ftpOverEdges({ day, randomOf }: Telling): Happening[] {
  const file = (afterMin: number): File => ({
    bytes: 4_500_000,
    way: 'up',
    afterMs: afterMin * minuteMs,
    lastsMs: 40 * secondMs,
  });
  return [watches.shared, watches.progress].map((watch, index) => {
    const use = (story: string, host: number, startMs: number): Use => {
      const name = `edge/${story}/${watch.name}`;
      const ends = {
        client: `172.22.41.${index * 10 + host}`,
        server: `30.61.41.${index * 10 + host}`,
      };
      return ftp(
        randomOf(name),
        { story: name, ...ends, startMs, durationMs: 30 * minuteMs },
        { port: 21, mode: 'passive' },
        [file(2), file(14), file(22)],
      );
    };
    return {
      watch,
      uses: [
        use('ftp-open-before', 1, day.startMs - 10 * minuteMs),
        use('ftp-open-after', 2, day.stopMs - 26 * minuteMs),
      ],
    };
  });
}

/** Over a minute before the day ends; its record is stored at least two minutes later. */
function tooLate({ day, randomOf }: Telling): Happening {
  const story = 'edge/record-after-the-day/late';
  const ends = { story, client: '172.22.42.1', server: '30.61.42.1' };
  const span = { startMs: day.stopMs - 12 * minuteMs, durationMs: 11 * minuteMs };
  return {
    watch: watches.late,
    uses: [smb(randomOf(story), { ...ends, ...span }, { up: 15_000_000, down: 40_000 })],
  };
}

/** Sessions of hours that are idle but for a while in their middle, where nothing but running counters tells. */
export function forHours({ day, randomOf }: Telling): Happening[] {
  const startMs = day.startMs + 5 * hourMs;
  const seenBy = [watches.interim, watches.progress, watches.delta, watches.oneRouter];
  return seenBy.map((watch, index) => {
    const ends = (story: string, host: number) => ({
      story: `hours/${story}/${watch.name}`,
      client: `172.22.43.${10 * index + host}`,
      server: `30.61.43.${10 * index + host}`,
      startMs,
    });
    const share = ends('smb', 1);
    const session = ends('ftp', 2);
    const uploads = [130, 131, 140].map((afterMin, file): File => ({
      bytes: 4_000_000 + file * 350_000,
      way: 'up',
      afterMs: afterMin * minuteMs,
      lastsMs: 50 * secondMs,
    }));
    return {
      watch,
      uses: [
        smb(
          randomOf(share.story),
          { ...share, durationMs: 3 * hourMs + 700 },
          { up: 30_000_000, down: 250_000 },
          { busy: { startMs: startMs + 60 * minuteMs, stopMs: startMs + 81 * minuteMs } },
        ),
        ftp(
          randomOf(session.story),
          { ...session, durationMs: 5 * hourMs + 700 },
          { port: 21, mode: 'passive' },
          uploads,
        ),
      ],
    };
  });
}

/** A file an hour written to a TFTP server. */
export function byTftp({ day, randomOf }: Telling): Happening[] {
  return [watches.shared, watches.oneRouter, watches.doubled].map((watch, index) => {
    const story = `tftp/${watch.name}`;
    const random = randomOf(story);
    const ends = { story, client: `172.24.44.${index + 1}`, server: `30.61.44.${index + 1}` };
    return {
      watch,
      uses: Array.from({ length: 6 }, (_, hour) => {
        const startMs = day.startMs + (4 + hour) * hourMs + random.between(0, 9 * minuteMs);
        return tftp(
          random,
          { ...ends, startMs, durationMs: 20 * secondMs },
          260_000 + 9_000 * hour,
        );
      }),
    };
  });
}
