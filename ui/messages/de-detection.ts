import type { Reason } from '../../contract/finding.ts';
import { binaryBytes, bytes, count } from '../format.ts';
import type { Messages } from './chosen.ts';
import { channels } from './de-channels.ts';
import { plural } from './plural.ts';

type Words = Messages['detection'];

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Verbindung', other: 'Verbindungen' })}`;
const destinations = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Ziel', other: 'Ziele' })}`;
const records = (value: number) =>
  `${count(value)} ${plural(value, { one: 'Datensatz', other: 'Datensätze' })}`;

const sources: Words['thresholdSources'] = {
  'source-rule': {
    name: 'Ausgangsregel',
    explanation: 'Die Zahl steht in der Abfrage, die Analysten heute verwenden.',
  },
  measured: {
    name: 'gemessen',
    explanation: 'Die Zahl wurde an echtem Verkehr gemessen; die Dokumentation sagt, an welchem.',
  },
  choice: {
    name: 'unsere Wahl',
    explanation: 'Die Zahl ist eine Wahl dieser App; die Dokumentation nennt die Gründe.',
  },
  setting: {
    name: 'Einstellung',
    explanation: 'Ein Administrator hat die Zahl in den Einstellungen dieser App gesetzt.',
  },
  standard: {
    name: 'Standard',
    explanation: 'Die Zahl folgt aus einem veröffentlichten Standard.',
  },
};

function threshold({ unit, threshold: limit }: Reason): string {
  if (limit === null) return '';
  const value = unit === 'bytes' ? binaryBytes(limit.value) : count(limit.value);
  return `${value} (${sources[limit.source].name})`;
}

const above = (reason: Reason) => (reason.threshold ? `, über ${threshold(reason)}` : '');
const notAbove = (reason: Reason) => (reason.threshold ? `, nicht über ${threshold(reason)}` : '');

const surely = ({ confidence }: Reason) =>
  confidence === undefined ? '' : ` (${channels.confidences[confidence].name})`;

