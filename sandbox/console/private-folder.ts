import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A temporary folder that only this user can read, and that goes when the process goes. */
export type PrivateFolder = { readonly path: string; readonly remove: () => Promise<void> };

/** Makes one. `remove` may be called more than once. */
export async function createPrivateFolder(): Promise<PrivateFolder> {
  // mkdtemp makes it with mode 700.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stand-in-console-'));
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
