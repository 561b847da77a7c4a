import type { HostSignalKind, PipeEntry } from '../../../contract/host-signal.ts';
import { curlUploadIn, ftpScriptIn, programOf, wordsOf } from './commands.ts';
import { pipeEntryOf } from './pipe-names.ts';

/** What a record says, as it came; `null` for what no property holds. */
export type Told = {
  readonly process: string | null;
  readonly originalName: string | null;
  readonly command: string | null;
  readonly pipe: string | null;
};

/** `what` tells signals of one kind on one host apart: the script, the server, or the entry of the list. */
export type Recognised = {
  readonly kind: HostSignalKind;
  readonly what: string;
  readonly entry: PipeEntry | null;
};

/** The signal that a record is, exactly; `null`: none, whatever the query let pass. */
export function recognise(told: Told): Recognised | null {
  const { pipe, command } = told;
  if (pipe !== null) {
    const entry = pipeEntryOf(pipe);
    return entry && { kind: 'c2-pipe', what: entry.name, entry };
  }
  if (command === null) return null;
  const names = programsOf(told, command);
  const script = isAny(names, 'ftp') ? ftpScriptIn(command) : null;
  if (script !== null) return { kind: 'ftp-script', what: script.toLowerCase(), entry: null };
  const server = isAny(names, 'curl') ? curlUploadIn(command) : null;
  return server === null ? null : { kind: 'ftp-upload-by-curl', what: server, entry: null };
}

/** The program by its path and by the name that it was built with; where neither is known, by how it was called. */
function programsOf({ process, originalName }: Told, command: string): string[] {
  const known = [process, originalName].flatMap((path) => (path === null ? [] : [programOf(path)]));
  return known.length > 0 ? known : wordsOf(command, '"').slice(0, 1).map(programOf);
}

function isAny(programs: readonly string[], name: string): boolean {
  return programs.some((program) => program === name || program === `${name}.exe`);
}
