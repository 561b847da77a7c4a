import type { PivotsWords } from '../en/pivots.ts';
import type { Format } from '../format.ts';

const fields: PivotsWords['fields'] = {
  source: 'Quell-IP',
  destination: 'Ziel-IP',
  user: 'Benutzer',
};

const only: PivotsWords['fields'] = {
  source: 'Nur diese Quell-IP',
  destination: 'Nur diese Ziel-IP',
  user: 'Nur dieser Benutzer',
};

const exclude: PivotsWords['fields'] = {
  source: 'Diese Quell-IP ausschließen',
  destination: 'Diese Ziel-IP ausschließen',
  user: 'Diesen Benutzer ausschließen',
};

/** German words of the pivots. */
export const pivots = ({ count, many }: Format): PivotsWords => ({
  fields,
  menu: (field, value) => `Aktionen für ${fields[field]} ${value}`,
  items: {
    only: (field) => only[field],
    exclude: (field) => exclude[field],
    sourceEvents: 'Ereignisse dieser Quell-IP in der Protokollaktivität',
    destinationEvents: 'Ereignisse zu dieser Ziel-IP in der Protokollaktivität',
    userEvents: 'Ereignisse dieses Benutzers in der Protokollaktivität',
    pairEvents: (source, destination) =>
      `Ereignisse von ${source} an ${destination} in der Protokollaktivität`,
    sourceFlows: 'Datenflüsse dieser Quell-IP in der Netzaktivität',
    pairFlows: (source, destination) =>
      `Datenflüsse von ${source} an ${destination} in der Netzaktivität`,
    asset: 'Asset dieser IP',
    assetNamed: (name) => `Asset dieser IP (${name})`,
    offenses: 'Angriffe (Offenses) dieser Quell-IP',
    offensesKnown: (value) => `Angriffe (Offenses) dieser Quell-IP (${count(value)})`,
    allow: 'Erwartet: erlauben',
    copyAddress: 'IP-Adresse kopieren',
    copyUser: 'Benutzernamen kopieren',
    copyJson: 'Als JSON kopieren',
    copyAql: 'AQL dieser Ereignisse kopieren',
  },
  withReason: (label, reason) => `${label}: ${reason}`,
  reasons: {
    checking: 'wird geprüft',
    noOffenses: 'keine',
    offensesNotKnown: 'Sie dürfen sie nicht sehen, oder QRadar hat nicht geantwortet',
    noAsset: 'QRadar hat keines',
    noQuery: 'trifft hier nicht zu',
    noRun: 'führen Sie zuerst die Erkennung aus',
    failed: (title) => `nicht verfügbar (${title})`,
  },
  copied: {
    address: 'IP-Adresse kopiert',
    user: 'Benutzername kopiert',
    json: 'JSON kopiert',
    aql: 'AQL kopiert',
  },
  closeToast: 'Diese Meldung schließen',
  copyFallback: {
    title: 'Von Hand kopieren',
    text: 'Der Browser hat dieser Seite das Kopieren nicht erlaubt. Der Text ist markiert: Drücken Sie Strg+C, auf einem Mac ⌘C.',
    label: 'Zu kopierender Text',
    close: 'Schließen',
  },
  blocked: {
    title: 'Der Browser hat das Fenster blockiert',
    text: 'Erlauben Sie Pop-up-Fenster für die Adresse der Konsole und wählen Sie die Aktion erneut.',
  },
  offenseList: {
    title: (address, value) =>
      `${many(value, { one: 'Angriff', other: 'Angriffe' })} von ${address}`,
    open: 'Öffnen',
    openOffense: (id) => `Angriff ${id} öffnen`,
    columns: {
      id: 'Angriff',
      description: 'Beschreibung',
      magnitude: 'Magnitude',
      status: 'Status',
      lastUpdated: 'Zuletzt aktualisiert',
      action: 'Aktion',
    },
    close: 'Schließen',
  },
});
