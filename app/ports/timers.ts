/**
 * Calls `call` once, after so many milliseconds; what it returns takes that back. A call that is still to come does
 * not keep the process alive.
 */
export type Timers = { readonly after: (delayMs: number, call: () => void) => () => void };
