import * as z from 'zod/mini';
import { triageRequestSchema } from '../../contract/triage.ts';

const { note } = triageRequestSchema.shape;

/** Whether the server takes a text that somebody wrote: see `writtenText` of the contract. */
export function isWritable(text: string): boolean {
  return z.safeParse(note, text).success;
}

/** A text from events without the characters that a written text may not have; line ends and tabs stay. */
export function writable(text: string): string {
  return Array.from(text)
    .filter((character) => isWritable(character))
    .join('');
}
