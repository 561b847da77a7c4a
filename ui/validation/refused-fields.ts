import type { Problem, ProblemCode } from '../../contract/problem.ts';

/** Fields of the page that the server may refuse. */
export type RefusedField = 'source' | 'host' | 'target' | 'size' | 'address' | 'time';

const fields: Readonly<Partial<Record<ProblemCode, RefusedField>>> = {
  'host-name-invalid': 'host',
  'file-too-large': 'size',
  'address-outside-already': 'address',
  'test-time-future': 'time',
  'test-time-too-old': 'time',
  'test-time-invalid': 'time',
};
const addresses = ['source', 'target', 'address'] as const;

/** The field that a refusal is about; `null`: none, so that it is said beside the form. */
export function refusedField({ code, detail }: Problem): RefusedField | null {
  if (code === 'address-invalid') return addresses.find((name) => name === detail) ?? null;
  return fields[code] ?? null;
}
