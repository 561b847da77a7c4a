import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { scenarioNames, type ScenarioName } from './data/scenarios.ts';

/** What to start, as asked for on the command line. */
export type StartChoices = {
  readonly scenario: ScenarioName;
  readonly scale: number;
  readonly imports: readonly string[];
  readonly shiftToNow: boolean;
  /** Zone of imported times that give none: an IANA name or an offset. */
  readonly zone: string;
  /** Whether to start without the files of which nothing can be imported. */
  readonly keepGoing: boolean;
  /** How much of the last day's traffic comes again while the console runs, 0 (none) to 1. */
  readonly liveRate: number;
  /** CIDR blocks that are local in imports, remote with `!` before; empty for the private ranges. */
  readonly local: readonly string[];
  readonly port: number;
  /** Port for syslog over TCP, this machine alone; null listens on none. */
  readonly syslogPort: number | null;
  /** Token of the authorized service; null makes one. */
  readonly token: string | null;
  readonly build: boolean;
  /** What is installed from the start. */
  readonly app: 'build' | 'package' | 'none';
  /** Whether faults can be ordered and rights changed at `/api/stand-in/`. */
  readonly hasFaultControl: boolean;
};

/** A command line, read: start, show the help, or say what is wrong with it. */
export type CommandLine =
  | { readonly kind: 'start'; readonly choices: StartChoices }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly reason: string };

/** What `--help` prints, and what follows the reason of a refusal. */
export const usage = `Starts the stand-in console with Transfer Watch in it.

  npm start -- [options]

  --scenario NAME     data to begin with: ${scenarioNames.join(', ')} (default company)
  --scale N           times the ordinary traffic of the scenario, 0 or more (default 1)
  --live RATE         how much of what happened a day ago happens again while the console runs,
                      from 0 (none: the data ends at the start) to 1 (all of it, the default)
  --import FILE…      own logs on top: results of Ariel searches and Log Activity exports, Zeek,
                      Suricata, Sysmon, LEEF, CEF; plain, gzip or zip (sandbox/README.md);
                      may be given again
  --keep-going        starts without the files of which nothing can be imported
  --zone ZONE         zone of imported times that give none, as Europe/Berlin or +02:00
                      (default UTC)
  --shift-to-now      moves the times of imports so that the last record is in the last minute
  --local CIDR…       networks that are local in imports, remote with ! before
                      (default: the private ranges); may be given again
  --port N            port for the browser (default 8080; 0 takes a free one)
  --syslog N          takes events of the app by syslog on that port of this machine, and makes
                      offenses of them (docs/offenses.md)
  --token T           token of the authorized service for scripts, 8 characters or more
                      (default: a new one, printed)
  --no-build          takes dist/ as it is
  --packaged          makes the extension archive and installs it, as on a console, instead of
                      running the build
  --without-app       starts the console with no app in it
  --faults            lets anybody who reaches the port make calls fail and change rights,
                      at /api/stand-in/ (sandbox/README.md)
  --help              prints this

  With --scenario none --import day.ndjson the console holds just that file.
`;

/** Reads the arguments after the script's name. Several values may follow `--import` and `--local`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const parsed = parse(args);
    if (parsed.values.help === true) return { kind: 'help' };
    return { kind: 'start', choices: choicesOf(parsed) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    // parseArgs throws a TypeError for an unknown flag and for a missing value.
    if (isArgumentError(error)) return { kind: 'refused', reason: firstSentence(error.message) };
    throw error;
  }
}

class Refusal extends Error {}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: true,
    tokens: true,
    options: {
      scenario: { type: 'string' },
      scale: { type: 'string' },
      live: { type: 'string' },
      import: { type: 'string', multiple: true },
      'shift-to-now': { type: 'boolean' },
      zone: { type: 'string' },
      'keep-going': { type: 'boolean' },
      local: { type: 'string', multiple: true },
      port: { type: 'string' },
      syslog: { type: 'string' },
      token: { type: 'string' },
      'no-build': { type: 'boolean' },
      packaged: { type: 'boolean' },
      'without-app': { type: 'boolean' },
      faults: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

type Parsed = ReturnType<typeof parse>;

function choicesOf({ values, tokens }: Parsed): StartChoices {
  const lists = valueLists(tokens);
  return {
    scenario: scenarioOf(values.scenario ?? 'company'),
    scale: scaleOf(values.scale ?? '1'),
    liveRate: rateOf(values.live ?? '1'),
    imports: lists.import,
    shiftToNow: values['shift-to-now'] ?? false,
    zone: zoneOf(values.zone ?? 'UTC'),
    keepGoing: values['keep-going'] ?? false,
    local: lists.local.map(cidrOf),
    port: portOf(values.port ?? '8080'),
    syslogPort: values.syslog === undefined ? null : portOf(values.syslog, 'syslog'),
    token: values.token === undefined ? null : tokenOf(values.token),
    build: values['no-build'] !== true,
    app: appOf(values),
    hasFaultControl: values.faults ?? false,
  };
}

function appOf(values: Parsed['values']): StartChoices['app'] {
  if (values.packaged !== true) return values['without-app'] === true ? 'none' : 'build';
  if (values['without-app'] === true) {
    throw new Refusal('--packaged and --without-app exclude each other');
  }
  return 'package';
}

/** Words without a flag belong to the `--import` or `--local` before them. */
function valueLists(tokens: Parsed['tokens']): Record<'import' | 'local', string[]> {
  const lists: Record<'import' | 'local', string[]> = { import: [], local: [] };
  let open: 'import' | 'local' | null = null;
  for (const token of tokens) {
    if (token.kind === 'option') {
      open = token.name === 'import' || token.name === 'local' ? token.name : null;
      if (open !== null && token.value !== undefined) lists[open].push(token.value);
    } else if (token.kind === 'positional') {
      if (open === null) throw new Refusal(`"${token.value}" belongs to no option`);
      lists[open].push(token.value);
    }
  }
  return lists;
}

function scenarioOf(text: string): ScenarioName {
  const found = scenarioNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Refusal(`There is no scenario "${text}"; there are ${scenarioNames.join(', ')}`);
}

function scaleOf(text: string): number {
  const scale = Number(text);
  if (text.trim() !== '' && Number.isFinite(scale) && scale >= 0) return scale;
  throw new Refusal(`--scale takes a number from 0 on, not "${text}"`);
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (text.trim() !== '' && rate >= 0 && rate <= 1) return rate;
  throw new Refusal(`--live takes a number from 0 to 1, not "${text}"`);
}

function portOf(text: string, flag = 'port'): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`--${flag} takes a number from 0 to 65535, not "${text}"`);
}

/** The token travels in a header, and a short one could be guessed by whatever else runs here. */
function tokenOf(text: string): string {
  if (/^[\x21-\x7e]{8,200}$/.test(text)) return text;
  throw new Refusal('--token takes 8 to 200 visible ASCII characters');
}

function zoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Refusal(`--zone takes a zone as Europe/Berlin or +02:00, not "${text}"`);
  }
}

function cidrOf(text: string): string {
  const [address = '', bits = '', ...rest] = text.replace(/^!/, '').split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most) {
    return text;
  }
  throw new Refusal(`--local takes blocks such as 10.0.0.0/8, not "${text}"`);
}

function isArgumentError(error: unknown): error is { readonly message: string } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_');
}

function firstSentence(text: string): string {
  return text.split('. ', 1)[0] ?? text;
}
