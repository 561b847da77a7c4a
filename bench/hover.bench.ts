import { runDetection, type AppAddress } from './app-client.ts';
import { addressOf, startDay } from './console.ts';
import { figure, median, quantile, type Bench } from './figure.ts';

/** What the goal speaks of: milliseconds from the pointer's rest to the text, through the console's proxy. */
const goalMs = 20;
const rows = 10_000;
const warmUp = 20;
const asked = { full: 500, small: 50 };

/**
 * Tooltips on addresses after one run: from sending the request to the last byte, one after the other over a
 * kept connection, nine of ten on an address that has findings.
 */
export const hoverBench: Bench = async ({ size, tell }) => {
  const running = await startDay({ rows: size === 'full' ? rows : rows / 10, otherEvents: 0 });
  try {
    const app = addressOf(running);
    const { findings } = await runDetection(app);
    const times: number[] = [];
    let known = 0;
    for (let number = 0; number < warmUp + asked[size]; number += 1) {
      const { ms, html } = await hover(app, addressAt(number));
      if (number < warmUp) continue;
      times.push(ms);
      known += html.includes('<strong>') ? 1 : 0;
    }
    if (known < times.length / 2) throw new Error(`Only ${known} of ${times.length} were known.`);
    const value = median(times);
    tell(`${times.length} tooltips: median ${value} ms`);
    const baseline = { findings, tooltips: times.length, known, p95Ms: quantile(times, 0.95) };
    return { medianMs: figure(value, goalMs, baseline) };
  } finally {
    await running.close();
  }
};

/** Sources of `fillDay` begin at 10.0.0.0; every tenth address is one that nothing is known of. */
function addressAt(number: number): string {
  return number % 10 === 9 ? `192.0.2.${number % 250}` : `10.0.0.${number % 90}`;
}

async function hover(app: AppAddress, address: string): Promise<{ ms: number; html: string }> {
  const begun = performance.now();
  const response = await fetch(`${app.url}hover/ip?context=${address}`, {
    headers: { Cookie: `SEC=${app.sec}; QRadarCSRF=${app.csrf}` },
  });
  const text = await response.text();
  const ms = performance.now() - begun;
  if (!response.ok) throw new Error(`hover: ${response.status} ${text}`);
  return { ms, html: text };
}
