/** Why a zip is refused: no zip, a name that leads elsewhere, a link or device, or more than allowed. */
export type ZipRule = 'zip-structure' | 'zip-path' | 'zip-type' | 'zip-bomb';

/** A zip that must not be unpacked; the message says what and where, in one sentence. */
export class ZipError extends Error {
  readonly rule: ZipRule;

  constructor(rule: ZipRule, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ZipError';
    this.rule = rule;
  }
}
