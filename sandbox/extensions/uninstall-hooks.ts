import type { AppInstance } from './app-instance.ts';
import { appErrors, AppRefusal } from './app-errors.ts';

/** QRadar names no limit; an app that removes what it made elsewhere makes a few calls. */
const hookTimeoutMs = 30_000;

/**
 * Calls the uninstall hooks of an instance, as QRadar's internal user does on an uninstallation in Extensions
 * Management: past the proxy, so without a CSRF token. Gives what they answered, for the log. Rejects for an answer
 * that is not 2xx with JSON (docs/qradar-facts.md#uninstall-hooks). An instance that does not run has none to call.
 */
export async function callUninstallHooks(
  { id, manifest, port, status }: AppInstance,
  options: { readonly hookToken: string; readonly isLast: boolean },
): Promise<readonly string[]> {
  const hooks = manifest.uninstall_hooks.filter(
    (hook) => hook.last_instance_only !== 'true' || options.isLast,
  );
  if (hooks.length === 0) return [];
  if (status !== 'RUNNING') return [`App ${id} does not run: its uninstall hooks were left out.`];
  const said: string[] = [];
  for (const { description, rest_method } of hooks) {
    const method = manifest.rest_methods.find(({ name }) => name === rest_method);
    const answer = await fetch(`http://127.0.0.1:${port ?? 0}${method?.url ?? '/'}`, {
      method: method?.method ?? 'POST',
      headers: { SEC: options.hookToken, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(hookTimeoutMs),
    });
    const text = await answer.text();
    if (!answer.ok || !isJson(text)) {
      throw new AppRefusal(appErrors.hookFailed, [
        `"${description}" was answered ${answer.status}: ${text.slice(0, 500)}`,
      ]);
    }
    said.push(`${description}: ${text}`);
  }
  return said;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
