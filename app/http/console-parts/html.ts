/** Markup that is safe to put into a page of the console: only `html` makes it. */
export type Html = { readonly markup: string };

type Value = string | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Template tag. Text is encoded for element content and for quoted attribute values, because what it holds
 * (user and domain names, addresses) comes from events and runs in the console's origin otherwise.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce((sofar, part, index) => sofar + markupOf(values[index - 1]) + part);
  return { markup };
}

function markupOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (found) => entities[found] ?? '');
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
