import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Directory, User } from './directory.ts';

/** Who makes a call, and what this caller may do and see. */
export type Caller = {
  readonly kind: 'user' | 'service';
  readonly id: number;
  /** User name, or label of the authorized service. */
  readonly name: string;
  readonly locale: string;
  readonly roleId: number;
  readonly profileId: number;
  readonly capabilities: ReadonlySet<string>;
  /** Domains whose events and flows the caller sees; `null` for all. */
  readonly allowedDomains: readonly number[] | null;
  /** Token that writes must repeat in the QRadarCSRF header; `null` for an authorized service, which needs none. */
  readonly csrf: string | null;
};

/** The two cookie values a browser gets at log-in. Both are secrets. */
export type Session = { readonly sec: string; readonly csrf: string };

/**
 * Open sessions and the token of the authorized service.
 * A session lives until `logout` or the end of the process; the stand-in has no inactivity timeout.
 */
export class Sessions {
  /** Goes into the SEC header of scripts; holds the rights of its role (Admin). */
  readonly serviceToken: string;
  private readonly directory: Directory;
  private readonly open = new Map<string, { readonly username: string; readonly csrf: string }>();

  constructor(directory: Directory, serviceToken: string = randomUUID()) {
    this.directory = directory;
    this.serviceToken = serviceToken;
  }

  /** The users one can log in as; the stand-in asks for no password. */
  get users(): readonly User[] {
    return this.directory.users;
  }

  /** Opens a session; throws a `RangeError` for a name that does not exist. */
  login(username: string): Session {
    if (!this.userNamed(username)) throw new RangeError(`The stand-in has no user "${username}"`);
    const session = { sec: randomUUID(), csrf: randomUUID() };
    this.open.set(session.sec, { username, csrf: session.csrf });
    return session;
  }

  /** Ends a session; false when there was none. */
  logout(sec: string): boolean {
    return this.open.delete(sec);
  }

  /** Ends the session a caller came with; an authorized service has none. */
  logoutCaller(caller: Caller): void {
    for (const [sec, { csrf }] of this.open) if (csrf === caller.csrf) this.open.delete(sec);
  }

  /** The user of a session, or `null`. */
  userOf(sec: string | undefined): User | null {
    const session = sec === undefined ? undefined : this.open.get(sec);
    return session ? this.userNamed(session.username) : null;
  }

  /** Gives the user of a session another language, which all sessions of that user have from then on. */
  chooseLocale(sec: string | undefined, locale: User['locale']): void {
    const user = this.userOf(sec);
    if (user === null) return;
    this.directory.users.splice(this.directory.users.indexOf(user), 1, { ...user, locale });
  }

  /** The caller behind a SEC value, be it of a session or of the authorized service; `null` if neither. */
  callerOf(sec: string): Caller | null {
    const user = this.userOf(sec);
    const csrf = this.open.get(sec)?.csrf;
    if (user && csrf !== undefined) {
      const { id, username: name, locale } = user;
      return { kind: 'user', id, name, locale, csrf, ...this.rightsOf(user) };
    }
    if (!isSameSecret(sec, this.serviceToken)) return null;
    const { service } = this.directory;
    return {
      kind: 'service',
      id: service.id,
      name: service.label,
      locale: 'en_US',
      csrf: null,
      ...this.rightsOf(service),
    };
  }

  /** As the user is now: rights may change while a session is open. */
  private userNamed(username: string): User | null {
    return this.directory.users.find((candidate) => candidate.username === username) ?? null;
  }

  private rightsOf({ roleId, profileId }: { readonly roleId: number; readonly profileId: number }) {
    const role = this.directory.roles.find((candidate) => candidate.id === roleId);
    const profile = this.directory.profiles.find((candidate) => candidate.id === profileId);
    return {
      roleId,
      profileId,
      capabilities: new Set(role?.capabilities.map((capability) => capability.name)),
      allowedDomains: profile ? profile.domainIds : [],
    };
  }
}

/** Says whether two secrets are equal, in a time that does not tell how much of them is. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Says whether a caller has one of the capabilities; ADMIN has them all. */
export function hasCapability(caller: Caller, anyOf: readonly string[]): boolean {
  return caller.capabilities.has('ADMIN') || anyOf.some((name) => caller.capabilities.has(name));
}

/** Says whether a caller sees what belongs to a domain; what belongs to none is seen by all. */
export function seesDomain(caller: Caller, domainId: number | null): boolean {
  return (
    domainId === null || caller.allowedDomains === null || caller.allowedDomains.includes(domainId)
  );
}
