import type { Format } from '../format.ts';

/** A number and what it counts: `12 connections`. */
export const counted = ({ many }: Format) => ({
  connections: (value: number) => many(value, { one: 'connection', other: 'connections' }),
  destinations: (value: number) => many(value, { one: 'destination', other: 'destinations' }),
  findings: (value: number) => many(value, { one: 'finding', other: 'findings' }),
  ports: (value: number) => many(value, { one: 'port', other: 'ports' }),
  records: (value: number) => many(value, { one: 'record', other: 'records' }),
  percent: (value: number) => `${value}%`,
});
