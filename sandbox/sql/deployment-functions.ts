import { failure } from './compilation.ts';
import { componentName, deployment } from './deployment.ts';
import { bound, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { CallSite, ParameterKind, ScalarFunction } from './function-type.ts';
import type { Value } from './value.ts';

const { host, eventCollector, eventProcessor, arielServer } = deployment;

function one(
  name: string,
  parameter: ParameterKind,
  returns: 'String' | 'Integer',
  compile: (site: CallSite, argument: Value) => Fragment,
): ScalarFunction {
  return {
    kind: 'scalar',
    name,
    parameters: [parameter],
    required: 1,
    variadic: false,
    returns,
    readsRecord: false,
    compile,
  };
}

/** The answer for a key that is known, NULL for any other. */
function choose(key: Fragment, answers: readonly (readonly [Fragment, Fragment])[]): Fragment {
  const branches = answers.map(([known, answer]) => sql`WHEN ${known} THEN ${answer}`);
  return sql`(CASE ${key} ${join(branches, ' ')} END)`;
}

function text(value: string): Fragment {
  return bound(value, 'VARCHAR');
}

function id({ id: number }: { readonly id: number }): Fragment {
  return bound(number, 'INTEGER');
}

/** A component goes by its short name and by the one that is shown. */
function namesOf(component: { readonly name: string }): readonly Fragment[] {
  return [text(component.name), text(componentName(component))];
}

/** IBM's page: where the deployment lacks the processor that is named, the query does not run. */
function known(site: CallSite, isKnown: boolean): void {
  if (isKnown) return;
  const what = site.node.arguments[0] ?? site.node;
  throw failure(
    site.compilation,
    what,
    `This deployment has one event processor: ${eventProcessor.id}, '${componentName(eventProcessor)}'.`,
  );
}

/** Who collects, processes and stores (docs/qradar-facts.md#deployment). */
export const deploymentFunctions: readonly ScalarFunction[] = [
  one('PROCESSORNAME', 'number', 'String', (_, processor) =>
    choose(processor.sql, [
      [id(eventCollector), text(componentName(eventCollector))],
      [id(eventProcessor), text(componentName(eventProcessor))],
    ]),
  ),
  one('HOSTNAME', 'number', 'String', (_, processor) =>
    choose(processor.sql, [
      [id(eventCollector), text(host)],
      [id(eventProcessor), text(host)],
    ]),
  ),
  one('COMPONENTID', 'text', 'Integer', (_, name) =>
    choose(
      name.sql,
      [eventCollector, eventProcessor].flatMap((component) =>
        namesOf(component).map((known_) => [known_, id(component)] as const),
      ),
    ),
  ),
  one('ARIELSERVERS4EPID', 'number', 'String', (site, processor) => {
    const { literal } = processor;
    known(site, literal === null || Number(literal) === eventProcessor.id);
    return choose(processor.sql, [[id(eventProcessor), text(arielServer)]]);
  }),
  one('ARIELSERVERS4EPNAME', 'text', 'String', (site, name) => {
    const { literal } = name;
    const names = [eventProcessor.name, componentName(eventProcessor)];
    known(site, literal === null || names.includes(literal));
    return choose(
      name.sql,
      namesOf(eventProcessor).map((known_) => [known_, text(arielServer)] as const),
    );
  }),
];
