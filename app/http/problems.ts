import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { AppError } from '../ports/app-error.ts';

/**
 * What a code means to whoever reads the answer: HTTP status, what happened, what to do, whether asking
 * again can help, and whether the error's detail may be shown. A detail that quotes the console's inner
 * state stays in the log.
 */
export type Meaning = {
  readonly status: number;
  readonly title: string;
  readonly hint: string;
  readonly retryable: boolean;
  readonly showsDetail: boolean;
};

/** Every code; `docs/errors.md` explains them at length. */
export const meanings: Readonly<Record<ProblemCode, Meaning>> = {
  'bad-request': {
    status: 400,
    title: 'The request cannot be understood',
    hint: 'Reload the tab; if it stays, the tab and the app are of different versions.',
    retryable: false,
    showsDetail: true,
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    hint: 'Reload the tab.',
    retryable: false,
    showsDetail: false,
  },
  'not-signed-in': {
    status: 401,
    title: 'You are not signed in to QRadar',
    hint: 'Sign in to the console again and reload the tab.',
    retryable: false,
    showsDetail: false,
  },
  'csrf-refused': {
    status: 403,
    title: 'The request did not come from this console page',
    hint: 'Reload the tab, so that it takes up the current session.',
    retryable: false,
    showsDetail: false,
  },
  'not-allowed': {
    status: 403,
    title: 'Your QRadar role does not allow this',
    hint: 'Ask an administrator for the right named below, for example Log Activity.',
    retryable: false,
    showsDetail: true,
  },
  'run-not-found': {
    status: 404,
    title: 'This run is not there any more',
    hint: 'Run the detection again. Runs are kept for a while only, and belong to the session that started them.',
    retryable: false,
    showsDetail: false,
  },
  'finding-not-found': {
    status: 404,
    title: 'This finding is not part of the run',
    hint: 'Go back to the list; findings change while a run is under way.',
    retryable: false,
    showsDetail: false,
  },
  'too-many-runs': {
    status: 429,
    title: 'Too many runs are under way',
    hint: 'Wait until one has finished, or cancel one of yours.',
    retryable: true,
    showsDetail: true,
  },
  'memory-short': {
    status: 503,
    title: 'The app is short of memory',
    hint: 'Choose a shorter time range, or try again when other runs have finished.',
    retryable: true,
    showsDetail: true,
  },
  'findings-not-kept': {
    status: 503,
    title: 'There was no space for what the run found',
    hint: 'Try again when other runs have finished; an administrator should check the free space of the app’s host.',
    retryable: true,
    showsDetail: false,
  },
  'settings-invalid': {
    status: 422,
    title: 'The settings are not valid',
    hint: 'Correct the value named below and save again.',
    retryable: false,
    showsDetail: true,
  },
  'settings-not-saved': {
    status: 500,
    title: 'The settings could not be saved',
    hint: 'An administrator should check the free space of the app’s store.',
    retryable: true,
    showsDetail: false,
  },
  'store-newer': {
    status: 503,
    title: 'The settings were stored by a newer version of Transfer Watch',
    hint: 'An administrator should install that version again; nothing was changed or lost.',
    retryable: false,
    showsDetail: true,
  },
  'byte-property-missing': {
    status: 422,
    title: 'This console has no property for bytes sent',
    hint: 'Use the corrected profile, or have an administrator name the property in the settings.',
    retryable: false,
    showsDetail: true,
  },
  'console-unreachable': {
    status: 504,
    title: 'QRadar does not answer',
    hint: 'Try again in a moment; if it stays, check the console and the network of the app host.',
    retryable: true,
    showsDetail: true,
  },
  'console-untrusted': {
    status: 502,
    title: 'The certificate of the console is not trusted',
    hint: 'An administrator should add the console’s authority to the app’s CA bundle.',
    retryable: false,
    showsDetail: true,
  },
  'console-too-old': {
    status: 502,
    title: 'This QRadar is too old for Transfer Watch',
    hint: 'Needed is 7.5.0 Update Package 7 or later (REST API 21.0).',
    retryable: false,
    showsDetail: true,
  },
  'console-answer-invalid': {
    status: 502,
    title: 'QRadar gave an answer that cannot be read',
    hint: 'Try again; if it stays, look at the app’s log with the request id.',
    retryable: true,
    showsDetail: true,
  },
  'console-busy': {
    status: 503,
    title: 'QRadar is busy or restarting',
    hint: 'Try again in a minute.',
    retryable: true,
    showsDetail: false,
  },
  'console-failed': {
    status: 502,
    title: 'QRadar failed to answer',
    hint: 'Try again; if it stays, look at the app’s log with the request id.',
    retryable: true,
    showsDetail: true,
  },
  'query-rejected': {
    status: 422,
    title: 'Ariel did not accept the query',
    hint: 'Read Ariel’s words below; a custom property may have been renamed or disabled.',
    retryable: false,
    showsDetail: true,
  },
  'search-failed': {
    status: 502,
    title: 'The Ariel search failed',
    hint: 'Read Ariel’s words below, and try again or with a shorter window.',
    retryable: true,
    showsDetail: true,
  },
  'search-lost': {
    status: 502,
    title: 'QRadar lost the search',
    hint: 'Run again. Searches vanish when they expire, are deleted, or when the disk runs short.',
    retryable: true,
    showsDetail: false,
  },
  'search-cancelled-elsewhere': {
    status: 409,
    title: 'The search was cancelled in QRadar',
    hint: 'An administrator or a resource restriction ended it. Try a shorter window.',
    retryable: true,
    showsDetail: false,
  },
  'search-timed-out': {
    status: 504,
    title: 'The search took too long',
    hint: 'Try a shorter window, or at a quieter time.',
    retryable: true,
    showsDetail: true,
  },
  'search-conflict': {
    status: 409,
    title: 'QRadar refuses the search in its present state',
    hint: 'Try again in a moment.',
    retryable: true,
    showsDetail: true,
  },
  'rows-missing': {
    status: 502,
    title: 'QRadar returned fewer rows than it promised',
    hint: 'Run again; what arrived is shown, but it is not complete.',
    retryable: true,
    showsDetail: true,
  },
  cancelled: {
    status: 409,
    title: 'Cancelled',
    hint: '',
    retryable: true,
    showsDetail: false,
  },
  internal: {
    status: 500,
    title: 'Transfer Watch made a mistake',
    hint: 'Look at the app’s log with the request id, and report it.',
    retryable: false,
    showsDetail: false,
  },
};

/** The answer for an error. What is not an `AppError` is `internal`, and its text stays in the log. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { code, detail } = error instanceof AppError ? error : new AppError('internal');
  const { status, title, hint, retryable, showsDetail } = meanings[code];
  return {
    type: `urn:transfer-watch:problem:${code}`,
    title,
    status,
    detail: showsDetail ? detail : '',
    code,
    hint,
    retryable,
    requestId,
  };
}
