import type { TriageWords } from '../../words/en/triage.ts';

/** The state of an offense in words; one that QRadar's API is not known to have, as it names it. */
export function offenseState(status: string, { offenseStates }: TriageWords): string {
  const known = (['OPEN', 'HIDDEN', 'CLOSED'] as const).find((one) => one === status);
  return known === undefined ? status : offenseStates[known];
}
