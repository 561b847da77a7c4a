/** Packaging cannot go on; the message is for the person who ran it and says what to do where that is known. */
export class PackageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PackageError';
  }
}
