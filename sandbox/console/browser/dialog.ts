import { element, type Child } from './dom.ts';
import { words } from './words.ts';

/** A question with fields in it. `read` is called when the person agrees. */
export type Question<Answer> = {
  readonly heading: string;
  readonly content: readonly Child[];
  /** Label of the button that agrees. */
  readonly agree: string;
  readonly read: () => Answer;
};

/** Asks in a modal dialogue. Resolves with the answer, or with null where it was cancelled. */
export function ask<Answer>(question: Question<Answer>): Promise<Answer | null> {
  const cancel = element('button', { type: 'button', class: 'button ghost' }, words.cancel);
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', {}, question.heading),
    ...question.content,
    element(
      'div',
      { class: 'dialog-actions' },
      cancel,
      element('button', { type: 'submit', class: 'button primary' }, question.agree),
    ),
  );
  const dialog = element('dialog', { class: 'dialog', 'aria-label': question.heading }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer: Answer | null = null;
    form.addEventListener('submit', () => (answer = question.read()));
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}

/** A check box with its label. */
export function checkbox(
  label: string,
  checked: boolean,
): { readonly box: HTMLInputElement; readonly line: HTMLElement } {
  const box = element('input', { type: 'checkbox', checked: checked ? '' : null });
  return { box, line: element('label', { class: 'choice' }, box, label) };
}
