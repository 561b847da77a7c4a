import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * A temporary folder that only this user can list, and that goes when the process goes. Apps that run as another
 * user get through it to what is theirs.
 */
export type PrivateFolder = { readonly path: string; readonly remove: () => Promise<void> };

/** Makes one. `remove` may be called more than once. */
export async function createPrivateFolder(): Promise<PrivateFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stand-in-console-'));
  await chmod(folder, 0o711);
  const options = { recursive: true, force: true } as const;
  // The last line of defence where `remove` was never reached.
  const onExit = () => rmSync(folder, options);
  process.once('exit', onExit);
  return {
    path: folder,
    remove: async () => {
      process.removeListener('exit', onExit);
      await rm(folder, options);
    },
  };
}
