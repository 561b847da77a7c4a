import { AppRefusal } from '../../extensions/app-errors.ts';
import { ExtensionRefusal } from '../../extensions/extension-errors.ts';
import type { Call, Reply } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';

/** An endpoint's function whose refusals by the app framework become error bodies with their numbers. */
export function refusing(
  handle: (call: Call) => Reply | Promise<Reply>,
): (call: Call) => Promise<Reply> {
  return async (call) => {
    try {
      return await handle(call);
    } catch (error) {
      if (error instanceof AppRefusal || error instanceof ExtensionRefusal) {
        throw new ApiError(entryOf(error), error.reasons.join('\n') || error.entry.text);
      }
      throw error;
    }
  };
}

/** A number of a path; what is none is answered with the entry given. */
export function idOf(call: Call, name: string, entry: ErrorEntry): number {
  const text = call.path[name] ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ApiError(entry, `"${text}" is not a number`);
}

/** A row of the framework's tables as one of the API's. */
export function entryOf({ entry }: AppRefusal | ExtensionRefusal): ErrorEntry {
  return { status: entry.status, code: entry.code, description: entry.text };
}
