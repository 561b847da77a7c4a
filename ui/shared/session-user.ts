import { createContext, use } from 'react';
import type { Session } from '../../contract/session.ts';

/** Who is there, for parts far down that say what a role may do; `null` where it is not known. */
export const SessionContext = createContext<Session | null>(null);

/** See `SessionContext`. */
export function useSessionUser(): Session | null {
  return use(SessionContext);
}
