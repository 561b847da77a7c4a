import type { Browser } from 'playwright-core';
import type { RunningConsole } from '../sandbox/start.ts';
import { addressOf } from './console.ts';
import { figure, median, round, type Figure } from './figure.ts';

/** From the end of the answer to the picture: what is below a tenth of a second seems to come at once. */
const goalMs = 100;
const patienceMs = 120_000;

/**
 * Milliseconds from the last byte of a check of coverage to the frame in which its funnel is drawn, the page Coverage opened anew each
 * time. The browser tells both itself (Resource Timing, the frame after the funnel is in the document).
 */
export async function funnelDrawn(
  browser: Browser,
  running: RunningConsole,
  count: number,
): Promise<Figure> {
  const { url, sec, csrf } = addressOf(running);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    context.setDefaultTimeout(patienceMs);
    await context.addCookies([
      { name: 'SEC', value: sec, url: running.console.url, httpOnly: true },
      { name: 'QRadarCSRF', value: csrf, url: running.console.url },
    ]);
    const page = await context.newPage();
    await page.addInitScript(noteWhenDrawn);
    await page.goto(`${url}index?page=coverage`);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.locator('.tw-funnel__step').first().waitFor();
    const drawnMs: number[] = [];
    for (let run = 0; run < count; run += 1) {
      await page.goto(`${url}index?page=coverage`);
      await page.waitForFunction(() => performance.getEntriesByName('funnel-drawn').length > 0);
      drawnMs.push(await page.evaluate(fromAnswerToFunnel));
    }
    const steps = await page.locator('.tw-funnel__step').count();
    return figure(median(drawnMs), goalMs, {
      slowestMs: round(Math.max(...drawnMs)),
      runs: count,
      steps,
    });
  } finally {
    await context.close();
  }
}

/** In the page: marks the frame after the funnel came into the document. */
function noteWhenDrawn(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.tw-funnel__step') === null) return;
    observer.disconnect();
    // What is put into the document is drawn in the frame that is asked for next, which is over when the next task begins.
    requestAnimationFrame(() => setTimeout(() => performance.mark('funnel-drawn')));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** In the page: from the end of the answer with the result to the mark, ms. */
function fromAnswerToFunnel(): number {
  const drawnMs = performance.getEntriesByName('funnel-drawn')[0]?.startTime ?? NaN;
  const answers = performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\/api\/coverage\/[^/?]+(?:\?|$)/.test(name))
    // Parse boundary: entries of this type are of this class.
    .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
    .filter((endMs) => endMs < drawnMs);
  if (answers.length === 0) throw new Error('No result was asked for.');
  return drawnMs - Math.max(...answers);
}
