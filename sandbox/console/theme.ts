import { parseCookie } from 'cookie';
import type { Request } from 'express';

/** The two themes of the console, and the value of `?theme=` that tells an app which one is on. */
export type Theme = 'dark' | 'light';

/** The theme this browser chose last; light when it never chose (QRadar's default). */
export function themeOf(request: Request): Theme {
  return parseCookie(request.headers.cookie ?? '')['ConsoleTheme'] === 'dark' ? 'dark' : 'light';
}
