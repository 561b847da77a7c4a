import { field, list, rest } from './rest.ts';

/** An uploaded extension as the page shows it. */
export type ExtensionRow = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly author: string;
  readonly status: string;
  readonly isVerified: boolean;
  readonly addedBy: string;
  readonly addedMs: number;
};

/** An instance of an app as the page shows it. */
export type ApplicationRow = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly memoryMb: number;
  readonly errors: readonly string[];
};

/** What an installation would do to one part. */
export type PreviewRow = { readonly name: string; readonly type: string; readonly action: string };

const management = '/api/config/extension_management';
const framework = '/api/gui_app_framework';
/** A person is watching; QRadar's own pages ask about as often. */
const pollMs = 500;

/** All uploaded extensions, the newest last. */
export async function extensions(): Promise<readonly ExtensionRow[]> {
  return list(await rest(`${management}/extensions`)).map(extensionRow);
}

/** All instances of apps. */
export async function applications(): Promise<readonly ApplicationRow[]> {
  return list(await rest(`${framework}/applications`)).map(applicationRow);
}

/** Uploads an archive; throws a `RestProblem` with every reason against it. */
export async function upload(file: File): Promise<ExtensionRow> {
  const headers = { 'Content-Type': 'application/zip' };
  return extensionRow(
    await rest(`${management}/extensions`, { method: 'POST', headers, body: file }),
  );
}

/** What an installation would do. Throws with the reason where it cannot be done. */
export async function preview(id: number): Promise<readonly PreviewRow[]> {
  const status = await ended(
    await rest(`${management}/extensions/${id}?action_type=PREVIEW`, { method: 'POST' }),
  );
  const results = await rest(`${management}/extensions_task_status/${status.id}/results`);
  return list(field(results, 'content')).map((part) => ({
    name: text(part, 'name'),
    type: text(part, 'content_type_name'),
    action: text(part, 'action'),
  }));
}

/** Installs; resolves with what was done, in words, when the app runs. Throws with the reason. */
export async function install(
  id: number,
  choices: { readonly overwrite: boolean; readonly withInstance: boolean },
): Promise<string> {
  const query = new URLSearchParams({
    action_type: 'INSTALL',
    overwrite: String(choices.overwrite),
    create_default_instance: String(choices.withInstance),
  });
  const path = `${management}/extensions/${id}?${query.toString()}`;
  return (await ended(await rest(path, { method: 'POST' }))).message;
}

/** Uninstalls, or deletes from the list what is not installed. */
export async function remove(id: number): Promise<string> {
  const order = await rest(`${management}/extensions/${id}`, { method: 'DELETE' });
  return (await ended(order)).message;
}

/** Starts or stops an instance; resolves when it is done. */
export async function setStatus(id: string, status: 'RUNNING' | 'STOPPED'): Promise<void> {
  await rest(`${framework}/applications/${id}?status=${status}`, { method: 'POST' });
}

/** Waits for the end of the task that an answer speaks of. */
async function ended(order: unknown): Promise<{ readonly id: number; readonly message: string }> {
  const id = number(order, 'status_id');
  for (;;) {
    const task = await rest(`${management}/extensions_task_status/${id}`);
    const status = text(task, 'status');
    const message = text(task, 'message');
    if (status === 'COMPLETED') return { id, message };
    if (status !== 'PROCESSING') throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function extensionRow(row: unknown): ExtensionRow {
  return {
    id: number(row, 'id'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    version: text(row, 'version'),
    author: text(row, 'author'),
    status: text(row, 'status'),
    isVerified: text(row, 'signed').startsWith('SIGNED_AND_VERIFIED'),
    addedBy: text(row, 'added_by'),
    addedMs: number(row, 'add_time'),
  };
}

function applicationRow(row: unknown): ApplicationRow {
  const state = field(row, 'application_state');
  const manifest = field(row, 'manifest');
  return {
    id: text(state, 'application_id'),
    name: text(manifest, 'name'),
    version: text(manifest, 'version'),
    status: text(state, 'status'),
    memoryMb: number(state, 'memory'),
    errors: list(field(state, 'error_messages_json')).map((error) => text(error, 'message')),
  };
}

function text(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}

function number(value: unknown, name: string): number {
  const found = field(value, name);
  return typeof found === 'number' ? found : 0;
}
