import type { Happening, Telling } from './happening.ts';
import { ftp, hourMs, minuteMs, secondMs, wire, type File } from './transfers.ts';
import * as watches from './watches.ts';

/** Harmless transfers, and connections that look like parts of one. */
export function ordinary(telling: Telling): Happening[] {
  return [
    nightlyBackup(telling),
    otherBackups(telling),
    webBeside(telling),
    ...portReused(telling),
  ];
}

/** An hourly backup to a partner by FTP: the rule cannot know that it is harmless. */
function nightlyBackup({ day, randomOf }: Telling): Happening {
  const story = 'partner-backup';
  const random = randomOf(story);
  const ends = { story, client: '172.24.50.1', server: '30.61.50.1' };
  return {
    watch: watches.doubled,
    uses: Array.from({ length: 20 }, (_, hour) =>
      ftp(
        random,
        { ...ends, startMs: day.startMs + (2 + hour) * hourMs, durationMs: 4 * minuteMs + hour },
        { port: 21, mode: 'passive' },
        [uploaded(1_900_000 + 7_000 * hour, 30)],
      ),
    ),
  };
}

/** Backups by rsync and by SSH, on ports that are none of the rule's. */
function otherBackups({ day, randomOf }: Telling): Happening {
  const random = randomOf('other-backups');
  const others = [873, 22].flatMap((port) =>
    Array.from({ length: 8 }, (_, index) =>
      wire(
        random,
        {
          client: '172.24.50.2',
          server: '30.61.50.2',
          startMs: day.startMs + (3 + 2 * index) * hourMs,
          durationMs: 9 * minuteMs + index,
        },
        port,
        { sent: 40_000_000, received: 90_000 },
      ),
    ),
  );
  return { watch: watches.shared, uses: [], others };
}

/** The FTP server has a web service on 8443, which its client and two others use during the sessions and apart from them. */
function webBeside({ day, randomOf }: Telling): Happening {
  const story = 'web-beside';
  const random = randomOf(story);
  const server = '30.61.51.1';
  const firstMs = day.startMs + 6 * hourMs;
  const uses = Array.from({ length: 4 }, (_, index) =>
    ftp(
      random,
      {
        story,
        client: '172.22.51.1',
        server,
        startMs: firstMs + index * hourMs,
        durationMs: 6 * minuteMs,
      },
      { port: 21, mode: 'passive' },
      [uploaded(1_400_000, 40)],
    ),
  );
  const others = Array.from({ length: 45 }, (_, index) =>
    wire(
      random,
      {
        client: `172.22.51.${1 + (index % 3)}`,
        server,
        startMs: firstMs - 30 * minuteMs + index * 6 * minuteMs + random.between(0, 3 * minuteMs),
        durationMs: random.between(5, 70) * secondMs,
      },
      8443,
      { sent: random.between(100_000, 500_000), received: random.between(200_000, 900_000) },
    ),
  );
  return { watch: watches.shared, uses, others };
}

/** The server's one passive port belongs to another application between the sessions, which is sent more than FTP. */
function portReused({ day, randomOf }: Telling): Happening[] {
  return [watches.progress, watches.oneRouter].map((watch, index) => {
    const story = `port-reused/${watch.name}`;
    const random = randomOf(story);
    const ends = { client: `172.22.52.${index + 1}`, server: `30.61.52.${index + 1}` };
    const firstMs = day.startMs + 8 * hourMs;
    const uses = Array.from({ length: 5 }, (_, session) =>
      ftp(
        random,
        { story, ...ends, startMs: firstMs + session * hourMs, durationMs: 4 * minuteMs },
        { port: 21, mode: 'passive', dataPort: () => 50_021 },
        [uploaded(800_000 + 1_000 * session, 30)],
      ),
    );
    const others = uses.map(({ control }) =>
      wire(
        random,
        { ...ends, startMs: control.startMs + 31 * minuteMs, durationMs: 2 * minuteMs },
        50_021,
        { sent: 3_000_000, received: 40_000 },
      ),
    );
    return { watch, uses, others };
  });
}

function uploaded(bytes: number, afterS: number): File {
  return { bytes, way: 'up', afterMs: afterS * secondMs, lastsMs: 45 * secondMs };
}