const reasons: Words['reasons'] = {
  'connections-above-threshold': {
    label: 'Wiederholte Verbindungen',
    sentence: (reason) => `${connections(reason.value)}${above(reason)}.`,
    why: 'Wiederholung trennt eine Gewohnheit oder ein Beacon von einem einzelnen Besuch.',
  },
  'volume-without-count': {
    label: 'Großes Volumen, wenige Verbindungen',
    sentence: (reason) =>
      `${bytes(reason.value)} in wenigen Verbindungen gesendet${above(reason)}.`,
    why: 'Ein einziger langer Upload kann alles tragen, daher genügt das Volumen allein.',
  },
  'total-without-count': {
    label: 'Viel in wenigen Verbindungen',
    sentence: (reason) =>
      `${bytes(reason.value)} in beiden Richtungen zusammen in wenigen Verbindungen${above(reason)}.`,
    why: 'Welcher Teil einer Summe gesendet wurde, ist nicht bekannt. Es kann alles sein, daher wird der Befund gezeigt.',
  },
  download: {
    label: 'Heruntergeladen',
    sentence: (reason) => `${bytes(reason.value)} empfangen${above(reason)}.`,
    why: 'Was über diese Ports hereinkommt, können Werkzeuge eines Angreifers sein (ATT&CK T1105). Empfangene Bytes gelten nie als gesendet.',
  },
  'fan-out': {
    label: 'Viele Ziele',
    sentence: (reason) =>
      `${destinations(reason.value)} von einer Quelle${above(reason)}, jedes mit zu wenigen Verbindungen, um allein zu stehen.`,
    why: 'Auf viele Adressen verteilt bleibt eine Übertragung bei jeder unter einer Schwelle.',
  },
  'pooled-volume': {
    label: 'Viel an wenige Ziele zusammen',
    sentence: (reason) =>
      `${bytes(reason.value)} an alle zusammen gesendet${above(reason)}, an jedes einzelne weniger.`,
    why: 'Auf wenige Adressen verteilt bleibt eine Übertragung bei jeder unter den Schwellen.',
  },
  'fan-out-stands-out': {
    label: 'Mehr Ziele als hier üblich',
    sentence: (reason) =>
      `${destinations(reason.value)}: Mindestens 95 von 100 Quellen auf diesen Ports haben nicht mehr.`,
    why: 'Was hier üblich ist, ordnet die Zahl ein; andere Quellen werden dadurch nicht ausgeblendet.',
  },
  'sent-above-high': {
    label: 'Hohes gesendetes Volumen',
    sentence: (reason) => `${bytes(reason.value)} gesendet${above(reason)}.`,
    why: 'Über diesem Volumen ist das Exfiltrationsrisiko hoch (HIGH).',
  },
  'sent-above-medium': {
    label: 'Mittleres gesendetes Volumen',
    sentence: (reason) => `${bytes(reason.value)} gesendet${above(reason)}.`,
    why: 'Über diesem Volumen ist das Exfiltrationsrisiko mittel (MEDIUM).',
  },
  'sent-below-medium': {
    label: 'Geringes gesendetes Volumen',
    sentence: (reason) => `${bytes(reason.value)} gesendet${notAbove(reason)}.`,
    why: 'Bis zu diesem Volumen bleibt das Exfiltrationsrisiko niedrig (LOW).',
  },
  'sent-unknown': {
    label: 'Gesendete Bytes nicht bekannt',
    sentence: (reason) => `Kein Zähler gesendeter Bytes auf ${connections(reason.value)}.`,
    why: 'Ohne Zähler lässt sich das Volumen nicht bewerten. Es kann beliebig sein, daher bleibt der Befund.',
  },
  'attempt-only': {
    label: 'Nur Versuche',
    sentence: (reason) =>
      `${connections(reason.value)} geöffnet, bei keiner ist eine Antwort verzeichnet.`,
    why: 'Ein Versuch bewegt keine nennenswerten Daten, daher bleibt das Risiko niedrig (LOW).',
  },
  'total-only': {
    label: 'Nur eine Summe bekannt',
    sentence: (reason) => `${bytes(reason.value)} in beiden Richtungen zusammen${above(reason)}.`,
    why: 'Die Protokollquelle zählt beide Richtungen als eine. Eine Summe gilt nie als gesendet.',
  },
  'impossible-counter': {
    label: 'Unmöglicher Zähler',
    sentence: (reason) =>
      `${bytes(reason.value)} behauptet von Zählern, die unter null liegen oder mehr nennen, als die Pakete getragen haben können${above(reason)}.`,
    why: 'Kein IP-Paket ist größer als 65.535 Bytes (RFC 791). Der Zähler bleibt aus jeder Summe.',
  },
  'single-record-volume': {
    label: 'Volumen aus einem Datensatz',
    sentence: (reason) => `Ein Datensatz allein liefert ${bytes(reason.value)}${above(reason)}.`,
    why: 'Ein einzelner Zähler kann falsch sein. Sehen Sie den Datensatz an, bevor Sie sich darauf verlassen.',
  },
  'data-channel-counted': {
    label: 'Datenkanal mitbewertet',
    sentence: (reason) =>
      `${bytes(reason.value)} davon über wahrscheinliche Datenverbindungen gesendet${surely(reason)}.`,
    why: 'FTP und TFTP bewegen Dateien über andere Verbindungen als die ihrer Steuerports. In den Einstellungen abgeschaltet, werden nur die Steuerverbindungen bewertet.',
  },
  'data-channel-left-out': {
    label: 'Datenkanal nicht bewertet',
    sentence: (reason) =>
      `${bytes(reason.value)}, über wahrscheinliche Datenverbindungen gesendet${surely(reason)}, sind nicht bewertet.`,
    why: 'Die Einstellungen dieser App nehmen Datenkanäle von der Bewertung aus.',
  },
};

const corrections: Words['corrections'] = {
  'coalesced-counted': {
    label: 'Zusammengefasste Ereignisse gezählt',
    sentence:
      'QRadar hat mehrere Verbindungen in einen Datensatz gefaltet. Addiert wird die Ereigniszahl, nicht die Zahl der Datensätze.',
  },
  'sessions-counted-once': {
    label: 'Sitzungen einmal gezählt',
    sentence:
      'Eine Firewall protokolliert eine Sitzung beim Öffnen und beim Schließen. Beides zählt als eine Verbindung.',
  },
  'log-sources-not-added': {
    label: 'Protokollquellen nicht addiert',
    sentence:
      'Mehrere Protokollquellen sahen denselben Verkehr. Gezeigt wird die größte Zahl, nicht die Summe.',
  },
  'unknown-bytes-kept': {
    label: 'Unbekannte Bytes behalten',
    sentence: 'Verbindungen ohne Byte-Zähler bleiben im Befund. Die Ausgangsabfrage verwirft sie.',
  },
  'attempts-capped': {
    label: 'Versuche bleiben niedrig',
    sentence: 'Keine Verbindung bekam eine Antwort, daher wird das Risiko nicht über LOW bewertet.',
  },
  'impossible-counter-excluded': {
    label: 'Unmöglicher Zähler ausgeschlossen',
    sentence:
      'Ein Zähler, der nicht stimmen kann, blieb aus den Summen und aus der Bewertung heraus.',
  },
  'transport-in-key': {
    label: 'Transport beachtet',
    sentence:
      'TCP und UDP werden unterschieden, denn ein Port allein benennt das Protokoll nicht: 69/tcp ist kein TFTP.',
  },
  'users-not-split': {
    label: 'Nicht nach Benutzern geteilt',
    sentence:
      'Benutzernamen werden gezeigt, teilen aber den Verkehr eines Hosts nicht, der sonst unter die Schwelle fallen könnte.',
  },
  'fan-out-pooled': {
    label: 'Kleine Ziele zusammengelegt',
    sentence: 'Ziele, die einzeln unter der Schwelle bleiben, wurden je Quelle addiert.',
  },
  'volume-counts': {
    label: 'Volumen genügt',
    sentence: 'Das Volumen allein macht den Befund, wie wenige Verbindungen es auch sind.',
  },
  'ipv6-seen': {
    label: 'IPv6 gesehen',
    sentence: 'Das Ziel ist eine IPv6-Adresse, die die Ausgangsabfrage nicht sehen kann.',
  },
  'flows-counted': {
    label: 'Flüsse gezählt',
    sentence:
      'Neben Ereignissen wurden Flüsse abgefragt. Was beide sahen, zählt einmal: Gezeigt wird die größere Zahl, nicht die Summe.',
  },
  'superflows-marked': {
    label: 'Superflüsse gekennzeichnet',
    sentence:
      'Ein Superfluss faltet viele Verbindungen eines Scans oder einer Flut in einen Datensatz. Seine Zahl ist eine Mindestzahl, seine Bytes bleiben aus den Summen.',
  },
  'data-channel-joined': {
    label: 'Datenkanal zugeordnet',
    sentence:
      'Datenverbindungen auf anderen Ports wurden ihren Steuersitzungen zugeordnet. Die Ausgangsabfrage sieht nur auf Steuerports.',
  },
};

