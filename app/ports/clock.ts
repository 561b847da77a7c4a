/** The time, passed in so that a run can be repeated. Epoch ms, UTC. */
export type Clock = { readonly nowMs: () => number };
