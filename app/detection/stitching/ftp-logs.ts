import type { FtpLog, NamesRead } from '../../../contract/finding.ts';
import type { PairKey } from '../evidence/transfer-evidence.ts';
import type { FtpLine } from './ftp-line.ts';
import { pairKeyOf } from './pair-key.ts';

/** Shown of each pair; the contract of a finding. */
const mostShown = { commands: 10, files: 20 } as const;

/** Different names that are told apart, for one pair and for all: some megabytes at worst. */
const mostOfPair = 100;
const mostOfAll = 10_000;

/** Commands and files that sensors read, by pair. Guards the bound on what is kept. */
export class FtpLogs {
  readonly #byPair = new Map<string, { commands: Names; files: Names }>();
  #room = mostOfAll;

  add(pair: PairKey, { command, fileName }: FtpLine): void {
    const key = pairKeyOf(pair);
    const log = this.#byPair.get(key) ?? { commands: newNames(), files: newNames() };
    this.#byPair.set(key, log);
    this.#addName(log.commands, command);
    this.#addName(log.files, fileName);
  }

  /** What was read of a pair; `null` where there was neither command nor file. */
  of(pairKey: string): FtpLog | null {
    const log = this.#byPair.get(pairKey);
    if (!log || log.commands.times.size + log.files.times.size === 0) return null;
    return {
      commands: readOf(log.commands, mostShown.commands),
      files: readOf(log.files, mostShown.files),
    };
  }

  #addName(names: Names, name: string | null): void {
    if (name === null) return;
    const before = names.times.get(name);
    if (before === undefined && (names.times.size >= mostOfPair || this.#room === 0)) {
      names.isComplete = false;
      return;
    }
    if (before === undefined) this.#room -= 1;
    names.times.set(name, (before ?? 0) + 1);
  }
}

type Names = { readonly times: Map<string, number>; isComplete: boolean };

function newNames(): Names {
  return { times: new Map(), isComplete: true };
}

function readOf({ times, isComplete }: Names, most: number): NamesRead {
  const names = [...times]
    .map(([name, count]) => ({ name, times: count }))
    .sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  return { names: names.slice(0, most), distinct: times.size, isComplete };
}
