// Extensions Management: adds, installs and removes what came in archives, and starts and stops apps.
import { byId, element, type Child } from './dom.ts';
import { askForArchive, askToInstall, askToRemove, caution } from './extension-dialogs.ts';
import {
  applications,
  extensions,
  install,
  preview,
  remove,
  setStatus,
  upload,
  type ApplicationRow,
  type ExtensionRow,
} from './extension-rest.ts';
import { formatValue } from './format.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { table, type Column } from './table.ts';

const news = byId('extension-news', HTMLElement);
const extensionRegion = byId('extension-list', HTMLElement);
const applicationRegion = byId('application-list', HTMLElement);
const addButton = byId('extension-add', HTMLButtonElement);

addButton.addEventListener('click', () => void work(null, add));
// Until here nobody would have heard a press.
addButton.disabled = false;
void refresh();

async function add(): Promise<void> {
  const asked = await askForArchive();
  if (asked === null) return;
  tell(`Uploading and validating ${asked.file.name}…`);
  const extension = await upload(asked.file);
  tell(`${extension.name} ${extension.version} is uploaded and valid.`);
  await refresh();
  if (asked.installNow) await lookAndInstall(extension);
}

async function lookAndInstall(extension: ExtensionRow): Promise<void> {
  const contents = await preview(extension.id);
  const choices = await askToInstall(extension, contents);
  if (choices === null) return;
  tell(`Installing ${extension.name}: the image is built, and the app is started…`);
  const installing = install(extension.id, choices);
  await refresh();
  const said = await installing;
  tell(said, reloadButton());
}

async function takeAway(extension: ExtensionRow, isInstalled: boolean): Promise<void> {
  if (!(await askToRemove(extension, isInstalled))) return;
  tell(`Removing ${extension.name}…`);
  const said = await remove(extension.id);
  tell(said, isInstalled ? reloadButton() : null);
}

async function change(app: ApplicationRow, status: 'RUNNING' | 'STOPPED'): Promise<void> {
  tell(status === 'RUNNING' ? `Starting ${app.name}…` : `Stopping ${app.name}…`);
  await setStatus(app.id, status);
  tell(`${app.name} is ${status === 'RUNNING' ? 'started' : 'stopped'}.`, reloadButton());
}

/** Runs what a button is for, once at a time, and shows what went wrong. */
async function work(button: HTMLButtonElement | null, act: () => Promise<void>): Promise<void> {
  if (button !== null) button.disabled = true;
  try {
    await act();
  } catch (error) {
    news.replaceChildren(problemNotice(error, 'That was refused'));
  }
  await refresh();
}

async function refresh(): Promise<void> {
  try {
    const [uploaded, apps] = await Promise.all([extensions(), applications()]);
    show(
      extensionRegion,
      uploaded.length === 0
        ? emptyNotice('No extension has been uploaded.')
        : table('Extensions', extensionColumns, uploaded),
    );
    show(
      applicationRegion,
      apps.length === 0
        ? emptyNotice('No app is installed.')
        : table('Apps', columnsFor(apps), apps),
    );
  } catch (error) {
    show(extensionRegion, problemNotice(error));
  }
}

const extensionColumns: readonly Column<ExtensionRow>[] = [
  { key: 'name', heading: 'Name' },
  { key: 'version', heading: 'Version' },
  { key: 'author', heading: 'Author' },
  { key: 'status', heading: 'Status', cell: statusCell },
  {
    key: 'signed',
    heading: 'Signature',
    cell: (row) => (row.isVerified ? 'Verified' : unsigned()),
  },
  {
    key: 'added',
    heading: 'Added',
    cell: (row) => `${formatValue('add_time', row.addedMs)} by ${row.addedBy}`,
  },
  { key: 'actions', heading: 'Actions', cell: extensionActions },
];

const applicationColumns: readonly Column<ApplicationRow>[] = [
  { key: 'id', heading: 'Id' },
  { key: 'name', heading: 'Name' },
  { key: 'version', heading: 'Version' },
  { key: 'status', heading: 'Status', cell: statusCell },
  { key: 'memoryMb', heading: 'Memory (MB)' },
  { key: 'actions', heading: 'Actions', cell: applicationActions },
];

/** Why apps are in ERROR, where one is. */
function columnsFor(apps: readonly ApplicationRow[]): readonly Column<ApplicationRow>[] {
  if (apps.every(({ errors }) => errors.length === 0)) return applicationColumns;
  const said = (row: ApplicationRow) => element('pre', {}, row.errors.join('\n'));
  return [...applicationColumns, { key: 'errors', heading: 'It said last', cell: said }];
}

function statusCell({ status }: { readonly status: string }): Child {
  return element('span', { class: 'status', 'data-status': status }, words[status] ?? status);
}

const words: Readonly<Record<string, string>> = {
  UPLOADED: 'Not installed',
  PREVIEWING: 'Previewing',
  INSTALLING: 'Installing',
  INSTALLED: 'Installed',
  INSTALL_FAILED: 'Installation failed',
  UNINSTALLING: 'Uninstalling',
  UNINSTALLED: 'Not installed',
  UNINSTALL_FAILED: 'Uninstallation failed',
};

function unsigned(): Child {
  const text = caution().textContent;
  return element('span', { class: 'caution-mark', title: text }, 'Not signed');
}

function extensionActions(row: ExtensionRow): Child {
  const isInstalled = ['INSTALLED', 'UNINSTALL_FAILED'].includes(row.status);
  return element(
    'span',
    { class: 'row-actions' },
    isInstalled ? null : action('Install', row.name, () => lookAndInstall(row)),
    action(isInstalled ? 'Uninstall' : 'Delete', row.name, () => takeAway(row, isInstalled)),
  );
}

function applicationActions(row: ApplicationRow): Child {
  if (row.status === 'RUNNING') return action('Stop', row.name, () => change(row, 'STOPPED'));
  const canStart = ['STOPPED', 'ERROR'].includes(row.status);
  return canStart ? action('Start', row.name, () => change(row, 'RUNNING')) : null;
}

function action(label: string, of: string, act: () => Promise<void>): HTMLElement {
  const attributes = { type: 'button', class: 'button ghost', 'aria-label': `${label} ${of}` };
  const button = element('button', attributes, label);
  button.addEventListener('click', () => void work(button, act));
  return button;
}

function tell(text: string, more: Child = null): void {
  news.replaceChildren(element('div', { class: 'notice' }, text, more));
}

/** Tabs, menus and page scripts belong to pages that are open already: a console has to be loaded anew. */
function reloadButton(): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'button ghost' },
    'Reload the console to see the change',
  );
  button.addEventListener('click', () => (window.top ?? window).location.reload());
  return button;
}
