import type { Node } from '../../../sandbox/aql/index.ts';

/** A tree without its offsets, to compare what two texts mean. */
export function withoutOffsets(node: Node): unknown {
  const text = JSON.stringify(node, (key, value: unknown) =>
    key === 'start' || key === 'end' ? undefined : value,
  );
  return JSON.parse(text);
}
