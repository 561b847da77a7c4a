/**
 * The language of the words, and so of numbers, times and plurals between them. English is the only
 * catalogue; a second one selects here, by the console's `locale_id`.
 */
export const locale = 'en';
