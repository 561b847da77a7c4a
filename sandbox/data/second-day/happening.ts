import type { Random } from '../random.ts';
import type { Span, Use, Wire } from './wire.ts';
import type { Watch } from './watches.ts';

/** What happened at a place: uses of file-transfer services, other connections, refused ones; and who saw it. */
export type Happening = {
  readonly watch: Watch;
  readonly uses: readonly Use[];
  /** Connections that belong to no transfer. */
  readonly others?: readonly Wire[];
  /** Connections that the firewall did not let through; they are no transfers. */
  readonly denied?: readonly Wire[];
};

/** What a part of the day is told with: the day, and numbers by a label. */
export type Telling = { readonly day: Span; readonly randomOf: (label: string) => Random };
