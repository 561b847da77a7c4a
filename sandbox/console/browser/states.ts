import { element } from './dom.ts';
import { RestProblem } from './rest.ts';
import { words } from './words.ts';

/** Replaces what a region of the page shows, and says that it is no longer waiting. */
export function show(region: HTMLElement, ...content: readonly (Node | string)[]): void {
  region.removeAttribute('aria-busy');
  region.replaceChildren(...content);
}

/**
 * A region that says what went wrong. Multi-line messages (AQL with its caret) keep their columns. `heading` is for
 * pages where the one that goes with the status would say too little.
 */
export function problemNotice(error: unknown, heading = headingFor(error)): HTMLElement {
  const message = error instanceof Error ? error.message : String(error);
  return element(
    'div',
    { class: 'notice error', role: 'alert' },
    element('strong', {}, heading),
    element('pre', {}, message),
  );
}

function headingFor(error: unknown): string {
  if (!(error instanceof RestProblem)) return words.problems.other;
  return words.problems.statuses[error.status] ?? words.problems.status(error.status);
}

/** A region that says why there is nothing to see. */
export function emptyNotice(text: string): HTMLElement {
  return element('p', { class: 'empty' }, text);
}
