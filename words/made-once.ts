/**
 * `make`, called once for each key; what it gave is kept. A formatter of Intl takes a millisecond and up to half a
 * megabyte, so each is made when it is first needed.
 */
export function madeOnce<K, T>(make: (key: K) => T): (key: K) => T {
  const kept = new Map<K, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}
