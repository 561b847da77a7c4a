import { mappedBase, parseCidr } from './addresses.ts';
import { failure } from './compilation.ts';
import { offsetSign, toStrftime } from './date-format.ts';
import { bound, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { CallSite, ParameterKind, ScalarFunction } from './function-type.ts';
import { checkRegex } from './match.ts';
import type { ObjectValueType } from './schema.ts';
import { resolveReference } from './time-frame.ts';
import { classOf, integer, toText } from './value.ts';
import type { Value } from './value.ts';

type Options = { readonly required?: number; readonly variadic?: true };

function scalar(
  name: string,
  parameters: readonly ParameterKind[],
  returns: ObjectValueType,
  compile: (site: CallSite, ...values: Value[]) => Fragment,
  options: Options = {},
): ScalarFunction {
  return {
    kind: 'scalar',
    name,
    parameters,
    required: options.required ?? parameters.length,
    variadic: options.variadic ?? false,
    returns,
    readsRecord: false,
    compile,
  };
}

/**
 * Calculation and formatting (docs/qradar-facts.md#calculation-functions).
 * The functions of text take addresses as they read, as in IBM's examples: `SUBSTRING(sourceip, 3, 5)`.
 */
export const calculationFunctions: readonly ScalarFunction[] = [
  scalar('BASE64', ['bytes'], 'String', (_, bytes) => sql`base64(encode(${bytes.sql}))`),
  scalar(
    'CONCAT',
    ['any'],
    'String',
    (_, ...values) => sql`concat(${join(values.map(toText), ', ')})`,
    { variadic: true },
  ),
  scalar('DATEFORMAT', ['number', 'literal'], 'String', dateFormat),
  scalar('DOUBLE', ['any'], 'Double', (site, value) => toDouble(value, site)),
  scalar('INCIDR', ['literal', 'host'], 'Boolean', inCidr),
  scalar('LONG', ['any'], 'Long', toLong),
  scalar('LOWER', ['readable'], 'String', (_, text) => sql`lower(${text.sql})`),
  scalar('NOW', [], 'Long', (site) => integer(site.compilation.context.nowMs).sql),
  scalar('PARSEDATETIME', ['literal'], 'Long', parseDateTime),
  scalar('PARSETIMESTAMP', ['literal', 'text'], 'Long', parseTimestamp),
  scalar('PORT', ['number'], 'Port', (_, value) => sql`CAST(${value.sql} AS INTEGER)`),
  scalar(
    'REPLACEALL',
    ['literal', 'readable', 'literal'],
    'String',
    replacing(bound('g', 'VARCHAR')),
  ),
  scalar(
    'REPLACEFIRST',
    ['literal', 'readable', 'literal'],
    'String',
    replacing(bound('', 'VARCHAR')),
  ),
  scalar('STR', ['any'], 'String', (_, value) => toText(value)),
  scalar('STRLEN', ['readable'], 'Integer', (_, text) => sql`length(${text.sql})`),
  scalar('STRPOS', ['readable', 'text', 'number'], 'Integer', stringPosition, { required: 2 }),
  scalar('SUBSTRING', ['readable', 'number', 'number'], 'String', substring, { required: 2 }),
  scalar('UPPER', ['readable'], 'String', (_, text) => sql`upper(${text.sql})`),
  scalar('UTF8', ['bytes'], 'String', (_, bytes) => bytes.sql),
];

function dateFormat(site: CallSite, millis: Value, pattern: Value): Fragment {
  const format = strftimeOf(site, pattern);
  const zone = bound(site.compilation.context.timeZone, 'VARCHAR');
  const instant = sql`make_timestamptz(CAST(${millis.sql} AS BIGINT) * 1000)`;
  const wall = sql`timezone(${zone}, ${instant})`;
  const text = sql`strftime(${wall}, ${bound(format, 'VARCHAR')})`;
  if (!format.includes(offsetSign)) return text;
  const minutes = sql`((epoch_ms(${wall}) - CAST(${millis.sql} AS BIGINT)) // 60000)`;
  const offset = sql`printf('%s%02d%02d', CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END, abs(${minutes}) // 60, abs(${minutes}) % 60)`;
  return sql`replace(${text}, ${bound(offsetSign, 'VARCHAR')}, ${offset})`;
}

function strftimeOf(site: CallSite, pattern: Value): string {
  const translated = toStrftime(pattern.literal ?? '');
  if ('format' in translated) return translated.format;
  throw failure(
    site.compilation,
    site.node,
    `The stand-in cannot format the date letter ${translated.unknownLetter}.`,
  );
}

/** The pattern comes first; the text is read in the console's time zone, NULL where it does not follow the pattern. */
function parseTimestamp(site: CallSite, pattern: Value, text: Value): Fragment {
  const format = strftimeOf(site, pattern);
  if (format.includes(offsetSign)) {
    throw failure(site.compilation, site.node, 'The stand-in cannot read a time with an offset.');
  }
  const zone = bound(site.compilation.context.timeZone, 'VARCHAR');
  const wall = sql`try_strptime(${text.sql}, ${bound(format, 'VARCHAR')})`;
  return sql`epoch_ms(timezone(${zone}, ${wall}))`;
}

/** Regular expression, text, replacement, in this order; `$1` in the replacement is a group, as in Java. */
function replacing(options: Fragment): ScalarFunction['compile'] {
  return (site, regex: Value, text: Value, replacement: Value) => {
    checkRegex(regex.literal ?? '', site.node, site.compilation);
    const inRe2 = (replacement.literal ?? '')
      .replaceAll('\\', '\\\\')
      .replaceAll(/\$(\d)/g, '\\$1');
    return sql`regexp_replace(${text.sql}, ${regex.sql}, ${bound(inRe2, 'VARCHAR')}, ${options})`;
  };
}

function toDouble(value: Value, site: CallSite): Fragment {
  const kind = classOf(value);
  if (kind === 'number') return sql`CAST(${value.sql} AS DOUBLE)`;
  if (kind === 'text') return sql`TRY_CAST(${value.sql} AS DOUBLE)`;
  return toLong(site, value);
}

/** Fractions are cut off, not rounded, as a Java cast does. */
function toLong(site: CallSite, value: Value): Fragment {
  if (value.type === 'Host') return sql`CAST(${value.sql} AS BIGINT)`;
  if (value.type === 'Double') return sql`CAST(trunc(${value.sql}) AS BIGINT)`;
  const kind = classOf(value);
  if (kind === 'number') return sql`CAST(${value.sql} AS BIGINT)`;
  if (kind === 'text') return sql`CAST(trunc(TRY_CAST(${value.sql} AS DOUBLE)) AS BIGINT)`;
  throw failure(
    site.compilation,
    site.node,
    `${site.node.name.toUpperCase()} makes numbers of numbers, texts and IPv4 addresses.`,
  );
}

function parseDateTime(site: CallSite): Fragment {
  const [reference] = site.node.arguments;
  // The parameter kind `literal` has made sure that the argument is a quoted text.
  return reference?.kind === 'Text'
    ? integer(resolveReference(reference, site.compilation)).sql
    : sql`NULL`;
}

function stringPosition(_: CallSite, text: Value, part: Value, from?: Value): Fragment {
  if (from === undefined) return sql`(strpos(${text.sql}, ${part.sql}) - 1)`;
  const start = sql`CAST(${from.sql} AS BIGINT)`;
  const found = sql`strpos(substr(${text.sql}, ${start} + 1), ${part.sql})`;
  return sql`(CASE WHEN ${found} = 0 THEN -1 ELSE ${found} - 1 + ${start} END)`;
}

function substring(_: CallSite, text: Value, start: Value, length?: Value): Fragment {
  const from = sql`CAST(${start.sql} AS BIGINT) + 1`;
  return length === undefined
    ? sql`substr(${text.sql}, ${from})`
    : sql`substr(${text.sql}, ${from}, CAST(${length.sql} AS BIGINT))`;
}

/**
 * A range comparison on the stored number. IPv6 blocks never hold IPv4 addresses, whatever their
 * prefix; the other way round a `Host` field holds no IPv6 address.
 */
function inCidr(site: CallSite, cidr: Value, address: Value): Fragment {
  const range = parseCidr(cidr.literal ?? '');
  if (range === null) {
    throw failure(
      site.compilation,
      site.node.arguments[0] ?? site.node,
      `'${cidr.literal ?? ''}' is not a CIDR. INCIDR takes the block first: INCIDR('10.0.0.0/8', sourceip).`,
    );
  }
  if (address.type === 'Host') {
    if (range.family === 6) return sql`FALSE`;
    return sql`(${address.sql} BETWEEN ${bound(range.low, 'UINTEGER')} AND ${bound(range.high, 'UINTEGER')})`;
  }
  const base = range.family === 4 ? mappedBase : 0n;
  const within = between(address.sql, base + BigInt(range.low), base + BigInt(range.high));
  const mappedEnd = mappedBase + 0xffff_ffffn;
  const coversIpv4 = range.family === 6 && range.low <= mappedBase && mappedEnd <= range.high;
  return coversIpv4
    ? sql`(${within} AND NOT ${between(address.sql, mappedBase, mappedEnd)})`
    : within;
}

function between(value: Fragment, low: bigint, high: bigint): Fragment {
  return sql`(${value} BETWEEN ${bound(low, 'UHUGEINT')} AND ${bound(high, 'UHUGEINT')})`;
}
