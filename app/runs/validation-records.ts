import { createHash, randomInt } from 'node:crypto';
import type { Settings } from '../../contract/session.ts';
import type {
  Prediction,
  PropertyMap,
  Receipt,
  Validation,
  ValidationRequest,
  Validity,
} from '../../contract/validation.ts';
import { filledIn, placed, timesOf } from '../detection/validation/recipe.ts';
import { receiptStatement, ruleStatement } from '../detection/validation/statement.ts';
import type { ValidationRecord } from '../ports/validation-store.ts';

/** Under what validations of a scope are kept: it may hold the hash of a session, and the store outlives that. */
export function scopeKey(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url');
}

/** Another one whenever a setting that changes findings does, or the rule of the app itself. */
export function ruleVersion(settings: Settings): string {
  return hashOf(ruleStatement(settings));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Eight letters of 36, two million million: two runs do not share one by chance. */
export function newMarker(): string {
  return `tw${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`;
}

/** A validation before its card is stated. Throws what `placed` does. */
export function newRecord(
  request: ValidationRequest,
  about: {
    readonly id: string;
    readonly createdMs: number;
    readonly user: string;
    readonly settings: Settings;
  },
): ValidationRecord {
  const { settings, ...rest } = about;
  const { technique, source, host, target, bytes } = placed(request);
  const marker = newMarker();
  const recipe = technique[request.variant];
  return {
    ...rest,
    request: { ...request, source, host, target },
    marker,
    recipe: filledIn(recipe, { marker, target, bytes, times: timesOf(settings) }),
    prediction: null,
    receipt: null,
    ran: null,
    result: null,
  };
}

/** Binds the prediction to what it was made from. */
export function receiptFor(
  { request, marker }: ValidationRecord,
  made: {
    readonly prediction: Prediction;
    readonly properties: PropertyMap;
    readonly settings: Settings;
  },
): Receipt {
  const version = ruleVersion(made.settings);
  const statement = receiptStatement({
    ...made,
    placed: placed(request),
    variant: request.variant,
    marker,
    ruleVersion: version,
  });
  return {
    sha256: hashOf(statement),
    statement,
    ruleVersion: version,
    properties: made.properties,
  };
}

/** What is left of a result, as far as it is known without asking the console; `null` where there is none. */
export function validityOf(
  { result }: Pick<ValidationRecord, 'result'>,
  { settings, nowMs }: { readonly settings: Settings; readonly nowMs: number },
): Validity | null {
  if (result === null) return null;
  return {
    ageMs: Math.max(0, nowMs - result.checkedMs),
    isRuleChanged: result.ruleVersion !== ruleVersion(settings),
    changedSources: null,
  };
}

/** A record as the page is told of it, but for what went wrong. */
export function shownRecord(
  record: ValidationRecord,
  underWay: 'preparing' | 'checking' | null,
  moment: { readonly settings: Settings; readonly nowMs: number },
): Omit<Validation, 'problem'> {
  const { ran, prediction, ...rest } = record;
  return {
    ...rest,
    prediction,
    state: underWay ?? (record.result === null ? 'prepared' : 'checked'),
    isBeforehand: ran === null || prediction === null ? null : prediction.madeMs <= ran.startMs,
    validity: validityOf(record, moment),
  };
}
