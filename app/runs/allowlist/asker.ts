import type { Identity } from '../../ports/console.ts';

/** Who asks: whose rights, and with whom results are shared. */
export type AllowAsker = {
  readonly identity: Identity;
  readonly scope: string;
  readonly signal: AbortSignal;
};

/** Who changes something. */
export type AllowChanger = AllowAsker & {
  readonly user: string;
  readonly canAdminister: boolean;
};
