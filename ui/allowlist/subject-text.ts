import type { AllowSubject } from '../../contract/allowlist.ts';

/** What an entry names, in addresses, ports and names alone: `10.1.2.3 → 203.0.113.9`, `[2001:db8::1]:21`. */
export function subjectText({ scope, source, destination, port, user }: AllowSubject): string {
  const [from, to] = [source ?? '', destination ?? ''];
  switch (scope) {
    case 'source':
      return from;
    case 'destination':
      return to;
    case 'user':
      return user ?? '';
    case 'destination-port':
      return `${to.includes(':') ? `[${to}]` : to}:${port ?? ''}`;
    case 'source-destination':
      return `${from} → ${to}`;
  }
}
