import type { Random } from '../random.ts';
import type { Happening, Telling } from './happening.ts';
import { ftp, hourMs, minuteMs, secondMs, smb, type File, type FtpHow } from './transfers.ts';
import { failOver, places, type Watch } from './watches.ts';
import type { Span, Use } from './wire.ts';

type Kind = {
  readonly name: string;
  readonly tell: (random: Random, at: Meeting) => Use[];
};
type Meeting = Pick<Use, 'story'> & {
  readonly client: string;
  readonly server: string;
  readonly day: Span;
};

/** The kinds of transfers that happen at every place, by FTP in its modes, FTPS and SMB. */
const kinds: readonly Kind[] = [
  {
    name: 'ftp-passive',
    tell: sessions(5, { port: 21, mode: 'passive' }, (random) => [
      up(random, 1_300_000, 2_600_000, 20),
      up(random, 1_300_000, 2_600_000, 60),
    ]),
  },
  {
    name: 'ftp-active',
    tell: sessions(4, { port: 21, mode: 'active' }, (random) => [
      up(random, 700_000, 1_200_000, 15),
    ]),
  },
  {
    name: 'ftps-implicit',
    tell: sessions(6, { port: 990, mode: 'passive' }, (random) => [
      up(random, 2_100_000, 4_200_000, 25),
    ]),
  },
  {
    name: 'ftps-explicit',
    tell: sessions(2, { port: 21, mode: 'passive', tls: true }, (random) => [
      up(random, 6_000_000, 9_000_000, 30),
    ]),
  },
  {
    name: 'smb-upload',
    tell: (random, { day, ...ends }) => {
      const startMs = begin(random, day);
      const durationMs = random.between(20, 50) * minuteMs + random.between(100, 900);
      const moved = { up: random.between(12_000_000, 30_000_000), down: random.between(5e4, 2e5) };
      return [smb(random, { ...ends, startMs, durationMs }, moved)];
    },
  },
  {
    name: 'ftp-download',
    tell: sessions(2, { port: 21, mode: 'passive' }, (random) => [
      { ...up(random, 2_000_000, 3_500_000, 20), way: 'down' },
    ]),
  },
  {
    name: 'ftp-little',
    tell: sessions(2, { port: 21, mode: 'passive' }, (random) => [up(random, 40_000, 150_000, 10)]),
  },
];

/** Every kind of transfer at every place, each between ends of its own. */
export function sameEverywhere({ day, randomOf }: Telling): Happening[] {
  const watches: readonly Watch[] = [...places, failOver(day.stopMs - 11 * hourMs)];
  return watches.map((watch, place) => ({
    watch,
    uses: kinds.flatMap(({ name, tell }, kind) => {
      const story = `${watch.name}/${name}`;
      return tell(randomOf(story), {
        story,
        client: `172.22.${place + 1}.${kind + 11}`,
        server: `30.61.${place + 1}.${kind + 21}`,
        day,
      });
    }),
  }));
}

/** So many FTP sessions, 25 to 60 minutes apart, each of 3 to 8 minutes. */
function sessions(
  count: number,
  how: FtpHow,
  filesOf: (random: Random) => File[],
): (random: Random, at: Meeting) => Use[] {
  return (random, { day, ...ends }) => {
    const firstMs = begin(random, day);
    const everyMs = random.between(25, 60) * minuteMs;
    return Array.from({ length: count }, (_, index) => {
      const startMs = firstMs + index * everyMs;
      const durationMs = random.between(180, 480) * secondMs + random.between(100, 900);
      return ftp(random, { ...ends, startMs, durationMs }, how, filesOf(random));
    });
  };
}

function up(random: Random, least: number, most: number, afterS: number): File {
  return {
    bytes: random.between(least, most),
    way: 'up',
    afterMs: afterS * secondMs + random.between(0, 900),
    lastsMs: random.between(8, 35) * secondMs + random.between(1, 900),
  };
}

/** A moment at least three hours after the day began, and nine before it ends. */
function begin(random: Random, { startMs, stopMs }: Span): number {
  return random.between(startMs + 3 * hourMs, stopMs - 9 * hourMs);
}
