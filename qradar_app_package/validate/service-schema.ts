import {
  all,
  anyObject,
  integer,
  list,
  object,
  oneOf,
  pattern,
  quotedBoolean,
  text,
  type Check,
} from './check.ts';
import { stopSignals } from './vocabulary.ts';

const filled = text();

/** Supervisor expands `%(…)s` in its values; a lone percent sign stops it from starting at all. */
const noLonePercent = all(filled, (value, at, report) => {
  if (typeof value !== 'string' || !value.replaceAll('%%', '').includes('%')) return;
  report(
    at,
    'lone-percent',
    'A percent sign must be doubled: supervisor reads % as an expansion.',
    null,
  );
});

/** Supervisor splits a command into words and starts it without a shell. */
const command = all(noLonePercent, (value, at, report) => {
  if (typeof value !== 'string') return;
  if (/[|;&`]|\$[({A-Za-z]/.test(value)) {
    report(at, 'no-shell', 'Is started without a shell: no pipes, no ; or &&, no variables.', null);
  }
});

/** `5MB`: a text, unlike the counts. */
const logSize = pattern(/^\d+(?:KB|MB|GB)?$/, 'log-size', 'be a size in quotes such as "5MB"');

const endpoint = object(
  { name: filled, path: filled, http_method: filled },
  {
    request_mime_type: filled,
    request_body_type: anyObject,
    error_mime_type: filled,
    parameters: list(
      object(
        { location: oneOf(['PATH', 'QUERY', 'BODY'], 'parameter-location'), name: filled },
        { definition: text({ mayBeEmpty: true }) },
      ),
    ),
    response: object({ mime_type: filled }, { body_type: anyObject }),
  },
);

/** The same four settings for both output streams. */
function logSettings(stream: 'stdout' | 'stderr'): Readonly<Record<string, Check>> {
  return {
    [`${stream}_logfile`]: noLonePercent,
    [`${stream}_logfile_maxbytes`]: logSize,
    [`${stream}_capture_maxbytes`]: logSize,
    [`${stream}_logfile_backups`]: integer(0),
    [`${stream}_events_enabled`]: quotedBoolean,
  };
}

/** One entry of `services`: a program under supervisor (docs/qradar-facts.md#manifest-schema). */
export const serviceSchema: Check = object(
  {
    name: pattern(
      /^[^ ;/?@&=+$,'|():{}[\]^<>]+$/,
      'service-name',
      "be a name without spaces and without ; / ? @ & = + $ , ' | ( ) : { } [ ] ^ < >",
    ),
    version: filled,
  },
  {
    port: integer(0, 65_536),
    command,
    path: filled,
    endpoints: list(endpoint),
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
    ...logSettings('stdout'),
    ...logSettings('stderr'),
    serverurl: filled,
  },
);
