import type { channelModes as english } from '../en/channel-modes.ts';

/** German words of how data connections were opened. */
export const channelModes: typeof english = {
  passive: 'passiv',
  active: 'aktiv',
  'ftps-data': 'Port 989',
  tftp: 'TFTP',
};
