import type { Reason } from '../../contract/finding.ts';
import type { reasons as english, thresholdSources as englishSources } from '../en/reasons.ts';
import type { Format } from '../format.ts';
import { confidences } from './channel-line.ts';
import { counted } from './counted.ts';

/** German words of where a threshold comes from. */
export const thresholdSources: typeof englishSources = {
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

function comparisons({ bytes, count }: Format) {
  const threshold = ({ unit, threshold: limit }: Reason) => {
    if (limit === null) return '';
    const value = unit === 'bytes' ? bytes(limit.value) : count(limit.value);
    return `${value} (${thresholdSources[limit.source].name})`;
  };
  return {
    above: (reason: Reason) => (reason.threshold ? `, über ${threshold(reason)}` : ''),
    notAbove: (reason: Reason) => (reason.threshold ? `, nicht über ${threshold(reason)}` : ''),
  };
}

const surely = ({ confidence }: Reason) =>
  confidence === undefined ? '' : ` (${confidences[confidence]})`;

/** German words of why something is a finding and has its risk. */
export function reasons(format: Format): ReturnType<typeof english> {
  const { bytes } = format;
  const { connections, destinations, ports } = counted(format);
  const { above, notAbove } = comparisons(format);
  return {
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
      label: 'Viel in kleinen Teilen gesendet',
      sentence: (reason) =>
        `${bytes(reason.value)} insgesamt gesendet${above(reason)}, jeder einzelne Teil ist kleiner.`,
      why: 'Auf einige Adressen oder Ports verteilt bleibt eine Übertragung überall unter den Schwellen.',
    },
    'several-ports': {
      label: 'Mehrere Ports',
      sentence: (reason) => `${ports(reason.value)}, von denen keiner für sich allein auffällt.`,
      why: 'Wer den Port wechselt, bleibt auf jedem einzelnen unter den Schwellen.',
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
        `${bytes(reason.value)} behauptet von Zählern, die unter 0 liegen oder mehr nennen, als die Pakete getragen haben können${above(reason)}.`,
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
    'data-channel-doubted': {
      label: 'Viel Zweifelhaftes',
      sentence: (reason) =>
        `${bytes(reason.value)} auf Verbindungen, die Datenverbindungen sein können${above(reason)}.`,
      why: 'Sie liefen zwischen denselben Rechnern, aber zu einem Port, den ein anderer Dienst benutzt, in einer Sitzung, die andere Ports angekündigt hat, oder außerhalb jeder Sitzung. Bewertet werden sie nicht, eine Übertragung können sie dennoch sein.',
    },
    regular: {
      label: 'Regelmäßig',
      sentence: (reason) =>
        `Verbindungen beginnen in gleichmäßigen Abständen: ${reason.value} von 100 Punkten${above(reason)}.`,
      why: 'So verbindet sich ein Programm nach der Uhr, auch ein Implantat. Sicherungen und Überwachung tun es ebenso: Quelle, Ziel und Umfang sagen, was es ist. Das Risiko ändert sich dadurch nicht, ein niedriges kommt unter den niedrigen nach vorn.',
    },
  };
}
