import type { AllowFormWords } from '../en/allow-form.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the form of an entry and of its preview, in German. */
export const allowForm = (format: Format): AllowFormWords => {
  const { bytes, count, many, timeRange } = format;
  const { findings } = counted(format);
  const ask: AllowFormWords['asks']['ask'] = ({ kind, value, most }) => {
    switch (kind) {
      case 'much':
        return `Er verbirgt ${findings(value)}; mehr als ${count(most)} sind viel für einen Eintrag.`;
      case 'wide':
        return `Der Block ist weit: /${count(value)}; bei Blöcken weiter als /${count(most)} wird nachgefragt.`;
      case 'many-sources':
        return `Er betrifft ${many(value, { one: 'Quell-IP', other: 'Quell-IPs' })}; bei mehr als ${count(most)} wird nachgefragt.`;
      case 'nothing-to-tell-by':
        return 'Es gibt keinen Lauf für eine Vorschau, also weiß niemand, was der Eintrag verbergen würde.';
    }
  };
  return {
    title: 'Erwartetes erlauben',
    scope: 'Was erwartet ist',
    scopeOf: (scope, value) => `${scope}: ${value}`,
    several: (value) => `${count(value)} Adressen`,
    source: 'Quell-IP oder Block',
    sources: 'Quell-IPs oder Blöcke',
    destination: 'Ziel-IP oder Block',
    destinations: 'Ziel-IPs oder Blöcke',
    users: 'Benutzer',
    onePerLine: 'Je Zeile eine Angabe; jede wird ein eigener Eintrag.',
    blocks: 'Eine Adresse, oder ein Block wie 10.1.2.0/24 oder 2001:db8::/32.',
    port: 'Zielport',
    onlyDomain: (name) => `Nur in dieser Domäne: ${name}`,
    defaultDomain: 'Standarddomäne',
    domainId: (id) => `Nummer ${count(id)}`,
    reason: 'Begründung',
    reasonNote: 'Für Kollegen: was es ist und wer das gesagt hat.',
    left: (used, most) => `${count(used)} von ${count(most)} Zeichen`,
    ends: 'Endet',
    endsIn: (days) => `in ${many(days, { one: 'Tag', other: 'Tagen' })}`,
    endsNever: 'nie',
    endsOn: 'an einem bestimmten Tag',
    day: 'Letzter Tag',
    save: 'Erlauben',
    saving: 'Wird gespeichert',
    cancel: 'Abbrechen',
    close: 'Schließen',
    whoCan: (user) =>
      `Einträge speichern kann, wessen Rolle „Manage Reference Data“ (Delegated Administration) oder „System Administrator“ hat. ${user} ist kein Administrator: Ohne diese Berechtigung sehen Sie hier, was ein Eintrag bewirken würde, und QRadar lehnt das Speichern ab.`,
    mistakes: (value) => `${many(value, { one: 'Feld ist', other: 'Felder sind' })} zu berichtigen`,
    errors: {
      empty: 'Nennen Sie mindestens eine Angabe.',
      one: 'Nennen Sie eine Adresse oder einen Block.',
      tooMany: (most) => `Höchstens ${count(most)} auf einmal.`,
      address: (text) => `${text} ist weder Adresse noch Block.`,
      zone: (text) =>
        `${text} hat eine Zone, die kein anderer Rechner kennt. Lassen Sie weg, was nach % steht.`,
      hostBits: (text, block) =>
        `${text} hat gesetzte Bits hinter seinem Präfix. Meinten Sie ${block}?`,
      wide: (text, ipv4, ipv6) =>
        `${text} ist zu weit: mindestens /${count(ipv4)} bei IPv4, /${count(ipv6)} bei IPv6.`,
      twice: (text) => `${text} steht zweimal da.`,
      exists: (text) => `${text} ist bereits erlaubt.`,
      user: (most) =>
        `Ein Benutzername hat höchstens ${count(most)} Zeichen, keines davon unsichtbar.`,
      port: 'Ein Port ist eine ganze Zahl von 1 bis 65.535.',
      reasonShort: 'Sagen Sie in mindestens drei Zeichen, warum.',
      reasonLong: (used, most) => `${count(used)} Zeichen; höchstens ${count(most)} passen.`,
      reasonControl: 'Unsichtbare Zeichen und Zeilenumbrüche lassen sich nicht speichern.',
      dayMissing: 'Wählen Sie einen Tag.',
      dayPast: 'Dieser Tag ist vorbei.',
      dayFar: (days) => `Höchstens ${count(days)} Tage von heute an.`,
    },
    preview: {
      title: 'Was er ändern würde',
      waiting: 'Geben Sie an, was erwartet ist, um zu sehen, was verborgen würde.',
      asking: 'Der letzte Lauf wird damit neu beurteilt',
      window: (startMs, stopMs) => `Im letzten Lauf, ${timeRange(startMs, stopMs)}`,
      hidden: 'Verborgen',
      trimmed: 'Mit anderen Zahlen',
      appeared: 'Tauchen auf',
      untouched: 'Unberührt',
      high: (value) => `${count(value)} HOCH`,
      sent: (value) => (value === null ? 'Bytes nicht bekannt' : `${bytes(value)} gesendet`),
      nothing: 'In diesem Lauf trifft er auf nichts zu.',
      isCut: 'Der Lauf hat mehr Befunde, als er zeigt: Die Zahlen sind Mindestzahlen.',
      firstOf: (shown, all) => `Die schwersten ${count(shown)} von ${count(all)}.`,
      hiddenList: (value) => `Verborgen: ${findings(value)}`,
      trimmedList: (value) => `Mit anderen Zahlen: ${findings(value)}`,
      appearedList: (value) => `Tauchen auf: ${findings(value)}`,
      appearedNote: 'Was von anderen übrig bleibt, erscheint als Befund anderer Art.',
      columns: {
        finding: 'Befund',
        risk: 'Risiko',
        sent: 'Gesendete Bytes',
        connections: 'Verbindungen',
      },
      several: (value) => many(value, { one: 'Ziel', other: 'Ziele' }),
      notKnown: 'nicht bekannt',
      fromTo: (before, after) => `${before} → ${after}`,
    },
    asks: {
      title: 'Sehen Sie noch einmal hin',
      ask,
      confirm: 'Ich habe diese Zahlen gesehen, und es ist richtig so',
      needed: 'Sagen Sie, dass es richtig ist, oder grenzen Sie den Eintrag ein.',
    },
    confirmed: {
      title: (value) =>
        `Er hätte ${many(value, { one: 'Befund verborgen oder verändert, der', other: 'Befunde verborgen oder verändert, die' })} als bestätigter Treffer geschlossen ${value === 1 ? 'wurde' : 'wurden'}`,
      text: 'Grenzen Sie den Eintrag ein, oder sagen Sie, warum er trotzdem richtig ist.',
      label: 'Zweite Begründung',
    },
  };
};
