import { ApiError, framework } from '../errors.ts';

/** A stretch of a list: zero-based, both ends inclusive. */
export type Range = { readonly first: number; readonly last: number };

/** `Range: items=x-y`; anything else → 422 whose text quotes the form (docs/qradar-facts.md#paging). */
export function parseRange(header: string | undefined): Range | null {
  if (header === undefined) return null;
  const match = /^\s*items\s*=\s*(\d{1,15})\s*-\s*(\d{1,15})\s*$/.exec(header);
  const first = Number(match?.[1]);
  const last = Number(match?.[2]);
  if (!match || last < first) {
    throw new ApiError(
      framework.badRange,
      `Range header "${header}" is not valid; the format is items=x-y, zero-based, x not above y`,
    );
  }
  return { first, last };
}

/**
 * The header that goes with a page of `count` rows out of `total`; a page beyond the end holds no rows and
 * gives a star in place of the two ends (docs/qradar-facts.md#paging).
 */
export function contentRange(range: Range, count: number, total: number): string {
  return count === 0
    ? `items */${total}`
    : `items ${range.first}-${range.first + count - 1}/${total}`;
}
