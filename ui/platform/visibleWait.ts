/**
 * Waits at least `ms` and until the page is visible, so that a tab in the background asks for nothing.
 * Rejects with the signal's reason when it aborts.
 */
export async function visibleWait(ms: number, signal: AbortSignal): Promise<void> {
  await passed(ms, signal);
  if (document.visibilityState === 'hidden') await shown(signal);
}

function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function shown(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const onChange = () => {
      if (document.visibilityState === 'hidden') return;
      stop.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', onChange, { signal: stop.signal });
    signal.addEventListener(
      'abort',
      () => {
        stop.abort();
        reject(reasonOf(signal));
      },
      { once: true, signal: stop.signal },
    );
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error
    ? signal.reason
    : new DOMException('The wait was given up', 'AbortError');
}
