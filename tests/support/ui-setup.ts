import '@testing-library/jest-dom';

/** jsdom lays nothing out, so nothing ever changes its size. */
class NothingResizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = NothingResizes;
