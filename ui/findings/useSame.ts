import { useState } from 'react';

/** The earlier value where `same` says that the new one is no other; so that what depends on it is not done again. */
export function useSame<T>(now: T, same: (before: T, now: T) => T): T {
  const [kept, setKept] = useState(now);
  const value = same(kept, now);
  // React's way of keeping what was: set while rendering, before anything is shown.
  if (value !== kept) setKept(value);
  return value;
}
