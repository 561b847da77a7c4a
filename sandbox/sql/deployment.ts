/**
 * The deployment that the stand-in is: a console that does everything itself. Ids and the form of the names are those
 * seen on consoles (docs/qradar-facts.md#deployment); the host is called `console`.
 */
export const deployment = {
  host: 'console',
  eventCollector: { id: 7, name: 'eventcollector0' },
  eventProcessor: { id: 8, name: 'eventprocessor0' },
  /** What ARIELSERVERS4EPID answers; the form is a guess. */
  arielServer: 'console:32006',
} as const;

/** The name of a component as a console shows it: `eventprocessor0 :: console`. */
export function componentName({ name }: { readonly name: string }): string {
  return `${name} :: ${deployment.host}`;
}
