const unitSeconds: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
};

/**
 * Seconds of a time to live of the old family: `1 month`, `5 minutes` (QRadar REST API 26.0, reference_data-sets-POST).
 * A month counts 30 days, a year 365. Null for what is none.
 */
export function secondsOf(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,6}) ([a-z]+?)s?$/.exec(text.trim().toLowerCase()) ?? [];
  const factor = unitSeconds[unit];
  return amount === undefined || factor === undefined || Number(amount) === 0
    ? null
    : Number(amount) * factor;
}

/** Seconds in the form of a database's interval, as the old family answers them. */
export function timeToLiveText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return `0 years 0 mons ${days} days ${hours} hours ${minutes} mins ${(seconds % 60).toFixed(1)} secs`;
}
