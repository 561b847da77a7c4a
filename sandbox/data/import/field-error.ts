/** Thrown while a field is read and turned into a rejected line by `reading` (record.ts). */
export class FieldError extends Error {}
