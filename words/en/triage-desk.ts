import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the dialogs in which findings are decided about, of what is said afterwards, and of the history. */
export function triageDesk(format: Format) {
  const { count } = format;
  const { findings } = counted(format);
  return {
    decide: {
      title: (value: number) => `Decide about ${findings(value)}`,
      about: 'Findings',
      more: (value: number) => `+ ${count(value)} more`,
      state: 'Status',
      states: {
        new: 'New, in nobody’s hands',
        'in-progress': 'In progress',
        'true-positive': 'Closed: true positive',
        benign: 'Closed: benign',
        expected: 'Closed: expected',
      },
      meanings: {
        new: 'Somebody has to look at it.',
        'in-progress': 'The assignee works on it.',
        'true-positive': 'Data was taken out by somebody who should not.',
        benign: 'Real, and harmless.',
        expected: 'This is how it should be.',
      },
      note: 'Note',
      noteHelp: 'Optional. Everybody with your rights can read it. Ctrl+Enter saves.',
      refused:
        'A character that cannot be seen, or that turns the direction of the text, has to go.',
      save: (value: number) => `Save for ${findings(value)}`,
      saveAnyway: (value: number) => `Save all the same for ${findings(value)}`,
      cancel: 'Cancel',
      close: 'Close',
    },
    changed: {
      title: (value: number) => `Somebody else has changed ${findings(value)} meanwhile`,
      text: 'Nothing was saved, and your text is still here. This holds now:',
      entry: (finding: string, status: string, who: string) => `${finding}: ${status}, ${who}`,
      byAt: (who: string, when: string) => `by ${who}, ${when}`,
    },
    said: {
      label: 'Last decision',
      decided: {
        new: (value: number) => `${findings(value)} released`,
        'in-progress': (value: number) => `${findings(value)} in progress`,
        'true-positive': (value: number) => `${findings(value)} closed as true positive`,
        benign: (value: number) => `${findings(value)} closed as benign`,
        expected: (value: number) => `${findings(value)} closed as expected`,
      },
      undo: 'Undo',
      dismiss: 'Dismiss',
      undone: (value: number) => `${findings(value)} as before`,
      kept: (value: number) => `${findings(value)} changed by somebody since, and kept as they are`,
      noted: (offense: number) => `The note was added to offense ${offense}`,
      notRecorded:
        'It is not in the history of the finding, whose store could not be written. Adding it again would make a second note.',
    },
    history: {
      asking: 'Reading the history',
      none: 'Nobody has decided anything yet.',
      columns: { when: 'When', who: 'Who', what: 'What' },
      reopened: 'reopened by itself',
      undone: (status: string) => `took a decision back: ${status}`,
      decided: (status: string, assignee: string) =>
        assignee === '' ? status : `${status}, ${assignee}`,
      offenseNote: (offense: number) => `wrote a note to offense ${offense}`,
      many: (value: number) => `together with ${findings(value)} of the same act`,
      older: 'Older entries',
    },
    note: {
      title: 'Note to an offense',
      asking: 'Asking for the offenses of the source IP',
      offense: 'Offense',
      option: (id: number, description: string, status: string) =>
        `${id}: ${description} (${status})`,
      none: 'QRadar has no offense of this source IP that you can see.',
      notTold: 'You may not see offenses, or QRadar did not answer.',
      text: 'Text of the note',
      help: (most: number) =>
        `At most ${count(most)} characters. It is posted as you, and QRadar does not let notes be changed.`,
      add: 'Add the note',
      cancel: 'Cancel',
      close: 'Close',
    },
    /** The text that a note to an offense begins with; names and addresses come from events. */
    draft: {
      found: (what: string) => `Transfer Watch: ${what}`,
      seen: (from: string, to: string) => `Seen ${from} to ${to} (UTC)`,
      status: (status: string) => `Triage: ${status}`,
    },
  };
}

export type TriageDeskWords = ReturnType<typeof triageDesk>;
