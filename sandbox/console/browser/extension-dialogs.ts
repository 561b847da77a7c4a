import { ask, checkbox } from './dialog.ts';
import { element } from './dom.ts';
import type { ExtensionRow, PreviewRow } from './extension-rest.ts';

/** Asks for the archive to add. Null where the person cancels. */
export function askForArchive(): Promise<{
  readonly file: File;
  readonly installNow: boolean;
} | null> {
  const input = element('input', { type: 'file', accept: '.zip,application/zip', required: '' });
  const now = checkbox('Install immediately', false);
  return ask({
    heading: 'Add a new extension',
    content: [
      element('label', { class: 'file' }, 'Extension archive (.zip)', input),
      now.line,
      element(
        'p',
        { class: 'secondary' },
        'The archive is validated first. Nothing is installed before you have seen what is in it.',
      ),
    ],
    agree: 'Add',
    read: () => {
      const file = input.files?.[0];
      return file === undefined ? null : { file, installNow: now.box.checked };
    },
  });
}

/** Shows what an installation would do, and asks how. Null where the person cancels. */
export function askToInstall(
  extension: ExtensionRow,
  contents: readonly PreviewRow[],
): Promise<{ readonly overwrite: boolean; readonly withInstance: boolean } | null> {
  const replaces = contents.some(({ action }) => action === 'REPLACE');
  const overwrite = radio('Replace existing items', 'overwrite', true);
  const preserve = radio('Keep existing items', 'overwrite', false);
  const instance = checkbox('Start a default instance of each app', true);
  const choices = replaces
    ? element(
        'fieldset',
        {},
        element('legend', {}, 'Existing items'),
        overwrite.line,
        preserve.line,
      )
    : instance.line;
  return ask({
    heading: `Install ${extension.name} ${extension.version}`,
    content: [extension.isVerified ? null : caution(), contentList(contents), choices],
    agree: 'Install',
    read: () => ({ overwrite: overwrite.button.checked, withInstance: instance.box.checked }),
  });
}

/** Asks whether to take an extension away. */
export async function askToRemove(extension: ExtensionRow, isInstalled: boolean): Promise<boolean> {
  const what = isInstalled
    ? 'Its apps are stopped and what they stored is deleted. Content of the extension, such as reference sets, stays.'
    : 'The archive is deleted from this list.';
  const agree = isInstalled ? 'Uninstall' : 'Delete';
  const answer = await ask({
    heading: `${agree} ${extension.name} ${extension.version}`,
    content: [element('p', {}, what)],
    agree,
    read: () => true,
  });
  return answer !== null;
}

/** What a console says of an archive that nobody vouches for. */
export function caution(): HTMLElement {
  return element(
    'p',
    { class: 'notice caution' },
    'This extension is not signed by IBM. It can be installed, but nobody has validated it.',
  );
}

function contentList(contents: readonly PreviewRow[]): HTMLElement {
  const words: Readonly<Record<string, string>> = { ADD: 'new', REPLACE: 'exists' };
  return element(
    'ul',
    { 'aria-label': 'Contents' },
    ...contents.map(({ name, type, action }) =>
      element('li', {}, `${name} (${type}): ${words[action] ?? action}`),
    ),
  );
}

function radio(
  label: string,
  name: string,
  checked: boolean,
): { readonly button: HTMLInputElement; readonly line: HTMLElement } {
  const button = element('input', { type: 'radio', name, checked: checked ? '' : null });
  return { button, line: element('label', { class: 'choice' }, button, label) };
}
