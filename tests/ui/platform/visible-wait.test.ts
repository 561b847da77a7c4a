import { visibleWait } from '../../../ui/platform/visibleWait.ts';

function setVisibility(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  setVisibility('visible');
});

/** Whether a promise has settled by now. */
async function hasSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => (settled = true);
  promise.then(note, note);
  await Promise.resolve();
  await Promise.resolve();
  return settled;
}

it('waits its time on a visible page', async () => {
  const wait = visibleWait(500, new AbortController().signal);
  await jest.advanceTimersByTimeAsync(499);
  expect(await hasSettled(wait)).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await expect(wait).resolves.toBeUndefined();
});

it('waits on while the page is hidden and goes on when it is shown', async () => {
  setVisibility('hidden');
  const wait = visibleWait(500, new AbortController().signal);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await hasSettled(wait)).toBe(false);
  setVisibility('visible');
  await expect(wait).resolves.toBeUndefined();
});

it.each(['visible', 'hidden'] as const)(
  'ends at once when given up on a %s page',
  async (state) => {
    setVisibility(state);
    const control = new AbortController();
    const wait = visibleWait(500, control.signal);
    const ended = expect(wait).rejects.toMatchObject({ name: 'AbortError' });
    if (state === 'hidden') await jest.advanceTimersByTimeAsync(1_000);
    control.abort();
    await ended;
    expect(jest.getTimerCount()).toBe(0);
  },
);

it('does not begin what was given up before', async () => {
  const control = new AbortController();
  control.abort();
  await expect(visibleWait(500, control.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
