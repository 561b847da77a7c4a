/** A file that cannot be imported at all; the message says what is wrong with it, names it and says what to do. */
export class ImportError extends Error {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'ImportError';
  }
}

/** The words of whatever was thrown. */
export function messageOf(cause: unknown): string {
  // Not `instanceof`: an error of Node itself need not share this code's `Error`.
  const hasMessage = typeof cause === 'object' && cause !== null && 'message' in cause;
  return String(hasMessage ? cause.message : cause);
}
