import type { Validation } from '../../contract/validation.ts';
import type { Format } from '../format.ts';

const stages: Record<Validation['state'], string> = {
  preparing: 'Prediction is being made',
  prepared: 'Not carried out yet',
  checking: 'Looking',
  checked: 'Looked at',
};

/** The list of validations, what is left of one, and rehearsals. */
export const validationRecords = (format: Format) => {
  const { allOf, duration, many } = format;
  const sources = (value: number) => many(value, { one: 'log source', other: 'log sources' });
  return {
    stages,
    records: {
      title: 'Validations',
      none: 'None was made yet, or none that your rights show. The last 200 are kept.',
      asking: 'Asking for validations',
      columns: {
        when: 'Prepared',
        user: 'By',
        technique: 'Technique',
        hosts: 'Hosts',
        result: 'Result',
        validity: 'Validity',
        open: 'Actions',
      },
      hosts: (source: string, target: string) => `${source} → ${target}`,
      open: 'Open',
      openOne: (technique: string, when: string) => `Open: ${technique}, ${when}`,
      back: 'To all techniques and validations',
      exportAll: 'Export all as JSON',
      exportOne: 'Export as JSON',
      copyMarkdown: 'Copy as Markdown',
      marker: 'Marker',
      size: 'Size of each file',
      host: 'Host name',
    },
    validity: {
      validated: (age: string) => `Validated ${age}`,
      since: (changed: readonly string[]) => `since then ${allOf(changed)} changed`,
      rule: 'the rule',
      sources,
      unchanged: 'nothing has changed since then',
      ruleSame: 'the rule is the same; log sources were not asked for',
      ask: 'Ask for changed log sources',
      came: (name: string) => `${name} (new)`,
      went: (name: string) => `${name} (gone)`,
      notYet: 'Not validated yet',
    },
    rehearsal: {
      title: 'Rehearsal',
      tag: 'Rehearsal',
      meaning:
        'Lets one address within the site count as one on the Internet for an hour, so that a test needs no server outside. It holds for runs started here alone: no other run, total, panel, service or export ever has its cards. Begin and end stand in the list of changes.',
      onlyAdmin: 'Only an administrator can begin a rehearsal, and see its cards.',
      address: 'Address that is let through',
      begin: 'Begin for an hour',
      underWay: (address: string, user: string) => `${address} is let through, begun by ${user}.`,
      left: (ms: number) => `Ends by itself in ${duration(ms)}.`,
      over: 'Its hour is over.',
      end: 'End it now',
      ended: 'The rehearsal has ended. The address counts as before.',
      run: 'Run over the last hour',
      running: 'The detection runs for the rehearsal',
      ran: (at: string, from: string, until: string) => `Run ${at}, over ${from} to ${until}.`,
      minute: 'A run looks at full minutes: what came in the one under way is found by the next.',
      notRun: 'No run was made yet.',
      none: 'The run found nothing to this address.',
      cards: 'Cards of the rehearsal',
      notCounted: 'Counted nowhere else.',
    },
  };
};
