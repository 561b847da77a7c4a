import type { ChannelMode } from '../../contract/finding.ts';

/** How data connections were opened. */
export const channelModes: Record<ChannelMode, string> = {
  passive: 'passive',
  active: 'active',
  'ftps-data': 'port 989',
  tftp: 'TFTP',
};
