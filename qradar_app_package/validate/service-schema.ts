import * as z from 'zod';
import {
  advised,
  anyObject,
  anyText,
  filled,
  integer,
  oneOf,
  pattern,
  quotedBoolean,
  rule,
} from './form.ts';
import { stopSignals } from './vocabulary.ts';

/** Supervisor expands `%(…)s` in its values; a lone percent sign stops it from starting at all. */
const noLonePercent = filled.refine(
  (text) => !text.replaceAll('%%', '').includes('%'),
  rule(
    'lone-percent',
    () => 'A percent sign must be doubled: supervisor reads % as an expansion.',
    null,
  ),
);

/** Supervisor splits a command into words and starts it without a shell. */
const command = noLonePercent.refine(
  (text) => !/[|;&`]|\$[({A-Za-z]/.test(text),
  rule('no-shell', () => 'Is started without a shell: no pipes, no ; or &&, no variables.', null),
);

/** `5MB`: a text, unlike the counts. */
const logSize = advised(/^\d+(?:KB|MB|GB)?$/, 'log-size', 'be a size in quotes such as "5MB"');

/** What a service offers to other apps; a `PATH` parameter stands in braces in `path`. */
const endpoint = z.strictObject({
  name: filled,
  path: filled,
  http_method: filled,
  request_mime_type: filled.optional(),
  request_body_type: anyObject.optional(),
  error_mime_type: filled.optional(),
  parameters: z
    .array(
      z.strictObject({
        location: oneOf(['PATH', 'QUERY', 'BODY'], 'parameter-location'),
        name: filled,
        definition: anyText.optional(),
      }),
    )
    .optional(),
  response: z.strictObject({ mime_type: filled, body_type: anyObject.optional() }).optional(),
});

/** What supervisor takes for each of its programs, none of it required. */
const supervisor = z
  .object({
    command,
    directory: noLonePercent,
    environment: noLonePercent,
    user: filled,
    process_name: noLonePercent,
    numprocs: integer(0),
    numprocs_start: integer(0),
    umask: filled,
    priority: integer(1),
    autostart: quotedBoolean,
    autorestart: oneOf(['true', 'false', 'unexpected'], 'autorestart'),
    startsecs: integer(0),
    startretries: integer(0),
    stopwaitsecs: integer(0),
    exitcodes: filled,
    stopsignal: oneOf(stopSignals, 'stop-signal'),
    stopasgroup: quotedBoolean,
    killasgroup: quotedBoolean,
    redirect_stderr: quotedBoolean,
    stdout_syslog: quotedBoolean,
    stdout_logfile: noLonePercent,
    stdout_logfile_maxbytes: logSize,
    stdout_capture_maxbytes: logSize,
    stdout_logfile_backups: integer(0),
    stdout_events_enabled: quotedBoolean,
    stderr_logfile: noLonePercent,
    stderr_logfile_maxbytes: logSize,
    stderr_capture_maxbytes: logSize,
    stderr_logfile_backups: integer(0),
    stderr_events_enabled: quotedBoolean,
    serverurl: filled,
  })
  .partial();

/** One entry of `services`: a program under supervisor (SDK manifest schema 2.0; `sdk_supervisor.py`). */
export const service = z.strictObject({
  name: pattern(
    /^[^ ;/?@&=+$,'|():{}[\]^<>]+$/,
    'service-name',
    "be a name without spaces and without ; / ? @ & = + $ , ' | ( ) : { } [ ] ^ < >",
  ),
  version: filled,
  port: integer(0, 65_536).optional(),
  path: filled.optional(),
  endpoints: z.array(endpoint).default([]),
  ...supervisor.shape,
});
