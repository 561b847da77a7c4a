import type { Offense } from '../../sql/dimensions.ts';
import { hasCapability } from '../access/sessions.ts';
import type { ApiClock } from '../clock.ts';
import { integerOf, isSet, type Call } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import { siemErrors } from './errors.ts';

/** What an update needs to know besides the offense. */
export type UpdateParts = {
  readonly clock: ApiClock;
  readonly usernames: readonly string[];
  readonly closingReasonIds: readonly number[];
};

const states = ['OPEN', 'HIDDEN', 'CLOSED'] as const;

/** What a call makes of an offense (QRadar REST API 26.0, siem-offenses-offense_id-POST); only what is given changes. */
export function changesOf(call: Call, offense: Offense, parts: UpdateParts): Partial<Offense> {
  return {
    ...(call.query.has('protected') ? { protected: isSet(call, 'protected') } : {}),
    ...(call.query.has('follow_up') ? { followUp: isSet(call, 'follow_up') } : {}),
    ...assignment(call, parts),
    ...state(call, offense, parts),
  };
}

function assignment({ query, caller }: Call, { usernames }: UpdateParts): Partial<Offense> {
  const assignedTo = query.get('assigned_to');
  if (assignedTo === undefined) return {};
  if (!hasCapability(caller, ['SEM.ASSIGNOFFENSE']))
    throw new ApiError(siemErrors.missingCapability, 'Assigning needs SEM.ASSIGNOFFENSE');
  if (usernames.includes(assignedTo)) return { assignedTo };
  throw bad(`There is no user "${assignedTo}"`);
}

/** What is closed stays closed: which states exclude a change is not on the page, this one is inferred. */
function state(call: Call, offense: Offense, parts: UpdateParts): Partial<Offense> {
  const given = call.query.get('status')?.toUpperCase();
  const reasonId = integerOf(call, 'closing_reason_id');
  if (given === undefined) {
    if (reasonId !== null) throw bad('closing_reason_id goes with status CLOSED only');
    return {};
  }
  const status = states.find((one) => one === given);
  if (status === undefined) throw bad(`status is one of ${states.join(', ')}`);
  if (offense.status === 'CLOSED')
    throw new ApiError(siemErrors.badState, `Offense ${offense.id} is closed`);
  if (status !== 'CLOSED') {
    if (reasonId !== null) throw bad('closing_reason_id goes with status CLOSED only');
    return { status };
  }
  if (reasonId === null || !parts.closingReasonIds.includes(reasonId))
    throw bad('CLOSED needs the closing_reason_id of a closing reason');
  return { status, closed: { by: call.caller.name, reasonId, atMs: parts.clock.now() } };
}

function bad(message: string): ApiError {
  return new ApiError(siemErrors.badParameter, message);
}
