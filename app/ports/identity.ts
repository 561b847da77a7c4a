/**
 * Whose rights a call uses: the two values of a console session, as the console's proxy forwarded them; `csrf` is
 * `null` for an authorized service. Both are secrets: never logged, never stored, never in an error.
 */
export type Identity = { readonly sec: string; readonly csrf: string | null };
