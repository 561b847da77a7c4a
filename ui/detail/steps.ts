/**
 * The place that a key leads to among `count` marks of a chart, or `null` for a key that moves nothing. A page is a
 * tenth of them.
 */
export function stepTo(key: string, at: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10));
  const to: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 0,
    End: count - 1,
  };
  const place = to[key];
  return place === undefined ? null : Math.min(count - 1, Math.max(0, place));
}
