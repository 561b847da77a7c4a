import { source } from 'axe-core';

/** A page or one of its frames. */
type Target = { readonly evaluate: (script: string) => Promise<unknown> };

/**
 * What axe finds wrong in a document of the real browser, frames inside it left out; empty when it is clean.
 * Each entry names the rule and the elements.
 */
export async function axeViolationsIn(target: Target): Promise<unknown> {
  await target.evaluate(source);
  return target.evaluate(
    `axe.run(document, { iframes: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary)]))`,
  );
}
