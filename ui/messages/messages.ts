import { en } from './en.ts';

/** The catalogue in use. A second language has the same shape, so it cannot forget a sentence. */
export type Messages = typeof en;

/** All words of the tab. Nothing outside `ui/messages` spells a word that a reader sees. */
export const messages: Messages = en;