/** German words for what the detection says. */
export const detection: Words = {
  risks: { HIGH: 'Hoch', MEDIUM: 'Mittel', LOW: 'Niedrig' },
  riskMeaning: {
    HIGH: 'Mehr als 10 MiB nach außen gesendet (Ausgangsregel), oder was ein Administrator gesetzt hat.',
    MEDIUM:
      'Mehr als 1 MiB nach außen gesendet (Ausgangsregel), oder was ein Administrator gesetzt hat.',
    LOW: 'Nicht mehr als das gesendet, kein Zähler, oder nur Versuche.',
  },
  protocols: { FTP: 'FTP', FTPS: 'FTPS', SMB: 'SMB', TFTP: 'TFTP', SSH: 'SSH', OTHER: 'Andere' },
  states: {
    moving: {
      label: 'Bewegt Daten',
      meaning: 'Über die Verbindungen gingen mehr Bytes, als eine Sitzung für sich selbst braucht.',
    },
    established: { label: 'Aufgebaut', meaning: 'Die Gegenseite hat geantwortet.' },
    unknown: {
      label: 'Unbekannt',
      meaning:
        'Zugelassen oder geöffnet; nichts Protokolliertes sagt, ob die Gegenseite geantwortet hat.',
    },
    attempt: {
      label: 'Versuch',
      meaning:
        'Zugelassen oder geöffnet, und ein Zähler sagt, dass nichts gesendet wurde oder nichts zurückkam.',
    },
  },
  profiles: {
    corrected: {
      label: 'Korrigiert',
      meaning: 'Richtig, wo die Ausgangsabfrage falsch ist. Jede Korrektur steht auf ihrer Karte.',
    },
    source: {
      label: 'Ausgangsabfrage',
      meaning: 'Genau das, was die Abfrage der Analysten meint, für Ariel gültig gemacht.',
    },
  },
  reasons,
  corrections,
  thresholdSources: sources,
  connections,
  destinations,
  records,
  profileDifference: {
    title: 'Was die beiden Profile unterscheidet',
    rows: [
      ['Verbindungen', 'Ereigniszahlen addiert, Sitzungen einmal gezählt', 'Datensätze gezählt'],
      ['Bytes', 'Behalten, wenn unbekannt; unmögliche Zähler weg', 'Verworfen, wenn unbekannt'],
      ['Versuche', 'Unterschieden, nie über LOW', 'Bewertet wie alle'],
      ['Schlüssel', 'Quelle, Ziel, Port, Transport', 'Quelle, Ziel, Port, Benutzer'],
      [
        'Reichweite',
        'Alle Sonderbereiche ausgeschlossen; IPv6 gesehen',
        'Sechs IPv4-Bereiche; nur IPv4',
      ],
      ['Wenige Verbindungen', 'Durch Volumen oder als Streuung gefunden', 'Nicht gefunden'],
      ['Datenkanäle', 'FTP- und TFTP-Sitzungen zugeordnet, mitbewertet', 'Nicht abgefragt'],
    ],
    topic: 'Thema',
  },
  technique: (id, name) => `MITRE ATT&CK ${id}, ${name}`,
};
