/**
 * Minutes east of UTC are not enough for history, so the offset is asked of the platform's zone
 * database: milliseconds to add to UTC to get the wall clock of `timeZone` at that instant.
 */
export function zoneOffsetMs(instantMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instantMs / 1000) * 1000;
}

/**
 * The instant at which clocks of `timeZone` show the wall time that `wallMs` would be in UTC. A time
 * that a change of clocks skips or repeats is read with the offset before the change.
 */
export function instantOfWallTime(wallMs: number, timeZone: string): number {
  const guess = wallMs - zoneOffsetMs(wallMs, timeZone);
  return wallMs - zoneOffsetMs(guess, timeZone);
}
