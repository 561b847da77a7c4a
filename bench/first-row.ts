/**
 * Presses "Run detection"; gives the time, ms, from the press until the frame that shows the first row. Runs in the browser, so
 * it may use nothing from outside itself, and asks at each frame for one attribute: what asks from outside takes half a second of
 * two busy processors.
 */
export async function runToFirstRow(patienceMs: number): Promise<number> {
  const drawn = () =>
    new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Run detection',
  );
  if (!button) throw new Error('There is nothing to run the detection with.');
  const begun = performance.now();
  button.click();
  do {
    await drawn();
    if (performance.now() - begun > patienceMs) throw new Error('No row has come.');
  } while (document.querySelector('[data-row]') === null);
  return performance.now() - begun;
}
