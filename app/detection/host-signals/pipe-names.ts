import type { PipeEntry } from '../../../contract/host-signal.ts';

/**
 * Names that tools of attackers give their pipes unless somebody changes them. Names only, each as it stands in the list named
 * (column `pipe_name`, without its first backslash); none that the list calls likely to be something else, no other column, no code. A name
 * that an operator chose is in no list.
 */
const list = {
  source:
    'https://github.com/mthcht/awesome-lists/blob/0099c40b623c8fb501caf09a95f1d19b16448ae4/Lists/suspicious_named_pipe_list.csv',
  licence: 'MIT',
  taken: '2026-11-28',
} as const;

const names: readonly (readonly [tool: string, ...names: readonly string[]])[] = [
  [
    'Cobalt Strike',
    ...[
      'msagent_*',
      'postex_*',
      'MSSE-*-server',
      'fullduplex_*',
      'msrpc_*',
      'mypipe-f*',
      'mypipe-h*',
    ],
    ...['demoagent_11', 'demoagent_22', 'MsFteWds*', 'PGMessagePipe*', 'win_svc*'],
  ],
  ['Covenant', 'gruntsvc*'],
  ['HardHat C2', 'EngineerPipe'],
  ['Havoc', 'demon_pipe'],
  ['Merlin', 'MerlinPipe'],
  ['Metasploit', 'msf-pipe'],
  ['PoshC2', 'jaccdpqnvbrrxlaf'],
];

export const pipeEntries: readonly PipeEntry[] = names.flatMap(([tool, ...own]) =>
  own.map((name) => ({ name, tool, ...list })),
);

/** An entry as a regular expression for a whole name: letters, digits, `_` and `-` stand for themselves, `*` for anything. Throws for others. */
export function expressionOf({ name }: Pick<PipeEntry, 'name'>): string {
  if (!/^[\w-]+\*?$|^[\w-]+\*[\w-]+$/.test(name)) throw new TypeError(`${name} is no entry`);
  return name.replaceAll('*', '.*');
}

const known = pipeEntries.map((entry) => ({
  entry,
  expression: new RegExp(`^\\\\?${expressionOf(entry)}$`, 'is'),
}));

/** The first entry that a name of a pipe answers, with or without the backslash before it; `null`: none. */
export function pipeEntryOf(name: string): PipeEntry | null {
  return known.find(({ expression }) => expression.test(name))?.entry ?? null;
}
