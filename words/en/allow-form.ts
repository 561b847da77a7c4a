import type { AllowPreview } from '../../contract/allowlist.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the form of an entry and of its preview. */
export const allowForm = (format: Format) => {
  const { bytes, count, many, timeRange } = format;
  const { findings } = counted(format);
  const ask = ({ kind, value, most }: AllowPreview['asks'][number]): string => {
    switch (kind) {
      case 'much':
        return `It hides ${findings(value)}; more than ${count(most)} is much for one entry.`;
      case 'wide':
        return `The block is wide: /${count(value)}; blocks wider than /${count(most)} are asked about.`;
      case 'many-sources':
        return `It names ${many(value, { one: 'source IP', other: 'source IPs' })}; more than ${count(most)} are asked about.`;
      case 'nothing-to-tell-by':
        return 'No run is at hand to preview it on, so nobody knows what it would hide.';
    }
  };
  return {
    title: 'Allow what is expected',
    scope: 'What is expected',
    scopeOf: (scope: string, value: string) => `${scope}: ${value}`,
    several: (value: number) => `${count(value)} addresses`,
    source: 'Source IP or block',
    sources: 'Source IPs or blocks',
    destination: 'Destination IP or block',
    destinations: 'Destination IPs or blocks',
    users: 'Users',
    onePerLine: 'One a line; each becomes an entry of its own.',
    blocks: 'An address, or a block such as 10.1.2.0/24 or 2001:db8::/32.',
    port: 'Destination port',
    onlyDomain: (name: string) => `Only in this domain: ${name}`,
    defaultDomain: 'Default domain',
    domainId: (id: number) => `number ${count(id)}`,
    reason: 'Reason',
    reasonNote: 'For colleagues: what it is, and who said so.',
    left: (used: number, most: number) => `${count(used)} of ${count(most)} characters`,
    ends: 'Ends',
    endsIn: (days: number) => `in ${many(days, { one: 'day', other: 'days' })}`,
    endsNever: 'never',
    endsOn: 'on a day of choice',
    day: 'Last day',
    save: 'Allow',
    saving: 'Saving',
    cancel: 'Cancel',
    close: 'Close',
    whoCan: (user: string) =>
      `Entries can be saved by users whose role has “Manage Reference Data” (Delegated Administration) or “System Administrator”. ${user} is no administrator: without that permission you see here what an entry would do, and QRadar refuses to save it.`,
    mistakes: (value: number) =>
      `${many(value, { one: 'field needs', other: 'fields need' })} correction`,
    errors: {
      empty: 'Name at least one.',
      one: 'Name one address or block.',
      tooMany: (most: number) => `At most ${count(most)} at once.`,
      address: (text: string) => `${text} is no address and no block.`,
      zone: (text: string) =>
        `${text} has a zone, which no other host knows. Leave out what follows %.`,
      hostBits: (text: string, block: string) =>
        `${text} has bits set beyond its prefix. Did you mean ${block}?`,
      wide: (text: string, ipv4: number, ipv6: number) =>
        `${text} is too wide: at least /${count(ipv4)} for IPv4, /${count(ipv6)} for IPv6.`,
      twice: (text: string) => `${text} is there twice.`,
      exists: (text: string) => `${text} is allowed already.`,
      user: (most: number) =>
        `A user name has at most ${count(most)} characters, none of them invisible.`,
      port: 'A port is a whole number from 1 to 65,535.',
      reasonShort: 'Say in at least three characters why.',
      reasonLong: (used: number, most: number) =>
        `${count(used)} characters; at most ${count(most)} fit.`,
      reasonControl: 'Invisible characters and line breaks cannot be kept.',
      dayMissing: 'Choose a day.',
      dayPast: 'This day is past.',
      dayFar: (days: number) => `At most ${count(days)} days from now.`,
    },
    preview: {
      title: 'What it would change',
      waiting: 'Fill in what is expected to see what it would hide.',
      asking: 'Judging the last run with it',
      window: (startMs: number, stopMs: number) => `In the last run, ${timeRange(startMs, stopMs)}`,
      hidden: 'Hidden',
      trimmed: 'With other figures',
      appeared: 'Appear',
      untouched: 'Untouched',
      high: (value: number) => `${count(value)} HIGH`,
      sent: (value: number | null) => (value === null ? 'bytes not known' : `${bytes(value)} sent`),
      nothing: 'It matches nothing in that run.',
      isCut: 'The run has more findings than it shows: the numbers are least ones.',
      firstOf: (shown: number, all: number) => `The worst ${count(shown)} of ${count(all)}.`,
      hiddenList: (value: number) => `Hidden: ${findings(value)}`,
      trimmedList: (value: number) => `With other figures: ${findings(value)}`,
      appearedList: (value: number) => `Appear: ${findings(value)}`,
      appearedNote: 'What is left of others shows as findings of another kind.',
      columns: { finding: 'Finding', risk: 'Risk', sent: 'Bytes sent', connections: 'Connections' },
      several: (value: number) => many(value, { one: 'destination', other: 'destinations' }),
      notKnown: 'not known',
      fromTo: (before: string, after: string) => `${before} → ${after}`,
    },
    asks: {
      title: 'Have a second look',
      ask,
      confirm: 'I have seen these numbers, and it is right',
      needed: 'Say that it is right, or narrow the entry.',
    },
    confirmed: {
      title: (value: number) =>
        `It would have hidden or changed ${many(value, { one: 'finding that was closed as a true positive', other: 'findings that were closed as true positives' })}`,
      text: 'Narrow the entry, or say why it is right all the same.',
      label: 'Second reason',
    },
  };
};

export type AllowFormWords = ReturnType<typeof allowForm>;
