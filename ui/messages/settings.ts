import { locale } from '../platform/locale.ts';
import { settings as german } from './de-settings.ts';
import { settings as english } from './en-settings.ts';

/**
 * Words of the settings panel and of the admin page, in the page's language. Not in the catalogue: they come
 * with the panel, so that the first load has room for what is seen first.
 */
export const settingsWords: typeof english = locale === 'de' ? german : english;
