import { useEffect, useState } from 'react';

/** "3 minutes ago" is right to the minute. */
const minuteMs = 60_000;

/** The present (epoch ms), a minute old at most. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
