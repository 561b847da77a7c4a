import axe from 'axe-core';

/** These need layout or a canvas, which jsdom has not; the real browser checks them. */
const needLayout = { 'color-contrast': off(), 'label-content-name-mismatch': off() };

function off() {
  return { enabled: false };
}

/**
 * The violations of WCAG 2.2 A and AA and of axe's best practices on the page, as short sentences; empty
 * when it is clean.
 */
export async function axeViolations(): Promise<readonly string[]> {
  const result = await axe.run(document.body, { rules: needLayout });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
