/** What the console says of itself and of a session, beside its records. Everything throws an `AppError`. */
export type Surroundings = {
  /**
   * The version of the REST API that calls carry: `isTested` where the app is tested against it, `isDeprecated` where the console says
   * that a later release drops it. `release`: what the console calls itself.
   */
  readonly apiVersion: (signal: AbortSignal) => Promise<{
    readonly version: string;
    readonly release: string;
    readonly isTested: boolean;
    readonly isDeprecated: boolean;
  }>;
  /** Names of the capabilities of the session's role; `null` where the console does not tell. */
  readonly capabilities: (signal: AbortSignal) => Promise<readonly string[] | null>;
};
