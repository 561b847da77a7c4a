import { catalogue, type Messages } from './chosen.ts';

/** All words of the tab. Nothing outside `ui/messages` spells a word that a reader sees. */
export const messages: Messages = catalogue();
