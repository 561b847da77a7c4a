/**
 * The time, passed in so that a run can be repeated. `nowMs`, epoch ms in UTC, is what is shown and asked for; somebody
 * may set it. `monotonicMs`, ms since some moment of the past, only ever grows: limits of time are measured with it.
 */
export type Clock = { readonly nowMs: () => number; readonly monotonicMs: () => number };
