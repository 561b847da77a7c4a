import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';

// Its second is too short for a render on two cores that others use, too: slow is not wrong, hanging is.
configure({ asyncUtilTimeout: 20_000 });

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
  window.Element.prototype.scrollIntoView = () => undefined;
}
