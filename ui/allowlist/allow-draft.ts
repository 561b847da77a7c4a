import {
  allowLengths,
  mostAllowedAtOnce,
  mostAllowedDays,
  type AllowDraft,
  type AllowScope,
  type AllowSubject,
} from '../../contract/allowlist.ts';
import { readAddress } from './address-text.ts';
import type { AllowlistWords } from './allow-words.ts';

/** Days after which an entry may end without a day being chosen. */
export const usualDays = [7, 30, 90, 365] as const;
export type Ends = `${(typeof usualDays)[number]}` | 'day' | 'never';

/** What stands in the form: texts as typed, so that a mistake can be seen and mended. Lists have one value a line. */
export type AllowForm = {
  readonly scope: AllowScope;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly user: string;
  /** QRadar's id; `null`: whatever the domain. */
  readonly domainId: number | null;
  readonly reason: string;
  readonly ends: Ends;
  /** `2026-01-31`, where it ends on a day of choice. */
  readonly day: string;
  readonly isConfirmed: boolean;
  readonly secondReason: string;
};

export const allowFields = ['source', 'destination', 'port', 'user', 'reason', 'day'] as const;
export type AllowField = (typeof allowFields)[number];
/** One sentence a field. */
export type AllowErrors = Readonly<Partial<Record<AllowField, string>>>;

export const emptyForm: AllowForm = {
  scope: 'source',
  source: '',
  destination: '',
  port: '',
  user: '',
  domainId: null,
  reason: '',
  ends: '90',
  day: '',
  isConfirmed: false,
  secondReason: '',
};

/** The form of what is known of an entry. */
export function formOf({
  scope,
  source,
  destination,
  port,
  user,
  domainId,
}: AllowSubject): AllowForm {
  return {
    ...emptyForm,
    scope,
    source: source ?? '',
    destination: destination ?? '',
    port: port === null ? '' : `${port}`,
    user: user ?? '',
    domainId,
  };
}

/** The fields of each scope; the last may have several values, one a line. */
export const fieldsOf: Readonly<Record<AllowScope, readonly AllowField[]>> = {
  source: ['source'],
  destination: ['destination'],
  user: ['user'],
  'destination-port': ['port', 'destination'],
  'source-destination': ['source', 'destination'],
};

/** Whether a field takes a list. */
export function isList(scope: AllowScope, field: AllowField): boolean {
  return fieldsOf[scope].at(-1) === field && field !== 'port';
}

/** Lines without the blanks around them; empty lines left out. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The subjects of a form, or what is wrong with its fields. `taken`: whether an entry names this already. */
export type ReadSubjects =
  { readonly subjects: readonly AllowSubject[] } | { readonly errors: AllowErrors };

type FormErrors = AllowlistWords['form']['errors'];

/** Reads what is named, by the rules that the server judges by, too. */
export function readSubjects(
  form: AllowForm,
  words: FormErrors,
  taken: (subject: AllowSubject) => boolean,
): ReadSubjects {
  const { scope, domainId } = form;
  const errors: Partial<Record<AllowField, string>> = {};
  const values: Partial<Record<AllowField, readonly string[]>> = {};
  for (const field of fieldsOf[scope]) {
    const read = readField(form, field, words);
    if ('error' in read) errors[field] = read.error;
    else values[field] = read.values;
  }
  if (Object.keys(errors).length > 0) return { errors };
  const listed = fieldsOf[scope].at(-1) ?? 'source';
  const one = (field: AllowField) => values[field]?.[0] ?? null;
  const subjects = (values[listed] ?? []).map((value): AllowSubject => {
    const of = (field: AllowField) =>
      !fieldsOf[scope].includes(field) ? null : field === listed ? value : one(field);
    const port = of('port');
    return {
      scope,
      source: of('source'),
      destination: of('destination'),
      user: of('user'),
      port: port === null ? null : Number(port),
      domainId,
    };
  });
  const there = subjects.findIndex(taken);
  if (there < 0) return { subjects };
  return { errors: { [listed]: words.exists(values[listed]?.[there] ?? '') } };
}

type ReadField = { readonly values: readonly string[] } | { readonly error: string };

function readField(form: AllowForm, field: AllowField, words: FormErrors): ReadField {
  const lines = linesOf(form[field]);
  if (field === 'port') {
    const isPort = /^\d{1,5}$/.test(lines[0] ?? '') && lines.length === 1;
    const port = Number(lines[0]);
    return isPort && port >= 1 && port <= 65_535 ? { values: [`${port}`] } : { error: words.port };
  }
  if (lines.length === 0) return { error: words.empty };
  if (!isList(form.scope, field) && lines.length > 1) return { error: words.one };
  if (lines.length > mostAllowedAtOnce) return { error: words.tooMany(mostAllowedAtOnce) };
  const values: string[] = [];
  for (const line of lines) {
    const read = field === 'user' ? readUser(line, words) : readAddress(line, words);
    if ('error' in read) return read;
    if (values.includes(read.address)) return { error: words.twice(line) };
    values.push(read.address);
  }
  return { values };
}

/** Names are the same in capitals and small letters, and are kept in small ones. */
function readUser(text: string, words: FormErrors) {
  const isName = text.length <= allowLengths.user && !/\p{C}/u.test(text);
  return isName ? { address: text.toLowerCase() } : { error: words.user(allowLengths.user) };
}

/** What is wrong with a reason; `null`: nothing. */
export function reasonError(text: string, words: FormErrors): string | null {
  const reason = text.trim();
  if (reason.length < 3) return words.reasonShort;
  if (reason.length > allowLengths.reason)
    return words.reasonLong(reason.length, allowLengths.reason);
  return /\p{C}/u.test(reason) ? words.reasonControl : null;
}

const dayMs = 24 * 60 * 60_000;

/** When it ends (epoch ms; `null`: never), or what is wrong with the day. A day of choice counts to its end, where the reader is. */
export function readEnd(
  { ends, day }: Pick<AllowForm, 'ends' | 'day'>,
  words: FormErrors,
  nowMs: number,
): { readonly expiresMs: number | null } | { readonly error: string } {
  if (ends === 'never') return { expiresMs: null };
  if (ends !== 'day') return { expiresMs: nowMs + Number(ends) * dayMs };
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return { error: words.dayMissing };
  const expiresMs = new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime();
  if (expiresMs <= nowMs) return { error: words.dayPast };
  return expiresMs > nowMs + mostAllowedDays * dayMs
    ? { error: words.dayFar(mostAllowedDays) }
    : { expiresMs };
}

/** The entries that a form asks for, or what is wrong with it. */
export function readForm(
  form: AllowForm,
  words: FormErrors,
  { nowMs, taken }: { readonly nowMs: number; readonly taken: (subject: AllowSubject) => boolean },
): { readonly entries: readonly AllowDraft[] } | { readonly errors: AllowErrors } {
  const read = readSubjects(form, words, taken);
  const reason = reasonError(form.reason, words);
  const end = readEnd(form, words, nowMs);
  const errors: AllowErrors = {
    ...('errors' in read ? read.errors : {}),
    ...(reason === null ? {} : { reason }),
    ...('error' in end ? { day: end.error } : {}),
  };
  if ('errors' in read || 'error' in end || reason !== null) return { errors };
  return {
    entries: read.subjects.map((subject) => ({
      subject,
      reason: form.reason.trim(),
      expiresMs: end.expiresMs,
    })),
  };
}
