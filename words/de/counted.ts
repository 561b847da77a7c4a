import type { counted as english } from '../en/counted.ts';
import type { Format } from '../format.ts';

/** German: a number and what it counts, in the nominative. */
export const counted = ({ many }: Format): ReturnType<typeof english> => ({
  connections: (value) => many(value, { one: 'Verbindung', other: 'Verbindungen' }),
  destinations: (value) => many(value, { one: 'Ziel', other: 'Ziele' }),
  findings: (value) => many(value, { one: 'Befund', other: 'Befunde' }),
  ports: (value) => many(value, { one: 'Port', other: 'Ports' }),
  records: (value) => many(value, { one: 'Datensatz', other: 'Datensätze' }),
  percent: (value: number) => `${value}\u202f%`,
});
