import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { appErrors, AppRefusal } from './app-errors.ts';

/**
 * The part of an app's `manifest.json` that a console acts on, with the patterns of the SDK's schema
 * ("SDK manifest schema 2.0", IBM QRadar App SDK 2.1). Unknown keys pass, as they do there.
 */
const text = z
  .string()
  .min(1)
  .regex(/^[^<>]*$/, 'holds < or >');
const textOrEmpty = z.string().regex(/^[^<>]*$/, 'holds < or >');
/** Every boolean of a manifest is a quoted string; a JSON boolean violates the schema (error 33104). */
const quotedBoolean = z.enum(['true', 'false'], 'must be the quoted string "true" or "false"');
const capabilities = z.array(z.string().regex(/^[a-zA-Z.]+$/)).default([]);

const areaSchema = z.object({
  id: text,
  text: textOrEmpty,
  description: textOrEmpty.default(''),
  url: text,
  named_service: text.optional(),
  required_capabilities: capabilities,
});

const restMethodSchema = z.object({
  name: text,
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT', 'PATCH']),
  url: z
    .string()
    .min(2)
    .regex(/^\/[^<>]*$/, 'must start with / and hold no < or >'),
  argument_names: z.array(textOrEmpty).default([]),
  named_service: text.optional(),
  required_capabilities: capabilities,
});

const guiActionSchema = z
  .object({
    id: text,
    text,
    description: textOrEmpty.default(''),
    icon: textOrEmpty.nullish(),
    rest_method: textOrEmpty.optional(),
    javascript: z.string().optional(),
    groups: z.array(text).min(1),
    required_capabilities: capabilities,
  })
  .refine((action) => action.rest_method !== undefined || action.javascript !== undefined, {
    message: 'needs rest_method or javascript',
  });

const metadataProviderSchema = z.object({
  rest_method: text,
  metadata_type: z
    .string()
    .regex(/^(ip|userName|ariel:[^<>]+)$/, 'must be ip, userName or ariel:FIELD'),
});

const dashboardItemSchema = z.object({
  text,
  description: text,
  rest_method: text,
  required_capabilities: capabilities,
});

const scriptApps = [
  'assetprofile',
  'Assets',
  'EventViewer',
  'Forensics',
  'QRadar',
  'QVM',
  'Reports',
  'SEM',
  'SRM',
  'Surveillance',
] as const;
const pageScriptSchema = z
  .object({
    app_name: z.enum([...scriptApps, '*']),
    page_id: text,
    scripts: z.array(text),
  })
  .refine((script) => (script.app_name === '*') === (script.page_id === '*'), {
    message: '"*" is accepted only for app_name and page_id together',
  });

/** What a service offers to other apps; `parameters` that are `PATH` stand in braces in `path`. */
const endpointSchema = z.object({
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

const serviceSchema = z.object({
  name: z
    .string()
    .regex(/^[^ ;/?@&=+$,'|():{}[\]^<>]+$/, 'holds a character a service name may not'),
  version: z.string().min(1),
  port: z.int().min(0).max(65_536).optional(),
  command: text.optional(),
  directory: text.optional(),
  endpoints: z.array(endpointSchema).default([]),
});

const uninstallHookSchema = z.object({
  description: text,
  rest_method: text,
  last_instance_only: quotedBoolean.default('false'),
});

/** MB of a manifest that names none: QRadar app framework v1, "resources" (the SDK says 100). */
const defaultMemoryMb = 200;

const manifestSchema = z
  .object({
    name: text,
    description: text,
    version: z.string().regex(/^[^<> ]+$/, 'holds <, > or a space'),
    uuid: text,
    image: textOrEmpty.default(''),
    load_flask: quotedBoolean.default('true'),
    use_qradar_csrf: quotedBoolean.default('false'),
    single_instance_only: quotedBoolean.default('false'),
    multitenancy_safe: quotedBoolean.default('false'),
    areas: z.array(areaSchema).default([]),
    rest_methods: z.array(restMethodSchema).default([]),
    gui_actions: z.array(guiActionSchema).default([]),
    page_scripts: z.array(pageScriptSchema).default([]),
    metadata_providers: z.array(metadataProviderSchema).default([]),
    dashboard_items: z.array(dashboardItemSchema).default([]),
    resource_bundles: z.array(z.object({ locale: text, bundle: text })).default([]),
    environment_variables: z
      .array(z.object({ name: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), value: text }))
      .default([]),
    services: z.array(serviceSchema).default([]),
    uninstall_hooks: z.array(uninstallHookSchema).default([]),
    resources: z
      .object({ memory: z.int().min(1).default(defaultMemoryMb) })
      .default({ memory: defaultMemoryMb }),
  })
  .superRefine((manifest, context) => {
    const methods = new Map(manifest.rest_methods.map((method) => [method.name, method]));
    for (const part of ['gui_actions', 'metadata_providers', 'dashboard_items'] as const) {
      for (const [index, { rest_method }] of manifest[part].entries()) {
        if (rest_method === undefined) continue;
        const method = methods.get(rest_method);
        const path = [part, index, 'rest_method'];
        if (method === undefined) {
          const message = `names "${rest_method}", which rest_methods does not define (33308)`;
          context.addIssue({ code: 'custom', path, message });
        } else if (manifest.use_qradar_csrf === 'true' && method.method !== 'GET') {
          const message = 'must be GET, because the console sends no CSRF token for it';
          context.addIssue({ code: 'custom', path, message });
        }
      }
    }
    const onPort5000 = manifest.services.filter((service) => service.port === 5000).length;
    if (manifest.load_flask === 'false' && onPort5000 !== 1) {
      const message = 'needs exactly one service with port 5000 when load_flask is "false"';
      context.addIssue({ code: 'custom', path: ['services'], message });
    }
  });

/** A manifest the console accepts; optional lists are present and empty. */
export type Manifest = z.infer<typeof manifestSchema>;
/** A right-click entry or toolbar button of an app. */
export type GuiAction = Manifest['gui_actions'][number];

/** Reads `manifest.json` as the console would at install time. Throws an `AppRefusal` with every reason. */
export async function readManifest(path: string): Promise<Manifest> {
  try {
    return parseManifest(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof AppRefusal) throw error;
    throw new AppRefusal(appErrors.noManifest, [messageOf(error)]);
  }
}

/** Takes the text of a manifest. Throws an `AppRefusal` with every reason. */
export function parseManifest(text: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new AppRefusal(appErrors.unparseable, [messageOf(error)]);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(
    (issue) => `manifest.json, ${issue.path.join('.') || 'top level'}: ${issue.message}`,
  );
  throw new AppRefusal(appErrors.badManifest, reasons);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Whether a page script or other part declared for (`app_name`, `page_id`) belongs on a console page.
 * `*` with `*` is every page (QRadar app framework, page_scripts).
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
