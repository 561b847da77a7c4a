import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { complaintLine } from '../../qradar_app_package/validate/complaint.ts';
import { validateManifest } from '../../qradar_app_package/validate/manifest.ts';
import { appErrors, AppRefusal } from './app-errors.ts';

/**
 * The part of an app's `manifest.json` that a console acts on, and what stands where the manifest says nothing. What a
 * manifest must look like is the validator's to say; here are shapes and defaults only.
 */
const text = z.string();
const texts = z.array(text).default([]);
const flag = (whenAbsent: 'true' | 'false') => z.enum(['true', 'false']).default(whenAbsent);

const area = z.object({
  id: text,
  text,
  description: text.default(''),
  url: text,
  required_capabilities: texts,
});

const restMethod = z.object({ name: text, method: text, url: text, argument_names: texts });

const guiAction = z.object({
  id: text,
  text,
  description: text.default(''),
  icon: text.nullish(),
  rest_method: text.optional(),
  javascript: text.optional(),
  groups: z.array(text),
  required_capabilities: texts,
});

const dashboardItem = z.object({
  text,
  description: text,
  rest_method: text,
  required_capabilities: texts,
});

const configurationPage = z.object({
  text,
  description: text,
  url: text,
  icon: text.nullish(),
  required_capabilities: texts,
});

const pageScript = z.object({ app_name: text, page_id: text, scripts: texts });

/** What a service offers to other apps; `parameters` that are `PATH` stand in braces in `path`. */
const endpoint = z.object({
  name: text,
  path: text,
  http_method: text,
  request_mime_type: text.optional(),
  parameters: z
    .array(z.object({ location: z.enum(['PATH', 'QUERY', 'BODY']), name: text }))
    .optional(),
  response: z.object({ mime_type: text }).optional(),
  error_mime_type: text.optional(),
});

const service = z.object({
  name: text,
  version: text,
  port: z.int().optional(),
  command: text.optional(),
  directory: text.optional(),
  endpoints: z.array(endpoint).default([]),
});

const uninstallHook = z.object({
  description: text,
  rest_method: text,
  last_instance_only: flag('false'),
});

const manifestSchema = z.object({
  name: text,
  description: text,
  version: text,
  uuid: text,
  image: text,
  load_flask: flag('true'),
  use_qradar_csrf: flag('false'),
  single_instance_only: flag('false'),
  multitenancy_safe: flag('false'),
  areas: z.array(area).default([]),
  rest_methods: z.array(restMethod).default([]),
  gui_actions: z.array(guiAction).default([]),
  page_scripts: z.array(pageScript).default([]),
  metadata_providers: z.array(z.object({ rest_method: text, metadata_type: text })).default([]),
  dashboard_items: z.array(dashboardItem).default([]),
  configuration_pages: z.array(configurationPage).default([]),
  resource_bundles: z.array(z.object({ locale: text, bundle: text })).default([]),
  environment_variables: z.array(z.object({ name: text, value: text })).default([]),
  services: z.array(service).default([]),
  uninstall_hooks: z.array(uninstallHook).default([]),
  resources: z.object({ memory: z.int() }),
});

/** A manifest the console accepts; optional lists are present and empty. */
export type Manifest = z.infer<typeof manifestSchema>;
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

/** Takes the text of a manifest that the validator has no complaint about. Throws an `AppRefusal` with every reason. */
export function parseManifest(content: string): Manifest {
  const complaints = validateManifest(content);
  if (complaints.length === 0) return manifestSchema.parse(JSON.parse(content));
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
