import { parseArgs } from 'node:util';
import os from 'node:os';
import { build, isBuilt } from '../sandbox/build.ts';
import { root } from '../sandbox/start.ts';
import { allowlistBench } from './allowlist.bench.ts';
import { aqlBench } from './aql.bench.ts';
import { coverageBench } from './coverage.bench.ts';
import type { Bench, BenchOptions, Figure } from './figure.ts';
import { hoverBench } from './hover.bench.ts';
import { importBench } from './import.bench.ts';
import { memoryBench } from './memory.bench.ts';
import { packageBench } from './package.bench.ts';
import { runBench } from './run.bench.ts';
import { sessionsBench, soakBench } from './sessions.bench.ts';
import { startBench } from './start.bench.ts';
import { steadyBench } from './steady.bench.ts';
import { triageBench } from './triage.bench.ts';
import { truthBench } from './truth.bench.ts';
import { uiBench } from './ui.bench.ts';

/** The benches by the name that chooses them, in the order in which they run. */
const benches: Readonly<Record<string, Bench>> = {
  run: runBench,
  start: startBench,
  memory: memoryBench,
  hover: hoverBench,
  aql: aqlBench,
  ui: uiBench,
  package: packageBench,
  truth: truthBench,
  steady: steadyBench,
  sessions: sessionsBench,
  soak: soakBench,
  import: importBench,
  allowlist: allowlistBench,
  triage: triageBench,
  coverage: coverageBench,
};

await main();

/**
 * `npm run bench [-- [--small] [--as-built] [--soak=MINUTES] NAME…]`: JSON on stdout, progress on stderr. Runs all benches when none is
 * named, one after the other. Ends with code 1 when a bench fails, 2 for an unknown name; a missed goal is a
 * result, not a failure.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      small: { type: 'boolean', default: false },
      'as-built': { type: 'boolean', default: false },
      soak: { type: 'string', default: '3' },
    },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    tell(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const size = values.small ? 'small' : 'full';
  const soakMinutes = Number(values.soak);
  const chosen = positionals.length > 0 ? positionals : Object.keys(benches);
  if (!values['as-built']) await buildIfStale();
  const results: Record<string, unknown> = {};
  for (const name of chosen) results[name] = await measured(name, { size, soakMinutes, tell });
  console.log(JSON.stringify({ size, machine: machine(), results }, null, 2));
}

async function measured(
  name: string,
  options: BenchOptions,
): Promise<Readonly<Record<string, Figure>> | { readonly error: string }> {
  tell(`${name}:`);
  try {
    const figures = await benches[name]?.({
      ...options,
      tell: (line) => options.tell(`  ${line}`),
    });
    return figures ?? {};
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell(`  failed: ${text}`);
    process.exitCode = 1;
    return { error: text };
  }
}

/** The app and the tab are measured as built; `--as-built` leaves an older build as it is. */
async function buildIfStale(): Promise<void> {
  if (await isBuilt(root)) return;
  tell('building the app');
  await build(root, new AbortController().signal);
}

/** What the figures were taken on; the load says how alone the bench was. */
function machine(): Record<string, unknown> {
  return {
    processors: os.availableParallelism(),
    loadAverage: os.loadavg().map((load) => Math.round(load * 10) / 10),
    node: process.version,
  };
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
