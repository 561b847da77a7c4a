import type { AllowSubject } from '../../../contract/allowlist.ts';
import { unmapped } from '../rule/addresses.ts';
import { Prefixes } from '../rule/prefixes.ts';

/** What is asked of: a pair of hosts on a port. `domainId` `null`: the domain is not known, so entries of one domain do not name it. */
export type MatchedPair = {
  readonly domainId: number | null;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
};

/** Users of a pair; `null` stands for records without a name. Asked only where entries name users. */
export type UsersOf = () => readonly (string | null)[];

/** Entries by their number in the list they came in. */
type Numbers = number[];

/**
 * Finds the entries that name a pair, in a time that does not grow with their number: users and ports in hash tables,
 * addresses and blocks by their prefixes. Subjects are in their one spelling.
 */
export class Matcher {
  readonly #domains: readonly (number | null)[];
  readonly #sources = new Prefixes<Numbers>();
  readonly #destinations = new Prefixes<Numbers>();
  readonly #users = new Map<string, Numbers>();
  readonly #ports = new Map<number, Prefixes<Numbers>>();
  readonly #both = new Prefixes<Prefixes<Numbers>>();

  constructor(subjects: readonly AllowSubject[]) {
    this.#domains = subjects.map(({ domainId }) => domainId);
    for (const [number, subject] of subjects.entries()) this.#placeOf(subject).push(number);
  }

  /**
   * Numbers of the entries, of those that `isOn`, that name the pair, ascending. Users count together: where each user known of
   * the pair is named, all entries that name one are there, and else none of them; a pair without a known user has none.
   */
  match(pair: MatchedPair, users: UsersOf, isOn: (entry: number) => boolean): number[] {
    const found: Numbers = [];
    const isOf = (entry: number) => {
      const domain = this.#domains[entry];
      return isOn(entry) && (domain === null || domain === pair.domainId);
    };
    const add = (entries: Numbers) => {
      for (const entry of entries) if (isOf(entry)) found.push(entry);
    };
    const source = unmapped(pair.source);
    const destination = unmapped(pair.destination);
    this.#sources.covering(source, add);
    this.#destinations.covering(destination, add);
    this.#ports.get(pair.port)?.covering(destination, add);
    this.#both.covering(source, (destinations) => destinations.covering(destination, add));
    if (this.#users.size > 0) found.push(...this.#ofUsers(users(), isOf));
    return found.length > 1 ? [...new Set(found)].sort((a, b) => a - b) : found;
  }

  #ofUsers(users: readonly (string | null)[], isOf: (entry: number) => boolean): Numbers {
    const all: Numbers = [];
    for (const user of users) {
      if (user === null) continue;
      const own = (this.#users.get(user.trim().toLowerCase()) ?? []).filter(isOf);
      if (own.length === 0) return [];
      all.push(...own);
    }
    return all;
  }

  #placeOf({ scope, source, destination, port, user }: AllowSubject): Numbers {
    const none = (): Numbers => [];
    switch (scope) {
      case 'source':
        return this.#sources.at(named(source), none);
      case 'destination':
        return this.#destinations.at(named(destination), none);
      case 'user':
        return entryOf(this.#users, named(user), none);
      case 'destination-port':
        return entryOf(this.#ports, named(port), () => new Prefixes<Numbers>()).at(
          named(destination),
          none,
        );
      case 'source-destination':
        return this.#both
          .at(named(source), () => new Prefixes<Numbers>())
          .at(named(destination), none);
    }
  }
}

function named<T>(value: T | null): T {
  if (value === null) throw new RangeError('an entry that names nothing');
  return value;
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
