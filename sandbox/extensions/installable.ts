import * as z from 'zod';

/** What any part of a manifest may carry. */
const common = {
  named_service: z.string().optional(),
  required_capabilities: z.array(z.string()).default([]),
};

const text = z.string();
const flag = z.enum(['true', 'false']);

/**
 * What a console acts on in a manifest that it has not refused: the types hold, because the schema has been checked; what is
 * missing has its default, and what is no key of QRadar's is kept as it is.
 */
export const installable = z.looseObject({
  name: text,
  description: text,
  version: text,
  uuid: text,
  /** Without one QRadar takes its oldest image, whose name is published nowhere. */
  image: text.default(''),
  load_flask: flag.default('true'),
  use_qradar_csrf: flag.default('false'),
  single_instance_only: flag.default('false'),
  multitenancy_safe: flag.default('false'),
  areas: z
    .array(z.looseObject({ id: text, text, description: text.default(''), url: text, ...common }))
    .default([]),
  rest_methods: z
    .array(
      z.looseObject({
        name: text,
        method: text,
        url: text,
        argument_names: z.array(text).default([]),
        ...common,
      }),
    )
    .default([]),
  dashboard_items: z
    .array(z.looseObject({ text, description: text, rest_method: text, ...common }))
    .default([]),
  configuration_pages: z
    .array(z.looseObject({ text, description: text, url: text, icon: text.nullish(), ...common }))
    .default([]),
  gui_actions: z
    .array(
      z.looseObject({
        id: text,
        text,
        description: text.default(''),
        icon: text.nullish(),
        rest_method: text.optional(),
        javascript: text.optional(),
        groups: z.array(text),
        ...common,
      }),
    )
    .default([]),
  page_scripts: z
    .array(z.looseObject({ app_name: text, page_id: text, scripts: z.array(text) }))
    .default([]),
  metadata_providers: z
    .array(z.looseObject({ rest_method: text, metadata_type: text }))
    .default([]),
  resource_bundles: z.array(z.looseObject({ locale: text, bundle: text })).default([]),
  /** The larger of IBM's two defaults (docs/qradar-facts.md#two-defaults-of-memory): no app fails here that runs there. */
  resources: z.looseObject({ memory: z.int().default(200) }).default({ memory: 200 }),
  environment_variables: z.array(z.looseObject({ name: text, value: text })).default([]),
  services: z
    .array(
      z.looseObject({
        name: text,
        version: text,
        port: z.int().optional(),
        command: text.optional(),
        directory: text.optional(),
        endpoints: z
          .array(
            z.looseObject({
              name: text,
              path: text,
              http_method: text,
              request_mime_type: text.optional(),
              request_body_type: z.looseObject({}).optional(),
              error_mime_type: text.optional(),
              parameters: z
                .array(
                  z.looseObject({
                    location: z.enum(['PATH', 'QUERY', 'BODY']),
                    name: text,
                    definition: text.optional(),
                  }),
                )
                .optional(),
              response: z
                .looseObject({ mime_type: text, body_type: z.looseObject({}).optional() })
                .optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  uninstall_hooks: z
    .array(
      z.looseObject({
        description: text,
        rest_method: text,
        documentation_url: text.optional(),
        last_instance_only: flag.default('false'),
      }),
    )
    .default([]),
});
