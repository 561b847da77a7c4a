/** Markup that is safe to send: only `html` makes it, and it escapes every value put into it. */
export type Html = { readonly markup: string };

type Value = string | number | Html | readonly Html[] | null;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Template tag. Text and numbers are escaped for element content and for quoted attribute values; `Html`
 * (or a list of it) goes in as it is; null gives nothing. Attribute values in the template must be quoted.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce((sofar, part, index) => {
    const value = index === 0 ? null : (values[index - 1] ?? null);
    return sofar + markupOf(value) + part;
  }, '');
  return { markup };
}

/**
 * A JSON value as the content of `<script type="application/json">`. `<` is written as an escape, so that
 * no value can close the element.
 */
export function jsonBlock(id: string, value: unknown): Html {
  const text: Html = { markup: JSON.stringify(value).replaceAll('<', '\\u003c') };
  return html`<script type="application/json" id="${id}">
    ${text}
  </script>`;
}

function markupOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (found) => entities[found] ?? '');
  if ('markup' in value) return value.markup;
  return value.map((part) => part.markup).join('');
}
