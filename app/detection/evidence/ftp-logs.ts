import type { FtpLog, NamesRead } from '../../../contract/finding.ts';
import { pairKeyOf } from './pair-key.ts';
import type { PairKey } from './transfer-evidence.ts';

/** Shown of each finding; its contract. */
export const mostShown = { commands: 10, files: 20 } as const;

/** Different names that are told apart: of one pair, each of commands and files; and, of all pairs together. */
const mostOfPair = 100;
const mostOfAll = 20_000;

/** How often a sensor read each name of a pair; `isComplete`: no name was left out. */
type Names = { readonly times: Map<string, number>; isComplete: boolean };

type PairLog = { readonly commands: Names; readonly files: Names };

type WrittenNames = {
  readonly times: readonly (readonly [string, number])[];
  readonly isComplete: boolean;
};

/** FTP logs as plain data, for JSON. */
export type WrittenFtpLogs = {
  readonly room: number;
  readonly pairs: readonly (readonly [
    string,
    { readonly commands: WrittenNames; readonly files: WrittenNames },
  ])[];
};

/**
 * Commands and files that sensors read, by pair. Of more names than there is room for, those that come first in the
 * alphabet are kept; where all pairs together have too many, the room of each is halved. So what is kept does not
 * depend on the order of lines nor on how they were split, and neither do its counts: a name that is kept in the end
 * was never left out on the way. Every pair keeps one of each, however many there are; pairs are bounded by the
 * searches that ask for them.
 */
export class FtpLogs {
  readonly #byPair = new Map<string, PairLog>();
  /** Names kept of each pair, commands and files each. */
  #room = mostOfPair;
  /** Names kept of all pairs. */
  #kept = 0;

  static read({ room, pairs }: WrittenFtpLogs): FtpLogs {
    const logs = new FtpLogs();
    logs.#shrinkTo(room);
    for (const [key, { commands, files }] of pairs)
      logs.#addLog(key, { commands: namesOf(commands), files: namesOf(files) });
    return logs;
  }

  write(): WrittenFtpLogs {
    return {
      room: this.#room,
      pairs: [...this.#byPair].map(([key, { commands, files }]) => [
        key,
        { commands: written(commands), files: written(files) },
      ]),
    };
  }

  add(
    pair: PairKey,
    { command, fileName }: { readonly command: string | null; readonly fileName: string | null },
  ): void {
    const log = this.#logOf(pairKeyOf(pair));
    if (command !== null) this.#addName(log.commands, command, 1);
    if (fileName !== null) this.#addName(log.files, fileName, 1);
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: FtpLogs): void {
    this.#shrinkTo(other.#room);
    for (const [key, log] of other.#byPair) this.#addLog(key, log);
  }

  /** What was read of a pair (`pairKeyOf`); `null` where there was neither command nor file. */
  of(pairKey: string): FtpLog | null {
    const log = this.#byPair.get(pairKey);
    if (!log || log.commands.times.size + log.files.times.size === 0) return null;
    return {
      commands: shownOf(log.commands, mostShown.commands),
      files: shownOf(log.files, mostShown.files),
    };
  }

  #logOf(key: string): PairLog {
    const log = this.#byPair.get(key) ?? { commands: newNames(), files: newNames() };
    this.#byPair.set(key, log);
    return log;
  }

  #addLog(key: string, { commands, files }: PairLog): void {
    const log = this.#logOf(key);
    this.#addNames(log.commands, commands);
    this.#addNames(log.files, files);
  }

  #addNames(names: Names, more: Names): void {
    names.isComplete &&= more.isComplete;
    for (const [name, times] of more.times) this.#addName(names, name, times);
  }

  #addName(names: Names, name: string, times: number): void {
    const before = names.times.get(name);
    names.times.set(name, (before ?? 0) + times);
    if (before !== undefined) return;
    this.#kept += 1;
    this.#trim(names);
    while (this.#kept > mostOfAll && this.#room > 1) this.#shrinkTo(Math.floor(this.#room / 2));
  }

  #shrinkTo(room: number): void {
    if (room >= this.#room) return;
    this.#room = room;
    for (const { commands, files } of this.#byPair.values()) {
      this.#trim(commands);
      this.#trim(files);
    }
  }

  #trim(names: Names): void {
    while (names.times.size > this.#room) {
      names.times.delete(lastOf(names.times.keys()));
      names.isComplete = false;
      this.#kept -= 1;
    }
  }
}

function lastOf(names: Iterable<string>): string {
  let last = '';
  for (const name of names) if (name > last) last = name;
  return last;
}

function newNames(): Names {
  return { times: new Map(), isComplete: true };
}

function written({ times, isComplete }: Names): WrittenNames {
  return { times: [...times], isComplete };
}

function namesOf({ times, isComplete }: WrittenNames): Names {
  return { times: new Map(times), isComplete };
}

/** Most often read first, then by name. */
function shownOf({ times, isComplete }: Names, most: number): NamesRead {
  const names = [...times]
    .map(([name, count]) => ({ name, times: count }))
    .sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  return { names: names.slice(0, most), distinct: times.size, isComplete };
}
