import {
  defaultRangeExtractor,
  useWindowVirtualizer,
  type Range,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from 'react';

type VirtualRowsOptions = {
  /** What the rows stand in; its top is where they begin. Rows carry their `data-index`. */
  readonly container: RefObject<HTMLElement | null>;
  /** One key a row, in order, none twice. */
  readonly keys: readonly string[];
  /** Rows that stay drawn wherever they are, besides the one with the focus. */
  readonly keptKeys: readonly (string | null)[];
  /** Height of a row in CSS px until it is measured. Only affects the scroll bar. */
  readonly estimatedPx: number;
  /** Height of what stays in sight above the rows, CSS px: a row is not scrolled below it. */
  readonly stickyPx?: number;
};

/** Rows drawn beyond the edges of the window, so that the Tab key always finds a next one. */
const overscan = 4;

/** The rows of a long list that scrolls with the page: those in sight, and those that must not go. */
export function useVirtualRows<Row extends Element>(
  options: VirtualRowsOptions,
): Virtualizer<Window, Row> {
  const { container, keys, keptKeys, estimatedPx, stickyPx = 0 } = options;
  const focusedKey = useFocusedKey(container, keys);
  const kept = useMemo(
    () => [focusedKey, ...keptKeys].map((key) => (key === null ? -1 : keys.indexOf(key))),
    [keys, focusedKey, keptKeys],
  );
  const rangeExtractor = useCallback((range: Range) => rowsWith(kept, range), [kept]);
  const getItemKey = useCallback((index: number) => keys[index] ?? index, [keys]);
  return useWindowVirtualizer<Row>({
    count: keys.length,
    estimateSize: () => estimatedPx,
    overscan,
    scrollPaddingStart: stickyPx,
    scrollMargin: usePageTop(container),
    getItemKey,
    rangeExtractor,
    measureElement: heightOf,
  });
}

function rowsWith(kept: readonly number[], range: Range): number[] {
  const rows = new Set(defaultRangeExtractor(range));
  for (const index of kept) if (index >= 0 && index < range.count) rows.add(index);
  return [...rows].sort((a, b) => a - b);
}

/** A hidden tab measures nothing; then what was measured before holds on, else the estimate. */
function heightOf<Row extends Element>(
  row: Row,
  _entry: ResizeObserverEntry | undefined,
  virtualizer: Virtualizer<Window, Row>,
): number {
  const { height } = row.getBoundingClientRect();
  if (height > 0) return height;
  const index = virtualizer.indexFromElement(row);
  return virtualizer.measurementsCache[index]?.size ?? virtualizer.options.estimateSize(index);
}

/** Where an element begins on the page; what stands above it grows and shrinks with notices and filters. */
function usePageTop(container: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const rectangle = container.current?.getBoundingClientRect();
      if (rectangle) setTop(rectangle.top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [container]);
  return top;
}

/** The key of the row that holds the focus. */
function useFocusedKey(
  container: RefObject<HTMLElement | null>,
  keys: readonly string[],
): string | null {
  const [focused, setFocused] = useState<string | null>(null);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
      setFocused(keys[Number(row?.dataset['index'])] ?? null);
    };
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setFocused(null);
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [container, keys]);
  return focused;
}
