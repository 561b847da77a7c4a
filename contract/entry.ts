import * as z from 'zod/mini';

/** Parameter of the tab's address by which a place in the console says why it opened the plain tab. */
export const entryNoticeParameter = 'notice';

export const entryNotices = [
  /** QRadar did not tell the offense to this session, or could not be asked. */
  'offense-unreadable',
  /** The offense names neither an address nor a user. */
  'offense-without-source',
] as const;
export const entryNoticeSchema = z.enum(entryNotices);
export type EntryNotice = z.infer<typeof entryNoticeSchema>;
