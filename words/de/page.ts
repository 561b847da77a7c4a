import type { VerdictCounts } from '../../contract/coverage.ts';
import type { PageWords } from '../en/page.ts';
import type { Format } from '../format.ts';
import { allowed } from './allowed.ts';
import { card } from './card.ts';
import { filter } from './filter.ts';
import { list } from './list.ts';
import { run } from './run.ts';
import { states } from './states.ts';
import { triage } from './triage.ts';

const columns: PageWords['columns'] = {
  logSource: 'Protokollquelle',
  source: 'Quell-IP',
  destination: 'Ziel-IP',
  port: 'Zielport',
  user: 'Benutzer',
  protocol: 'Netzwerkprotokoll',
  connections: 'Verbindungen',
  sent: 'Bytes gesendet',
  received: 'Bytes empfangen',
  firstSeen: 'Zuerst gesehen',
  lastSeen: 'Zuletzt gesehen',
  risk: 'Exfiltrationsrisiko',
};

const icons: PageWords['icons'] = {
  error: 'Symbol: Fehler',
  warning: 'Symbol: Warnung',
  info: 'Symbol: Hinweis',
  success: 'Symbol: Erfolg',
  waiting: 'wird geladen',
};

const totals: PageWords['totals'] = {
  label: 'Summen',
  sources: 'Quell-IPs',
  findings: 'Befunde',
  connections: 'Verbindungen',
  sent: 'Bytes gesendet',
  received: 'Bytes empfangen',
  denied: 'Abgelehnte Verbindungen',
};

const entry: PageWords['entry'] = {
  'offense-unreadable': {
    title: 'Der Angriff konnte nicht gelesen werden, daher ist nichts gefiltert',
    remedy:
      'Vielleicht fehlt Ihrer Rolle die Berechtigung „Angriffe“ (Offenses), es gibt den Angriff nicht mehr, oder die Konsole hat nicht geantwortet. Die Quelle lässt sich über ihre Adresse suchen.',
  },
  'offense-without-source': {
    title: 'Der Angriff nennt weder Adresse noch Benutzer, daher ist nichts gefiltert',
    remedy:
      'Sehen Sie seine Ereignisse in der Protokollaktivität an, um eine Adresse zu wählen, und suchen Sie danach.',
  },
};

function coverageState(counts: VerdictCounts, { count, many }: Format): string {
  if (counts.missing > 0) return many(counts.missing, { one: 'fehlt', other: 'fehlen' });
  if (counts.weak > 0) return `${count(counts.weak)} schwach`;
  return counts['cannot-know'] > 0
    ? `${count(counts['cannot-know'])} nicht zu wissen`
    : 'in Ordnung';
}

/** German words of the page of findings. */
export function page(format: Format): PageWords {
  return {
    title: 'Transfer Watch',
    skip: 'Zum Hauptinhalt springen',
    navigation: 'Seiten',
    coverageState: (counts) => coverageState(counts, format),
    coverageChecked: (at) => `Zuletzt geprüft ${at}`,
    pages: {
      findings: 'Befunde',
      coverage: 'Abdeckung',
      validation: 'Validierung',
      tuning: 'Optimierung',
    },
    domain: 'Standarddomäne, wenn keine genannt ist',
    copyLink: 'Link zu dieser Ansicht kopieren',
    copied: 'Kopiert',
    notCopied: 'Der Browser hat das Kopieren nicht erlaubt',
    results: 'Ergebnisse',
    detail: 'Details',
    icons,
    columns,
    filter: filter(format),
    allowed: allowed(format),
    card: card(format),
    list: list(format),
    totals,
    run: run(format),
    states: states(format),
    triage: triage(format),
    entry,
  };
}
