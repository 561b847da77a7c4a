/**
 * Opens the cards in sight one after the other, closes each again; gives the times, ms, from the click until the full
 * card is drawn. Runs in the browser, so it may use nothing from outside itself.
 */
export async function openRows(): Promise<number[]> {
  const drawn = () =>
    new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const press = async (key: string, open: 'true' | 'false') => {
    const row = () => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
    const begun = performance.now();
    row()?.click();
    do {
      await drawn();
      if (performance.now() - begun > 10_000) throw new Error(`The card ${key} is as it was.`);
    } while (row()?.getAttribute('aria-expanded') !== open);
    return performance.now() - begun;
  };
  const keys = [...document.querySelectorAll<HTMLElement>('[data-row]')].map(
    (row) => row.dataset['row'] ?? '',
  );
  const times: number[] = [];
  for (const key of keys.slice(0, 10)) {
    times.push(await press(key, 'true'));
    await press(key, 'false');
  }
  return times;
}
