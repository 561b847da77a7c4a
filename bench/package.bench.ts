import { packageApp } from '../qradar_app_package/archive/pack.ts';
import { root } from '../sandbox/start.ts';
import { figure, type Bench } from './figure.ts';

/** What the goal speaks of: megabytes of 10⁶ bytes to upload, nearly all of them Node. */
const goalMb = 48;

/** Size of the archive that `npm run package` writes, and what takes the room. */
export const packageBench: Bench = async ({ tell }) => {
  const { bytes, nodeBytes, otherBytes, nodeVersion } = await packageApp(root);
  const sizeMb = bytes.length / 1e6;
  tell(`${sizeMb.toFixed(1)} MB`);
  const parts = { nodeVersion, nodeMb: nodeBytes / 1e6, otherMb: otherBytes / 1e6 };
  return { sizeMb: figure(sizeMb, goalMb, parts) };
};
