import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importFiles } from '../sandbox/data/import/import.ts';
import { loadScenario } from '../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../sandbox/sql/store.ts';
import { figure, round, type Bench } from './figure.ts';

/** Rows of the file. The goal speaks of the first. */
const rowCounts = { full: 1_000_000, small: 20_000 } as const;
/** Seconds that an import of a million rows may take on an idle machine. */
const goalSeconds = 20;
const startMs = 1_741_000_000_000;

const columns =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents';

/**
 * How long a `conn.log` takes to import, beside what it takes to read the same file line by line and split it: a ratio
 * that a busy machine moves little. Also the largest heap meanwhile.
 */
export const importBench: Bench = async ({ size, tell }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'import-bench-'));
  const rows = rowCounts[size];
  try {
    const file = path.join(folder, 'conn.log');
    await pipeline(Readable.from(connLog(rows)), createWriteStream(file));
    const reading = await measured(() => splitAll(file));
    const store = await ConsoleStore.open();
    try {
      await loadScenario(store, { name: 'none', scale: 1, endMs: startMs });
      const importing = await measured(() =>
        importFiles(store, [file], { shiftToNow: true, nowMs: startMs }),
      );
      tell(`  ${rows} rows: ${importing.seconds} s, ${importing.heapMb} MB of heap`);
      const baseline = { rows, readAndSplitCpuSeconds: reading.cpuSeconds };
      return {
        importSeconds: figure(importing.seconds, size === 'full' ? goalSeconds : null, baseline),
        importCpuToReading: figure(importing.cpuSeconds / reading.cpuSeconds, null, baseline),
        importHeapMb: figure(importing.heapMb, null, { rows }),
      };
    } finally {
      store.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

function* connLog(rows: number): Generator<string> {
  yield `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${columns.replaceAll(' ', '\t')}\n`;
  for (let n = 0; n < rows; n += 1) {
    const packets = 10 + (n % 90);
    yield `${[
      (startMs / 1000 + n / 12).toFixed(6),
      `C${n.toString(36)}`,
      `10.${n % 7}.${(n >> 3) % 250}.${n % 251}`,
      1_024 + (n % 60_000),
      `${20 + (n % 180)}.${(n >> 5) % 256}.${(n >> 2) % 256}.${n % 253}`,
      [443, 80, 53, 445, 21][n % 5],
      'tcp\tssl',
      (n % 977) / 10,
      ...[packets * 40, packets * 400, 'SF\tT\tF\t0\tShADadFf', packets, packets * 120],
      ...[packets, packets * 500, '-'],
    ].join('\t')}\n`;
  }
}

async function splitAll(file: string): Promise<number> {
  let cells = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    cells += line.split('\t').length;
  }
  return cells;
}

async function measured(run: () => Promise<unknown>) {
  let heap = 0;
  const timer = setInterval(() => (heap = Math.max(heap, process.memoryUsage().heapUsed)), 50);
  const cpu = process.cpuUsage();
  const started = performance.now();
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  return {
    seconds: round((performance.now() - started) / 1000),
    cpuSeconds: process.cpuUsage(cpu).user / 1e6,
    heapMb: round(heap / 1e6),
  };
}
