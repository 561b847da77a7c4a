import type { FilterWords } from '../en/filter.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the filters. */
export function filter(format: Format): FilterWords {
  const { findings } = counted(format);
  return {
    label: 'Filter',
    text: 'Adressen, Ports, Benutzer, Protokollquellen durchsuchen',
    textPlaceholder: 'Adresse, Port, Benutzer, Protokollquelle',
    clearText: 'Suchtext löschen',
    bytes: 'Bytes gesendet',
    bytesOptions: { any: 'Bekannt oder nicht', known: 'Bekannt', unknown: 'Nicht bekannt' },
    range: 'Zeitraum',
    ranges: {
      '1h': 'Letzte Stunde',
      '6h': 'Letzte 6 Stunden',
      '24h': 'Letzte 24 Stunden',
      '7d': 'Letzte 7 Tage',
      custom: 'Eigener Zeitraum',
    },
    profile: 'Profil',
    aboutProfiles: 'Profile vergleichen',
    sort: 'Sortieren nach',
    sorts: {
      risk: 'Risiko',
      sent: 'Bytes gesendet',
      received: 'Bytes empfangen',
      connections: 'Verbindungen',
      lastSeen: 'Zuletzt gesehen',
      firstSeen: 'Zuerst gesehen',
      source: 'Quell-IP',
      destination: 'Ziel-IP',
      port: 'Zielport',
      user: 'Benutzer',
      protocol: 'Netzwerkprotokoll',
      logSource: 'Protokollquelle',
    },
    view: 'Ansicht',
    views: { cards: 'Karten', table: 'Tabelle' },
    clear: 'Filter löschen',
    active: 'Aktive Filter',
    remove: (what) => `Filter ${what} entfernen`,
    tags: {
      text: (value) => `Text: ${value}`,
      risk: (value) => `Risiko: ${value}`,
      protocol: (value) => `Netzwerkprotokoll: ${value}`,
      bytes: (value) => `Bytes gesendet: ${value}`,
      time: (range) => `Aktiv: ${range}`,
      address: (value) => `Adresse: ${value}`,
      only: {
        source: (value) => `Nur Quell-IP ${value}`,
        destination: (value) => `Nur Ziel-IP ${value}`,
        user: (value) => `Nur Benutzer ${value}`,
      },
      exclude: {
        source: (value) => `Ohne Quell-IP ${value}`,
        destination: (value) => `Ohne Ziel-IP ${value}`,
        user: (value) => `Ohne Benutzer ${value}`,
      },
    },
    custom: {
      from: 'Von',
      to: 'Bis (nicht eingeschlossen)',
      apply: 'Zeitraum anwenden',
      order: 'Das Ende muss nach dem Anfang liegen.',
      missing: 'Geben Sie ein Datum und eine Uhrzeit ein.',
      tooLong: 'Ein Zeitraum darf höchstens 31 Tage lang sein.',
      zone: (zone) => `Zeiten in Ihrer Zeitzone, ${zone}.`,
    },
    resultsOf: (shown, all) =>
      shown === all ? findings(all) : `${format.count(shown)} von ${findings(all)} angezeigt`,
  };
}
