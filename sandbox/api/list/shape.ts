/**
 * The fields of a resource, by name: what `fields`, `filter` and `sort` may speak of.
 * Kept apart from the rows, because an empty list must still refuse an unknown name.
 */
export type Shape = { readonly [field: string]: FieldShape };

/** One field: a scalar, a list of scalars, a nested object, or a list of objects. */
export type FieldShape =
  | 'number'
  | 'string'
  | 'boolean'
  | { readonly listOf: 'number' | 'string' | 'boolean' }
  | { readonly object: Shape }
  | { readonly objects: Shape };

/** The shape below a field that has one: of the object, or of each object of the list. */
export function innerShape(field: FieldShape): Shape | null {
  if (typeof field === 'string' || 'listOf' in field) return null;
  return 'object' in field ? field.object : field.objects;
}

/** Says whether a field holds a list, which is compared by `contains` only. */
export function isListField(field: FieldShape): boolean {
  return typeof field !== 'string' && !('object' in field);
}
