import { aggregateFunctions } from './aggregate-functions.ts';
import { calculationFunctions } from './calculation-functions.ts';
import { deploymentFunctions } from './deployment-functions.ts';
import type { AqlFunction, ParameterKind, RefusedFunction } from './function-type.ts';
import { lookupFunctions } from './lookup-functions.ts';

const noData = 'it holds no such data';

function refused(reason: string, names: readonly string[]): readonly RefusedFunction[] {
  return names.map((name) => ({
    kind: 'refused',
    name,
    reason: `${name} is not supported by the stand-in: ${reason}.`,
  }));
}

const refusedFunctions: readonly RefusedFunction[] = [
  ...refused('it holds no saved searches', ['MATCHESASSETSEARCH']),
  ...refused('it stands only in TIMES OFFENSE_TIME( … )', ['OFFENSE_TIME']),
  ...refused(noData, [
    'REFERENCEMAP',
    'REFERENCEMAPSETCONTAINS',
    'REFERENCETABLE',
    'GEO::LOOKUP',
    'GEO::LOOKUP_TEXT',
    'GEO::DISTANCE',
    'GEO::LOOKUP_BY_DOMAIN',
    'GEO::LOOKUP_TEXT_BY_DOMAIN',
    'GEO::DISTANCE_BY_DOMAIN',
    'XFORCE_IP_CONFIDENCE',
    'XFORCE_IP_CATEGORY',
    'XFORCE_URL_CATEGORY',
  ]),
];

const catalogue: ReadonlyMap<string, AqlFunction> = new Map(
  [
    ...calculationFunctions,
    ...lookupFunctions,
    ...deploymentFunctions,
    ...aggregateFunctions,
    ...refusedFunctions,
  ].map((each) => [each.name, each]),
);

/** The function of a name in any case, or null. */
export function findFunction(name: string): AqlFunction | null {
  return catalogue.get(name.toUpperCase()) ?? null;
}

/** Names of the functions that work, for suggestions. */
export function functionNames(): readonly string[] {
  return [...catalogue.values()].filter((each) => each.kind !== 'refused').map((each) => each.name);
}

/** A function as `GET /ariel/functions` lists it (QRadar REST API 26.0, ariel-functions-GET). */
export type FunctionSignature = {
  readonly name: string;
  readonly argumentTypes: readonly string[];
  readonly requiredArguments: number;
  readonly variableArguments: boolean;
  /** An `ObjectValueType`, or `Any` where the type is that of the argument. */
  readonly returnType: string;
};

const parameterTypes: Readonly<Record<ParameterKind, string>> = {
  number: 'Number',
  text: 'String',
  readable: 'String',
  bytes: 'ByteArray',
  host: 'HostV4V6',
  any: 'Any',
  literal: 'String',
  literalNumber: 'Number',
};

/** The functions that work, by name. */
export function functionSignatures(): readonly FunctionSignature[] {
  return [...catalogue.values()]
    .flatMap((each) => {
      if (each.kind === 'refused') return [];
      return [
        {
          name: each.name,
          argumentTypes: each.parameters.map((kind) => parameterTypes[kind]),
          requiredArguments: each.required,
          variableArguments: each.kind === 'scalar' && each.variadic,
          returnType: each.returns === 'argument' ? 'Any' : each.returns,
        },
      ];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
