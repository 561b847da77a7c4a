/**
 * A JSON schema without what names the document itself, and without forbidding members that later versions add: what is
 * written for others may grow at any time.
 */
export function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, member]) =>
      key !== '$schema' && key !== '$id' && !(key === 'additionalProperties' && member === false),
  );
  return Object.fromEntries(entries.map(([key, member]) => [key, opened(member)]));
}
