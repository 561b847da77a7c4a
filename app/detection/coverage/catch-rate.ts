/**
 * Which share of records a run sees that looks back so far and is made again after so long, where a record can be searched
 * only `lagMs` after it was received. A run misses what is received in the last `lagMs` before it; the next one still sees
 * it as far as the two overlap. 0 to 1; all in ms, `intervalMs` above 0.
 */
export function catchRate(
  lagMs: number,
  { lookBackMs, intervalMs }: { readonly lookBackMs: number; readonly intervalMs: number },
): number {
  return Math.min(1, Math.max(0, (lookBackMs - lagMs) / intervalMs));
}
