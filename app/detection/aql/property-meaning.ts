import type { RunProperties } from '../../../contract/run.ts';

/** What a counter can count for the rule. */
export const counterKinds = [
  'sent',
  'received',
  'total',
  'packetsSent',
  'packetsReceived',
] as const;
export type CounterKind = (typeof counterKinds)[number] & keyof RunProperties;

/**
 * What a property counts, told by the words of its name, English or German, in any of the usual spellings: `Bytes Sent`,
 * `sentbyte`, `bytes_out`, `jnprBytesClient`, `gesendeteBytes`. The client's view: what a client or a source sent, and what
 * came from a server, which is also what `to client` says. `null` where words contradict each other or say that it is
 * something else: a rate, a limit, what was dropped.
 */
export function meaningOf(name: string): CounterKind | null {
  const words = wordsOf(name);
  if (words.some((word) => otherThings.test(word))) return null;
  const isOfBytes = words.some((word) => bytes.test(word));
  const isOfPackets = words.some((word) => packets.test(word));
  if (isOfBytes === isOfPackets) return null;
  const directions = directionsOf(words);
  if (directions.size > 1) return null;
  const [direction] = directions;
  if (direction) return isOfBytes ? direction : packetKinds[direction];
  return isOfBytes && words.every((word) => bytes.test(word) || neutral.test(word))
    ? 'total'
    : null;
}

type Direction = 'sent' | 'received';

const packetKinds = { sent: 'packetsSent', received: 'packetsReceived' } as const;

/** Lower case; units stand by themselves, also where a name runs its words together. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-zäöüß])([A-ZÄÖÜ])/g, '$1 $2')
    .toLowerCase()
    .replace(/bytes?|octets?|oktetten?|oktette?|packets?|pkts?|pakete?n?/g, ' $& ')
    .split(/[^a-zäöüß\d]+/)
    .filter((word) => word !== '');
}

function directionsOf(words: readonly string[]): ReadonlySet<Direction> {
  const directions = new Set<Direction>();
  for (const [at, word] of words.entries()) {
    const isTowards = towards.test(words[at - 1] ?? '');
    if (sent.test(word) || (isTowards ? server : client).test(word)) directions.add('sent');
    if (received.test(word) || (isTowards ? client : server).test(word)) directions.add('received');
  }
  return directions;
}

const bytes = /^(bytes?|octets?|oktetten?|oktette?)$/;
const packets = /^(packets?|pkts?|pakete?n?)$/;

const sent =
  /^(sent|send|sends|sende|gesendete?[nrs]?|verschickte?[nrs]?|out|outbound|outgoing|ausgehende?[nrs]?|egress|upload|uploads|uploaded|up|upstream|uplink|hochgeladene?[nrs]?|tx|xmit|transmit|transmitted|c2s|toserver)$/;
const received =
  /^(received?|receives|recv|recvd|rcvd|rcv|empfangene?[nrs]?|empfangs?|in|inbound|incoming|eingehende?[nrs]?|ingress|download|downloads|downloaded|down|downstream|downlink|heruntergeladene?[nrs]?|rx|s2c|toclient)$/;

/** Who opened the connection … */
const client =
  /^(clients?|cs|source|src|quell?e?n?|orig|originator|initiator|requests?|req|anfragen?)$/;
/** … and the far side. */
const server =
  /^(servers?|sc|destination|dest|dst|ziele?s?|resp|responder|responses?|reply|replies|antwort|antworten|target)$/;
const towards = /^(to|zum?|zur|an|towards?|nach)$/;

const neutral =
  /^(total|totals|sum|summe|all|both|overall|gesamte?[nrs]?|insgesamt|count|counts|counter|number|num|anzahl|zahl|of|transferred|transfer|übertragene?[nrs]?|traffic|verkehr|session|sitzung|flow|connection|verbindung|network|netzwerk)$/;

/** Not how much a connection moved, or in another unit than the one that is named. */
const otherThings =
  /^(per|pro|rate|bps|pps|sec|second|seconds|sekunde|avg|average|mean|durchschnitt|max|maximum|min|minimum|limit|grenze|threshold|quota|percent|ratio|remaining|free|used?|memory|disk|swap|buffer|header|headers|dropp?e?d?|drops|lost|verworfene?n?|verlorene?n?|denied|blocked|discard(s|ed)?|errors?|fehler|retransmit(s|ted)?|retransmissions?|duplicate|offset|size|größe|k|kilo|kb|m|mega|mb|g|giga|gb|t|tera|tb|kibi|mebi|gibi)$/;
