import { AppError } from '../../ports/app-error.ts';
import { numberLiteral, propertyLiteral, stringLiteral } from '../aql/literals.ts';
import { hostIs, type QueryContext } from '../aql/query.ts';
import { valueOf } from '../aql/value.ts';
import type { Placed } from './recipe.ts';
import type { SysmonFields } from './sysmon-properties.ts';
import { markerPattern } from './recipe.ts';
import type { Sign, SignalRule } from './technique-type.ts';

const payload = 'UTF8(payload)';

/** Whether a record is one that Sysmon writes under this number: natively, or by a property that is filled. */
export function idIs(id: number, fields: SysmonFields): string {
  const text = stringLiteral(String(id));
  const ways = [
    ...(fields.hasNativeId ? [`qideventid = ${text}`] : []),
    ...fields.eventId.map((name) => {
      const literal = fields.numericIds.has(name) ? numberLiteral(id) : text;
      return `${propertyLiteral(name)} = ${literal}`;
    }),
  ];
  // Where neither is known to tell, the payload of a record of Sysmon does: `EventID` in XML, JSON and the text of agents.
  const isTold = ways.length > 0 && fields.isKnown;
  return `(${[...ways, ...(isTold ? [] : idsInPayload(id))].join(' OR ')})`;
}

function idsInPayload(id: number): string[] {
  return [`<EventID>${id}</EventID>`, `EventID=${id} `, `"EventID":${id},`, `Sysmon ${id} `].map(
    (text) => has(payload, text),
  );
}

/** How a signal is looked for, for the page. */
export function soughtBy(rule: SignalRule, fields: SysmonFields) {
  if (rule.sysmonId === null) return { how: 'native' as const, properties: [] };
  const properties = [...new Set(rule.signs.flatMap(({ meanings }) => namesFor(meanings, fields)))];
  const isInPayload = rule.signs.some(({ meanings }) => namesFor(meanings, fields).length === 0);
  return { how: isInPayload ? ('payload' as const) : ('property' as const), properties };
}

/** Condition: a record answers this signal of Sysmon. */
export function signalIs(rule: SignalRule, fields: SysmonFields): string {
  if (rule.sysmonId === null) throw new RangeError('not a signal of Sysmon');
  return [
    idIs(rule.sysmonId, fields),
    ...(rule.port === null ? [] : [`destinationport = ${numberLiteral(rule.port)}`]),
    ...rule.signs.map((sign) => signIs(sign, fields)),
  ].join(' AND ');
}

function signIs(sign: Sign, fields: SysmonFields): string {
  const { meanings, how, any, isNot } = sign;
  const places = meanings.flatMap((meaning) =>
    fields[meaning].length === 0 ? [] : [valueOf(fields[meaning])],
  );
  const ways =
    places.length === 0
      ? sign.payload.map((text) => has(payload, text))
      : places.flatMap((place) => any.flatMap((text) => matches(place, text, how)));
  const condition = `(${ways.join(' OR ')})`;
  if (!isNot) return condition;
  // What compares with nothing is neither true nor false, and nothing holds no such part.
  const isNothing = (places.length === 0 ? [payload] : places).map((place) => `${place} IS NULL`);
  return `(${[...isNothing, `NOT ${condition}`].join(' OR ')})`;
}

/** Conditions, one of which holds where a text is, or has, what is meant. */
export function matches(place: string, text: string, how: Sign['how']): string[] {
  switch (how) {
    case 'program':
      return [
        `${place} ILIKE ${stringLiteral(text)}`,
        `${place} ILIKE ${stringLiteral(`%\\${text}`)}`,
        `${place} ILIKE ${stringLiteral(`%/${text}`)}`,
      ];
    case 'part':
      return [has(place, text)];
    case 'pipe':
      // One backslash before the name, or none: agents write it differently.
      return [`${place} IMATCHES ${stringLiteral(`^\\\\?${text}$`)}`];
  }
}

/** Condition: a text holds this part, in letters of either case. `%` and `_` in it stand for others, so it may match more. */
export function has(place: string, text: string): string {
  return `${place} ILIKE ${stringLiteral(`%${text}%`)}`;
}

function namesFor(meanings: Sign['meanings'], fields: SysmonFields): string[] {
  return meanings.flatMap((meaning) => fields[meaning]);
}

/** Condition: the marker of a run stands in a record: in one of its fields, or in what is left of its text. */
export function isMarked(marker: string, fields: SysmonFields): string {
  if (!markerPattern.test(marker)) throw new AppError('bad-request', { detail: 'not a marker' });
  const meanings = ['command', 'parentCommand', 'file'] as const;
  const places = meanings.flatMap((meaning) =>
    fields[meaning].length === 0 ? [] : [valueOf(fields[meaning])],
  );
  return `(${[...places, payload].map((place) => has(place, marker)).join(' OR ')})`;
}

/** Condition: a record is of the host, by its address, or by the log source that carries its name. */
export function isOfHost(
  { source, host }: Pick<Placed, 'source' | 'host'>,
  fields: SysmonFields,
  context: Pick<QueryContext, 'switches'>,
): string {
  const names = [source, ...(host === null ? [] : [host])].map(stringLiteral);
  return `(${[
    hostIs('source', source, context),
    ...(fields.hasIdentifier ? names.map((name) => `logsourceidentifier = ${name}`) : []),
    ...(host === null ? [] : [`LOGSOURCENAME(logsourceid) = ${stringLiteral(host)}`]),
  ].join(' OR ')})`;
}
