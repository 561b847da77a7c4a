/** The languages the app speaks; the first holds where the console's is none of them. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/**
 * The language of a locale in any spelling: QRadar's `locale_id` (`de_DE`), a `lang` attribute (`de`), the
 * preferred entry of `Accept-Language` (`de-DE,de;q=0.9`).
 */
export function languageOf(locale: string | null | undefined): Language {
  const [name = ''] = (locale ?? '').toLowerCase().split(/[^a-z]/u);
  return languages.find((language) => language === name) ?? languages[0];
}
