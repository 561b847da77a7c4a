import type { ValidationResult } from '../../contract/validation.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** What a state means, beside its name. */
const meanings: Record<ValidationResult['state'], string> = {
  passed: 'Every record that must come has come, and the detection did what was predicted.',
  failed:
    'A record is missing, or the detection did not do what was predicted. What follows says which.',
  waiting:
    'What has not come may still come: its log source usually takes so long. The page looks again by itself.',
  'cannot-know': 'Nothing is missing, but not everything could be asked or told.',
};

/** When it was carried out, and what came of it. */
export const validationResult = (format: Format) => {
  const { allOf, duration, many } = format;
  const { records } = counted(format);
  return {
    ran: {
      title: 'I carried it out',
      on: (host: string) => `On ${host}`,
      when: 'When',
      since: (at: string) => `Between its preparation (${at}) and now`,
      exact: 'At these times',
      from: 'From',
      to: 'To (not included)',
      zone: (zone: string) => `Times are in your time zone, ${zone}.`,
      look: 'Look for its records',
      again: 'Look again now',
      looking: 'Looking for its records',
      cancel: 'Cancel',
      missing: 'Enter a date and a time.',
      order: 'The end has to be after the beginning.',
      future: 'That is in the future. Carry the steps out first, then say when it was.',
      tooLong: 'A test can take a day at most.',
      tooOld: 'That is more than 31 days ago, further back than the app looks.',
    },
    result: {
      title: 'What came of it',
      meanings,
      looked: (at: string, from: string, until: string) => `Looked ${at} at ${from} to ${until}.`,
      partial: 'This is a part: not every search came to its end',
      failure: (search: string, reason: string) => `${search}: ${reason}`,
      /** By the name that a failure gives. */
      searches: {
        'event-fields': 'Properties of the console',
        filling: 'Which properties are filled',
        'byte-properties': 'Properties of bytes',
        'validation-sources': 'Records of the day before',
        'validation-signals': 'Records of the technique',
        'coverage-clauses': 'Conditions of the rule',
        detection: 'The detection itself',
      },
    },
    signals: {
      title: 'Its records',
      lastSeen: (at: string) => `The last one ${at}.`,
      until: (at: string) => `Missing only if it has not come by ${at}.`,
      untilUnknown: 'Until when it may still come is not known.',
      sought: (how: string, names: readonly string[]) =>
        names.length === 0 ? `${how}.` : `${how}: ${allOf(names)}.`,
      whatToDo: {
        'host-silent': 'Look at the name and address you gave, and at the log source of the host.',
        'none-seen': 'Look whether such records are collected at all.',
      },
      events: (value: number) => many(value, { one: 'event', other: 'events' }),
      marked: 'With the marker of this test, or of a process that carries it.',
      notMarked: 'The marker of this test is in none of them.',
      /** Of what a twin must not leave behind. */
      stayedAway: 'Did not come',
      mustNot: 'Only the technique leaves it behind: of its twin it must not come.',
      mustNotHave:
        'Only the technique leaves it behind, and here it came of its twin, or of something else on the host at that time.',
      ofTwin: 'The twin’s own record: without it, its silence says nothing.',
      cut: 'There may be more records than were read.',
      rows: records,
      rowsOf: (name: string) => `Records: ${name}`,
      columns: {
        time: 'Time',
        logSource: 'Log source',
        source: 'Source IP',
        user: 'User',
        events: 'Events',
        marker: 'Marker',
        process: 'Process GUID',
        fields: 'Fields',
      },
      lag: (ms: number) => `stored ${duration(ms)} later`,
      hasMarker: 'yes',
      hasNoMarker: 'no',
      joined: (property: string) => `Records of one process are joined by ${property}.`,
      notJoined:
        'Records are joined by host and time alone: no property holds the process GUID here.',
    },
    detection: {
      title: 'The detection',
      droppedBy: (clause: string) => `First condition that none of its records met: ${clause}.`,
      card: 'The card as it came',
    },
    comparison: {
      title: 'Prediction and card',
      columns: {
        field: 'Member',
        predicted: 'Predicted',
        seen: 'Seen',
        reason: 'Difference',
      },
      same: 'as predicted',
      noCard: 'no card',
      byClause: (reason: string, clause: string) => `${reason} Condition: ${clause}.`,
    },
  };
};
