import type { CardWords } from '../en/card.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the cards and of the table. */
export function card(format: Format): CardWords {
  const { bytes, count, exactBytes, many, plural } = format;
  const { connections, destinations, findings, ports } = counted(format);
  return {
    list: 'Befunde nach Quell-IP',
    table: 'Befunde',
    heading: (sent, total, targets, isEstimate) => {
      const where = destinations(targets);
      const about = isEstimate ? 'geschätzt ' : '';
      if (sent !== null) return `${about}${bytes(sent)} an ${where} gesendet`;
      if (total !== null) return `${about}${bytes(total)} mit ${where} ausgetauscht`;
      return `mit ${where} verbunden`;
    },
    domain: (name) => `Domäne: ${name}`,
    domainId: (id) => `Domäne ${id}`,
    lastSeen: (when) => `zuletzt gesehen ${when}`,
    bytesKnown: (known, all) => `bekannt für ${count(known)} von ${connections(all)}`,
    lowerBound: 'Untergrenze',
    estimated: {
      tag: 'geschätzt',
      ofSum: 'mit Schätzungen',
      label: 'Geschätzt',
      why: 'Aus Gruppen von Datensätzen gezählt, nicht aus einzelnen Verbindungen: Sitzungen über mehrere Firewalls können fehlen, mehrfach gemeldete Sitzungen doppelt gezählt sein.',
      notRead: {
        label: 'Geschätzt: Datensätze nicht gelesen',
        why: 'Die Suche nach einzelnen Datensätzen ist gescheitert. Starten Sie die Erkennung noch einmal.',
      },
      noChannels: {
        label: 'Datenkanäle nicht gesucht',
        why: 'FTP und TFTP übertragen Dateien auf eigenen Verbindungen, die in einzelnen Datensätzen gefunden werden. Die Suche nach diesen ist gescheitert, deshalb fehlen hier Bytes von Datenkanälen. Starten Sie die Erkennung noch einmal.',
      },
    },
    notKnown: 'nicht bekannt',
    totalOnly: (total) => `Summe beider Richtungen: ${bytes(total)}`,
    coalesced: (value) => `${count(value)} davon zusammengefasst`,
    denied: (value, ports) => `und ${count(value)} abgelehnt (${ports})`,
    moreDestinations: (value) => `+ ${count(value)} weitere`,
    morePorts: (value) => `+ ${many(value, { one: 'weiterer Port', other: 'weitere Ports' })}`,
    moreUsers: (value) => `+ ${count(value)} weitere`,
    noUser: 'keiner verzeichnet',
    fanOut: (value) => `${destinations(value)} zusammen`,
    overPorts: (value) => `${ports(value)} zusammen`,
    users: () => 'Benutzer',
    destinations: (value) => plural(value, { one: 'Ziel-IP', other: 'Ziel-IPs' }),
    ports: (value) => plural(value, { one: 'Zielport', other: 'Zielports' }),
    protocols: (value) => plural(value, { one: 'Netzwerkprotokoll', other: 'Netzwerkprotokolle' }),
    state: 'Zustand',
    reasons: 'Gründe',
    explain: (label) => `${label}: Erklärung`,
    corrections: (value) => many(value, { one: 'Korrektur', other: 'Korrekturen' }),
    correctionsTitle: 'Was das korrigierte Profil hier getan hat',
    details: 'Details',
    detailsOf: (what) => `Details zu ${what}`,
    more: (value) => `+ ${findings(value)} mehr`,
    totals: 'Alle Befunde dieser Quell-IP zusammen',
    numbers: 'Wie diese Zahlen gezählt werden',
    technique: 'ATT&CK-Technik',
    explanation: {
      connections: (value) =>
        `${count(value)} Verbindungen: nur zugelassene. Ereigniszahlen zusammengefasster Datensätze werden addiert; eine zweimal protokollierte Sitzung zählt einmal.`,
      coalesced: (value, isLowerBound) =>
        `${count(value)} Verbindungen wurden in andere Datensätze gefaltet, deren Bytes QRadar nicht behält.${isLowerBound ? ' Die Bytes sind daher eine Untergrenze.' : ' Die Bytes stammen von anderer Stelle.'}`,
      sent: (value, known, all) =>
        `${exactBytes(value)} gesendet, aus den Zählern von ${count(known)} von ${count(all)} Verbindungen.`,
      channel: (value, on) =>
        `${exactBytes(value)} davon wurden über ${count(on)} wahrscheinliche Datenverbindungen gesendet, die oben nicht mitgezählt sind.`,
      received: (value, known, all) =>
        `${exactBytes(value)} empfangen, aus den Zählern von ${count(known)} von ${count(all)} Verbindungen.`,
      total: (value) =>
        `${exactBytes(value)} in einem Zähler für beide Richtungen. Er sagt nicht, wie viel gesendet wurde.`,
      unknown: 'Kein Datensatz trägt einen Zähler gesendeter Bytes.',
      denied: (value) =>
        `${count(value)} Verbindungen dieser Quelle wurden abgelehnt. Sie werden gesondert gezählt und sind nie ein Befund.`,
      destinations: (value) => `${count(value)} verschiedene Zieladressen.`,
    },
  };
}
