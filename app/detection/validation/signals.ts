import type { SignalKind } from '../../../contract/validation.ts';
import type { Meaning, Sign, SignalRule } from './technique-type.ts';

/** Sysmon's numbers of what it records (learn.microsoft.com/sysinternals/downloads/sysmon). */
export const sysmonIds: Readonly<Record<Exclude<SignalKind, 'network'>, number>> = {
  process: 1,
  connection: 3,
  file: 11,
  pipe: 17,
};

type Made = Pick<SignalRule, 'id' | 'signs'> &
  Partial<Pick<SignalRule, 'isOptional' | 'markedIn' | 'port' | 'isTelling' | 'isOfRun'>>;

/** A record of Sysmon. */
export function sysmon(kind: Exclude<SignalKind, 'network'>, made: Made): SignalRule {
  const defaults = { isOptional: false, markedIn: [], port: null, isTelling: false, isOfRun: true };
  const rule = { ...defaults, ...made };
  const carriesMarker = rule.markedIn.length > 0;
  return { kind, sysmonId: sysmonIds[kind], carriesMarker, ...rule };
}

/** What a device on the way logs of the connection: what the rule looks at. */
export function network(port: number): SignalRule {
  return {
    id: 'network',
    kind: 'network',
    sysmonId: null,
    isOptional: false,
    carriesMarker: false,
    markedIn: [],
    isOfRun: false,
    isTelling: false,
    signs: [],
    port,
  };
}

/** A program by its name, whatever its folder: also a bare name, as Sysmon for Linux may write it. */
export function program(name: string): Sign {
  return { meanings: ['process'], how: 'program', any: [name], payload: [name] };
}

/** A program that may have been renamed: the name it was built with stands in the record, too. */
export function builtAs(name: string): Sign {
  return { ...program(name), meanings: ['process', 'originalName'] };
}

/** Any of these parts of a text. */
export function part(meaning: Meaning, ...any: readonly string[]): Sign {
  return { meanings: [meaning], how: 'part', any, payload: any };
}

/** None of these parts of a text. */
export function without(meaning: Meaning, ...any: readonly string[]): Sign {
  return { ...part(meaning, ...any), isNot: true };
}

/** The name of a pipe as a regular expression; `payload`: a part of it. */
export function pipe(expression: string, payload: string): Sign {
  return { meanings: ['pipe'], how: 'pipe', any: [expression], payload: [payload] };
}
