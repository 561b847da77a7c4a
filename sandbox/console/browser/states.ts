import { element } from './dom.ts';
import { RestProblem } from './rest.ts';

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
  return error instanceof RestProblem
    ? (headings[error.status] ?? `The API answered ${error.status}`)
    : 'That did not work';
}

const headings: Readonly<Record<number, string>> = {
  401: 'The session has ended',
  403: 'Your role does not allow this',
  404: 'Not found',
  422: 'The query was refused',
  503: 'Ariel is busy or down',
};

/** A region that says why there is nothing to see. */
export function emptyNotice(text: string): HTMLElement {
  return element('p', { class: 'empty' }, text);
}
