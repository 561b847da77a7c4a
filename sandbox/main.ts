// `npm start`: builds, loads, starts, and tells where to look. Everything a test needs is in start.ts.
import { createServer } from 'node:http';
import { PackageError } from '../qradar_app_package/archive/package-error.ts';
import { build, BuildError, isBuilt } from './build.ts';
import { readCommandLine, usage, type StartChoices } from './command-line.ts';
import { listen, shut } from './console/listen.ts';
import { ImportError } from './data/import/import.ts';
import { describeImport } from './data/import/report.ts';
import { createProgress, type Progress } from './progress.ts';
import { root, startConsole, type RunningConsole } from './start.ts';

/** Signals by which a person or a supervisor ends the console. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm repeats a Ctrl-C that the terminal sent us already; only a later one means "now". */
const impatientAfterMs = 1000;

await main();

async function main(): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24) {
    leave(
      1,
      `Node ${process.versions.node} is too old: start with npm start, which brings Node 24.`,
    );
  }
  const line = readCommandLine(process.argv.slice(2));
  if (line.kind === 'help') {
    console.log(usage);
    return;
  }
  if (line.kind === 'refused') leave(2, `${line.reason}.\n\n${usage}`);
  const stopping = new AbortController();
  // Until the console runs there is nothing to end in order: leaving the process takes all of it along.
  let stop = (): void => leave(0);
  watchSignals(() => {
    stopping.abort();
    stop();
  });
  try {
    const running = await start(line.choices, stopping.signal);
    stop = () => void running.close().then(() => process.exit(0));
    report(running, line.choices);
  } catch (error) {
    leave(1, explain(error, line.choices));
  }
}

async function start(choices: StartChoices, signal: AbortSignal): Promise<RunningConsole> {
  const progress = createProgress(process.stdout);
  // Asked first: nobody should wait for a build and a load to hear that the port is taken.
  await checkPort(choices.port);
  if (choices.syslogPort !== null) await checkPort(choices.syslogPort);
  if (choices.build && choices.app !== 'none') await buildIfStale(progress, signal);
  return startConsole({ ...choices, pace: 'console', progress, log: print });
}

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port);
  await shut(probe);
}

async function buildIfStale(progress: Progress, signal: AbortSignal): Promise<void> {
  if (await isBuilt(root)) return;
  await progress.step(
    'Building app and tab',
    () => build(root, signal),
    () => 'dist/',
  );
}

function report(
  { console: opened, api, imports, syslogPort }: RunningConsole,
  { hasFaultControl }: StartChoices,
): void {
  for (const result of imports) console.log(describeImport(result));
  const { serviceToken, users } = api.sessions;
  const names = users.map((user) => user.username).join(', ');
  const faults = hasFaultControl ? `\n  Faults    ${opened.url}/api/stand-in/faults` : '';
  const syslog = syslogPort === null ? '' : `\n  Syslog    127.0.0.1:${syslogPort}, TCP`;
  console.log(`
  Console   ${opened.url}
  Users     ${names} (no password)
  API       curl -H 'SEC: ${serviceToken}' ${opened.url}/api/system/about${faults}${syslog}

  Ctrl-C ends it.
`);
}

/** One sentence for what a person can put right; the whole story for everything else. */
function explain(error: unknown, choices: StartChoices): string {
  if (error instanceof BuildError) return `The build failed.\n\n${error.message}`;
  if (error instanceof ImportError || error instanceof PackageError) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return `${portsOf(choices)} is taken. Choose another with ${flagsOf(choices)}.`;
  if (code === 'EACCES')
    return `${portsOf(choices)} is not allowed. Choose one above 1023 with ${flagsOf(choices)}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function portsOf({ port, syslogPort }: StartChoices): string {
  return syslogPort === null ? `Port ${port}` : `Port ${port} or ${syslogPort}`;
}

function flagsOf({ syslogPort }: StartChoices): string {
  return syslogPort === null ? '--port N' : '--port N or --syslog N';
}

/** The first signal ends in order; one that comes a second later ends at once. */
function watchSignals(onFirst: () => void): void {
  let firstMs: number | null = null;
  for (const name of endings) {
    process.on(name, () => {
      if (firstMs === null) {
        firstMs = Date.now();
        onFirst();
      } else if (Date.now() - firstMs > impatientAfterMs) {
        process.exit(1);
      }
    });
  }
}

/** Leaves with a word. What was started goes along, because it listens to the process's end. */
function leave(code: number, words?: string): never {
  if (words !== undefined) console.error(`\n${words}`);
  process.exit(code);
}

/** The app logs every request; the terminal keeps the printed address in sight and shows what needs a look. */
function print(text: string): void {
  if (!text.includes('"level":"info"')) console.log(text);
}
