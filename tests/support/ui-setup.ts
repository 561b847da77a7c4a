import '@testing-library/jest-dom';

/** jsdom lays nothing out, so nothing ever changes its size. */
class NothingResizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = NothingResizes;

/** jsdom knows no media queries: nothing is preferred. Absent in suites that run without a page. */
if (typeof window !== 'undefined') {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  // The window that jsdom has does not scroll, and says so on every call.
  window.scrollTo = () => undefined;
}
