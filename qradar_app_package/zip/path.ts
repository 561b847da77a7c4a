/**
 * Why a name may not be unpacked, as the end of "An entry's name …"; `null` when it stays inside its folder on
 * every system. A trailing slash (a folder) is fine.
 */
export function pathFault(name: string): string | null {
  if (name === '' || name === '/') return 'is empty';
  if (name.length > 1024) return 'is too long';
  if (name.includes('\\')) return 'holds a backslash';
  // Control characters end names early in C programs and move the cursor in terminals.
  if (/\p{Cc}/u.test(name)) return 'holds a control character';
  if (name.startsWith('/')) return 'begins at the root';
  if (/^[A-Za-z]:/.test(name)) return 'begins with a drive';
  const segments = name.replace(/\/$/, '').split('/');
  if (segments.some((segment) => segment === '')) return 'has an empty part';
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    return 'leads out of its folder';
  }
  return null;
}
