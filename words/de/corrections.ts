import type { corrections as english } from '../en/corrections.ts';

/** German words of the corrections. */
export const corrections: typeof english = {
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
      'TCP und UDP werden unterschieden, denn ein Port allein benennt das Netzwerkprotokoll nicht: 69/tcp ist kein TFTP.',
  },
  'users-not-split': {
    label: 'Nicht nach Benutzern geteilt',
    sentence:
      'Benutzernamen werden gezeigt, teilen aber den Verkehr eines Hosts nicht, der sonst unter die Schwelle fallen könnte.',
  },
  'fan-out-pooled': {
    label: 'Kleine Teile zusammengelegt',
    sentence: 'Ziele und Ports, die einzeln unter den Schwellen bleiben, wurden je Quelle addiert.',
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
