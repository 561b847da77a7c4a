import { excerpt, locate } from './source.ts';
import type { Source } from './source.ts';

/** A stretch of the query text: offsets in UTF-16 units, end exclusive. */
export type Span = { readonly start: number; readonly end: number };

/**
 * A query the stand-in refuses. `message` is one sentence or two; QRadar's own wording is not
 * published (docs/qradar-facts.md#parser-messages), so the words are ours. The REST API answers it as 422 with code 2000.
 */
export class AqlError extends Error {
  override readonly name = 'AqlError';
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The offending line with carets below, two lines. */
  readonly excerpt: string;
  /** The nearest name that exists, where a name was not found and one is near. */
  readonly suggestion: string | null;

  constructor(source: Source, span: Span, reason: string, suggestion: string | null = null) {
    super(suggestion === null ? reason : `${reason} Did you mean "${suggestion}"?`);
    const location = locate(source, span.start);
    this.line = location.line;
    this.column = location.column;
    this.excerpt = excerpt(source, span.start, span.end);
    this.suggestion = suggestion;
  }

  /** Message, position and excerpt, as a person wants to read it. */
  override toString(): string {
    return `${this.message}\nLine ${this.line}, column ${this.column}:\n${this.excerpt}`;
  }
}
