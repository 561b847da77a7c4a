import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { FreshFolder } from './fresh-folder.ts';

/** Does `work` as a user who may read the store and not write it. */
export async function withRightsToReadOnly<T>(
  { base, folder, file }: FreshFolder,
  work: () => Promise<T>,
): Promise<T> {
  for (const above of [base, path.dirname(folder)]) await chmod(above, 0o755);
  await chmod(file(), 0o444);
  await chmod(folder, 0o555);
  try {
    return await asUserBoundByRights(work);
  } finally {
    await chmod(folder, 0o755);
  }
}

/**
 * Does `work` as a user whom file rights bind; they do not bind root. In this process, because another user may not
 * reach the folder of this checkout, its Node included.
 */
export async function asUserBoundByRights<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
