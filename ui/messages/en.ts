import { detail } from './en-detail.ts';
import { pivots } from './en-pivots.ts';
import { settings } from './en-settings.ts';

/** The English catalogue; each section belongs to the folder of its name. */
export const en = { detail, pivots, settings };
