import type { ProblemCode } from '../../contract/problem.ts';

export type ProblemWords = {
  /** What happened, in the analyst's terms. */
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
};

/** Every way in which the app can refuse or fail: what the tab shows and what `Problem` answers say. */
export const problems: Record<ProblemCode, ProblemWords> = {
  'bad-request': {
    title: 'The app did not understand the request',
    remedy: 'Reload the tab. If this comes back, report the request id below.',
  },
  'not-found': {
    title: 'That address does not exist in the app',
    remedy: 'Reload the tab: the app may have been updated.',
  },
  'not-signed-in': {
    title: 'You are not signed in to the console',
    remedy: 'Sign in to QRadar and open the tab again. The app has no account of its own.',
  },
  'csrf-refused': {
    title: 'The console refused the change',
    remedy: 'The session token is missing or old. Reload the tab and try again.',
  },
  'not-allowed': {
    title: 'Your user role does not permit this',
    remedy:
      'Searching events needs the permission “Log Activity”. A QRadar administrator can grant it under Admin > User Roles.',
  },
  'run-not-found': {
    title: 'That run is no longer there',
    remedy:
      'The app restarted, your rights have changed, or the run belongs to another session. Run the detection again.',
  },
  'finding-not-found': {
    title: 'That finding is not in this run',
    remedy: 'Choose another time range, or run the detection again.',
  },
  'validation-not-found': {
    title: 'That validation is no longer there',
    remedy:
      'It was one of the oldest and has given way, or your rights have changed. Prepare the test again.',
  },
  'validation-not-saved': {
    title: 'The validation could not be saved',
    remedy: 'Nothing was begun. Ask an administrator to look at the app’s storage.',
  },
  'test-time-future': {
    title: 'That time has not passed yet',
    remedy:
      'Carry the steps out first, then say when it was. If it has passed, compare the clock of this computer with that of the console.',
  },
  'test-time-too-old': {
    title: 'That is further back than the app looks',
    remedy:
      'It looks back 31 days at most. Carry the test out again, and look for its records soon after.',
  },
  'test-time-invalid': {
    title: 'That is no time that a test can take',
    remedy:
      'The end has to come after the beginning, and a test takes a day at most. Correct the two times.',
  },
  'address-invalid': {
    title: 'That is no IP address',
    remedy: 'Enter one IPv4 or IPv6 address, without a port, a mask or a name.',
  },
  'host-name-invalid': {
    title: 'That host name cannot be searched for',
    remedy:
      'Enter it as the records have it: up to 255 characters, without line breaks and without a backslash at its end. Or leave it empty.',
  },
  'file-too-large': {
    title: 'The technique cannot carry a file of that size',
    remedy: 'Choose a smaller size: each technique that sends a file can carry 12 MiB.',
  },
  'address-outside-already': {
    title: 'This address counts as outside already',
    remedy: 'It needs no rehearsal: prepare a test against it, or run the detection.',
  },
  'rehearsal-not-found': {
    title: 'That rehearsal is over',
    remedy:
      'It ends after an hour, with the app, or when an administrator ends it. Begin another one.',
  },
  'rehearsal-under-way': {
    title: 'Another rehearsal is under way',
    remedy:
      'Only one address is let through at a time. End the other rehearsal, or wait until its hour is over.',
  },
  'too-many-runs': {
    title: 'Too many runs are waiting',
    remedy: 'Cancel a run of yours that waits, or try again when some have finished.',
  },
  'memory-short': {
    title: 'The app is short of memory',
    remedy:
      'The run was stopped, or not begun, before it could end the app. Choose a shorter time range, or try again when other runs have finished. If this comes back, an administrator can lower “Most result rows of a run” or “Most findings of a run”.',
  },
  'findings-not-kept': {
    title: 'There was no space for what the run found',
    remedy:
      'Try again when other runs have finished. Ask an administrator to check the free space of the app’s host.',
  },
  'triage-changed': {
    title: 'Somebody else has changed this meanwhile',
    remedy:
      'Nothing was saved, and your text is still here. Look at what was decided, then save again if it still holds.',
  },
  'assignee-unknown': {
    title: 'Nobody of that name has used the app with your rights',
    remedy: 'Choose somebody from the list, or ask them to open the tab once.',
  },
  'nothing-to-undo': {
    title: 'There is nothing to undo',
    remedy: 'Only your own last decision can be undone, once.',
  },
  'triage-not-saved': {
    title: 'The decision could not be saved',
    remedy: 'Nothing was changed. Ask an administrator to look at the app’s storage.',
  },
  'offense-not-found': {
    title: 'That offense does not have this source',
    remedy: 'Reload the list of offenses and choose one of them. Nothing was written.',
  },
  'offense-closed': {
    title: 'QRadar takes no notes for that offense in its present state',
    remedy: 'Look at the offense in QRadar. Nothing was written.',
  },
  'offense-note-refused': {
    title: 'Your user role does not permit notes to offenses',
    remedy:
      'That needs the permission “Offenses”. A QRadar administrator can grant it under Admin > User Roles.',
  },
  'settings-invalid': {
    title: 'The settings are not valid',
    remedy: 'Correct the marked fields and save again.',
  },
  'settings-changed': {
    title: 'Somebody else has saved the settings meanwhile',
    remedy: 'Nothing was saved. Look at what differs, choose what is to hold, and save again.',
  },
  'settings-version-missing': {
    title: 'The request does not say which settings it changes',
    remedy: 'Nothing was saved. Reload the page and save again.',
  },
  'own-blocks-hide-much': {
    title: 'These own public blocks would hide much of what is seen',
    remedy:
      'Connections to them would be no findings any more, see the details. Nothing was saved. Check the blocks, or save anyway.',
  },
  'allowlist-invalid': {
    title: 'This cannot be allowed',
    remedy: 'Nothing was saved. The details say what does not fit; correct it and save again.',
  },
  'allowlist-exists': {
    title: 'This is allowed already',
    remedy:
      'Nothing was saved. To change its reason or its end, remove the entry and add it again.',
  },
  'allowlist-hides-much': {
    title: 'This entry would hide much',
    remedy: 'Nothing was saved. Look at what it hides, then narrow it, or confirm it.',
  },
  'allowlist-hides-confirmed': {
    title: 'This entry would have hidden a confirmed true positive',
    remedy:
      'Nothing was saved. Narrow the entry, or say in a second reason why it is right all the same.',
  },
  'allowlist-not-permitted': {
    title: 'Your user role may not change the allowlist',
    remedy:
      'Entries live in reference sets of QRadar. Ask a colleague whose role has “Manage Reference Data” (Delegated Administration) or “System Administrator”; the first entry of a kind needs an administrator where the console lets no one else create shared sets.',
  },
  'allowlist-entry-refused': {
    title: 'QRadar refused the entry',
    remedy:
      'Nothing was saved for it. The details have QRadar’s words; another tool may have changed the reference set.',
  },
  'allowlist-entry-not-found': {
    title: 'That entry is not there',
    remedy: 'Somebody may have removed it. Load the list again.',
  },
  'allowlist-changed': {
    title: 'Somebody else has changed this entry meanwhile',
    remedy: 'Nothing was saved. Load the list again and look at the entry as it is now.',
  },
  'allowlist-not-saved': {
    title: 'The app could not note the entry',
    remedy:
      'QRadar has it, so it counts as one made outside of the app, without an end. Ask an administrator to look at the app’s storage.',
  },
  'allowlist-ranges-invalid': {
    title: 'This is not a list of published ranges',
    remedy:
      'Nothing was saved. Import Microsoft’s weekly file “ServiceTags_Public” (JSON) as it is.',
  },
  'settings-not-saved': {
    title: 'The settings could not be saved',
    remedy: 'The earlier settings still apply. Ask an administrator to look at the app’s storage.',
  },
  'guide-invalid': {
    title: 'The guide cannot be read',
    remedy: 'Correct the line that is named and save again. Nothing was changed.',
  },
  'guide-changed': {
    title: 'The guide does not have this step any more',
    remedy:
      'An administrator has changed the guide. Open the finding again to see it as it is now.',
  },
  'guide-not-saved': {
    title: 'This could not be saved',
    remedy: 'Nothing was changed. Ask an administrator to look at the app’s storage.',
  },
  'store-newer': {
    title: 'The settings were stored by a newer version of the app',
    remedy:
      'Nothing was changed or lost. An administrator should install that version of the app again.',
  },
  'byte-property-missing': {
    title: 'The console has no property for sent bytes',
    remedy:
      'The source query needs one. An administrator can name it in the settings, or use the corrected profile.',
  },
  'console-unreachable': {
    title: 'The console did not answer',
    remedy: 'Check the connection and try again. Nothing on this page is lost.',
  },
  'console-untrusted': {
    title: 'The console’s certificate is not trusted',
    remedy: 'An administrator has to install the certificate authority for apps.',
  },
  'console-too-old': {
    title: 'This QRadar release is too old for the app',
    remedy: 'The app needs QRadar 7.5.0 Update Package 7 or later.',
  },
  'console-answer-invalid': {
    title: 'The answer could not be read',
    remedy: 'Try again. If this comes back, report the details below.',
  },
  'console-busy': {
    title: 'QRadar is busy',
    remedy: 'Too many searches are under way. Try again in a moment.',
  },
  'console-failed': {
    title: 'QRadar reported a failure of its own',
    remedy: 'Try again. If this comes back, an administrator finds more in the console’s log.',
  },
  'query-rejected': {
    title: 'QRadar rejected the query',
    remedy: 'The details say where. A property named in the settings may not exist any more.',
  },
  'search-failed': {
    title: 'The search failed in Ariel',
    remedy: 'Try again, with a shorter time range if this comes back.',
  },
  'search-lost': {
    title: 'QRadar no longer has the search',
    remedy: 'Its result expired or was deleted. Run the detection again.',
  },
  'search-cancelled-elsewhere': {
    title: 'Somebody cancelled the search in QRadar',
    remedy: 'Run the detection again when QRadar has time for it.',
  },
  'search-timed-out': {
    title: 'The search took too long',
    remedy: 'Choose a shorter time range, or try again when QRadar is less busy.',
  },
  'search-conflict': {
    title: 'QRadar has the search in another state',
    remedy: 'Try again in a moment.',
  },
  'rows-missing': {
    title: 'QRadar returned fewer rows than it promised',
    remedy: 'The findings may be incomplete. Run the detection again.',
  },
  cancelled: {
    title: 'The run was cancelled',
    remedy: 'Run the detection again when you need it.',
  },
  internal: {
    title: 'Something went wrong in the app',
    remedy: 'Try again. If this comes back, report the request id below.',
  },
};
