import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { complaintLine, isRefusal } from '../../qradar_app_package/validate/complaint.ts';
import { validateManifest } from '../../qradar_app_package/validate/manifest.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import { installable } from './installable.ts';

/** A manifest the console accepts; what a console acts on is present, lists may be empty. */
export type Manifest = z.infer<typeof installable>;
/** A right-click entry or toolbar button of an app. */
export type GuiAction = Manifest['gui_actions'][number];

/** Reads `manifest.json` as the console would at install time. Throws an `AppRefusal` with every reason. */
export async function readManifest(path: string): Promise<Manifest> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppRefusal(appErrors.noManifest, [messageOf(error)]);
  }
  return parseManifest(content);
}

/** Takes the text of a manifest, whatever advice there is on it. Throws an `AppRefusal` with every reason that QRadar has. */
export function parseManifest(content: string): Manifest {
  const complaints = validateManifest(content).filter(isRefusal);
  if (complaints.length === 0) return installable.parse(JSON.parse(content));
  const isUnparseable = complaints.some(({ code }) => code === appErrors.unparseable.code);
  throw new AppRefusal(
    isUnparseable ? appErrors.unparseable : appErrors.badManifest,
    complaints.map(complaintLine),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Whether a page script or other part declared for (`app_name`, `page_id`) belongs on a console page.
 * `*` with `*` is every page (docs/qradar-facts.md#page-scripts).
 */
export function appliesToPage(
  declared: { readonly app_name: string; readonly page_id: string },
  page: { readonly appName: string; readonly pageId: string },
): boolean {
  if (declared.app_name === '*') return true;
  return declared.app_name === page.appName && declared.page_id === page.pageId;
}

/** Node's own flags in the command of the service on port 5000, so that the app meets the same limits here. */
export function nodeFlags(manifest: Manifest): readonly string[] {
  const command = manifest.services.find((service) => service.port === 5000)?.command ?? '';
  const [, ...rest] = command.split(/\s+/);
  const script = rest.findIndex((word) => !word.startsWith('--'));
  return script === -1 ? [] : rest.slice(0, script);
}
