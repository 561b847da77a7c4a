import type { AllowlistWords } from '../en/allowlist.ts';
import type { Format } from '../format.ts';
import { allowForm } from './allow-form.ts';
import { counted } from './counted.ts';

const scopes: AllowlistWords['scopes'] = {
  source: 'Quell-IP',
  destination: 'Ziel-IP',
  user: 'Benutzer',
  'destination-port': 'Ziel-IP und Port',
  'source-destination': 'Quell-IP und Ziel-IP',
};

const states: AllowlistWords['states'] = {
  'in-force': 'In Kraft',
  suspended: 'Ausgesetzt',
  expired: 'Abgelaufen',
  removed: 'Entfernt',
  missing: 'Verschwunden',
};

const stateMeanings: AllowlistWords['stateMeanings'] = {
  'in-force': 'Verbirgt, was er nennt.',
  suspended:
    'Was er verbarg, sieht nicht mehr aus wie das, wofür er gemacht wurde; deshalb verbirgt er nichts.',
  expired: 'Seine Zeit ist um: Er verbirgt nichts, und was er verbarg, ist wieder da und markiert.',
  removed: 'Er wurde in dieser App entfernt.',
  missing: 'Jemand hat ihn in QRadar aus seinem Referenzset genommen, deshalb verbirgt er nichts.',
};

const warnings: AllowlistWords['warnings'] = {
  'never-used': 'Er hat seit mindestens sieben Tagen nichts verborgen. Wird er noch gebraucht?',
  'hides-more': 'Was er verbirgt, ist in jeder der letzten drei Wochen gewachsen.',
  'still-in-set':
    'Seine Zeit ist um, aber sein Referenzset enthält ihn noch, also erlauben ihn die Regeln von QRadar weiter. Die App nimmt ihn mit der nächsten Änderung der Allowlist heraus.',
  'without-end':
    'Er wurde außerhalb dieser App angelegt, also hat niemand gesagt, bis wann er gilt.',
};

/** Hours of the day that tell a behaviour; one that is active at more is not told by them. */
const mostHours = 8;

/** Words of the allowlist, in German. */
export const allowlist = (format: Format): AllowlistWords => {
  const { allOf, bytes, count, day, duration, many, percent, relativeTime, time } = format;
  const { connections, destinations, findings, records } = counted(format);
  const sources = (value: number) => many(value, { one: 'Quell-IP', other: 'Quell-IPs' });
  const entries = (value: number) => many(value, { one: 'Eintrag', other: 'Einträge' });
  const sent = (value: number | null) => (value === null ? 'Bytes nicht bekannt' : bytes(value));
  const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
  const change: AllowlistWords['change'] = ({ kind, was, now, most, what }) => {
    switch (kind) {
      case 'bytes':
        return `${bytes(now)} gesendet, gemacht für ${bytes(was)}, höchstens ${bytes(most)}`;
      case 'connections':
        return `${connections(now)}, gemacht für ${count(was)}, höchstens ${count(most)}`;
      case 'sources':
        return `${sources(now)}, gemacht für ${count(was)}, höchstens ${count(most)}`;
      case 'destinations':
        return `${destinations(now)}, gemacht für ${count(was)}, höchstens ${count(most)}`;
      case 'new-destination':
        return `${bytes(now)} gesendet an ${what ?? 'ein Ziel'}, das vorher nicht dabei war`;
      case 'hours':
        return `aktiv um ${hour(now)} UTC, Stunden entfernt von jeder Zeit zuvor`;
    }
  };
  const drift: AllowlistWords['drift'] = ({ kind, setName, value, detail }) => {
    const set = setName ?? 'ein Referenzset';
    switch (kind) {
      case 'set-deleted':
        return `${set}: Das Set wurde gelöscht. Seine Einträge verbergen nichts; mit dem nächsten Eintrag wird es neu angelegt.`;
      case 'set-emptied':
        return `${set}: Das Set wurde geleert. Seine Einträge verbergen nichts.`;
      case 'entries-gone':
        return `${set}: ${entries(value)} dieser App ${value === 1 ? 'ist' : 'sind'} verschwunden.`;
      case 'entries-added':
        return `${set}: ${entries(value)} ${value === 1 ? 'kam' : 'kamen'} von außerhalb dieser App. Sie zählen.`;
      case 'set-retyped':
        return `${set}: Das Set hat jetzt den Typ ${detail}.`;
      case 'set-not-shared':
        return `${set}: Das Set ist nicht geteilt (${detail}), also sehen es die Regeln von QRadar vielleicht nicht.`;
      case 'set-expires':
        return `${set}: Das Set wirft Einträge nach ${duration(value * 1000)} von selbst hinaus.`;
      case 'values-unreadable':
        return `${set}: ${entries(value)} ${value === 1 ? 'nennt' : 'nennen'} nichts, darunter ${detail}.`;
      case 'not-readable':
        return 'Ihre Rolle darf die Referenzsets nicht lesen, also ist in Ihren Läufen nichts verborgen.';
      case 'too-many':
        return `Es gibt mehr Einträge, als angewandt werden: ${entries(value)}, zuletzt gemacht, ${value === 1 ? 'bleibt' : 'bleiben'} weg.`;
    }
  };
  const kinds: AllowlistWords['suggestions']['kinds'] = {
    pipeline: 'Sieht aus wie eine Build- oder Auslieferungs-Pipeline',
    'cloud-files': 'Sieht aus wie eine Dateifreigabe in der Cloud',
    dfs: 'Sieht aus wie eine Freigabe Ihres eigenen DFS',
    backup: 'Sieht aus wie eine Datensicherung',
  };
  const fact: AllowlistWords['suggestions']['fact'] = ({ code, value, what }) => {
    const number = value ?? 0;
    const share = percent(number / 100);
    switch (code) {
      case 'regular':
        return `Verbindungen folgen gleichmäßig aufeinander (Wert ${share}).`;
      case 'irregular':
        return `Verbindungen folgen nicht gleichmäßig aufeinander (Wert ${share}).`;
      case 'even-size':
        return `Übertragungen sind fast gleich groß (Abweichung ${share}).`;
      case 'uneven-size':
        return `Übertragungen sind verschieden groß (Abweichung ${share}).`;
      case 'service-account':
        return `Ein Konto, benannt wie das eines Dienstes: ${what ?? ''}.`;
      case 'no-single-account':
        return number === 0 ? 'Kein Konto ist bekannt.' : `${count(number)} Konten, nicht eines.`;
      case 'same-hours':
        return `Alles innerhalb von ${many(number, { one: 'Stunde', other: 'Stunden' })} des Tages.`;
      case 'in-published-range':
        return `Das Ziel liegt in einem veröffentlichten Bereich: ${what ?? ''}.`;
      case 'in-own-range':
        return `Das Ziel liegt in einem Bereich, den dieser Standort als eigenen nennt: ${what ?? ''}.`;
      case 'own-word-only':
        return 'Das sagt nur, wer den Bereich importiert hat: Niemand veröffentlicht ihn.';
      case 'range-is-old':
        return `Die Liste der Bereiche ist ${many(number, { one: 'Tag', other: 'Tage' })} alt.`;
      case 'both-directions':
        return `Bytes gehen in beide Richtungen, ${share} davon herein, wie bei einer Freigabe in Gebrauch.`;
      case 'mostly-sent':
        return `Fast alle Bytes gehen hinaus: ${share}.`;
      case 'backup-port':
        return `Seine Datenports sind die eines Produkts zur Datensicherung: ${what ?? ''}.`;
      case 'file-names':
        return `Sensoren lasen Dateinamen wie die von Sicherungen oder Builds${what === null ? '' : `: ${what}`}.`;
      case 'others-do':
        return `${many(number, { one: 'andere Quell-IP tut', other: 'andere Quell-IPs tun' })} dasselbe.`;
      case 'only-one':
        return 'Keine andere Quell-IP tut das.';
      case 'source-confirmed':
        return 'Ein Befund dieser Quell-IP wurde als bestätigter Treffer geschlossen.';
      case 'source-does-more':
        return `Die Quell-IP hat ${findings(number)}, die das nicht erklären würde.`;
      case 'one-day-only':
        return `Der Lauf sieht ${many(number, { one: 'Stunde', other: 'Stunden' })} an, was nicht sagt, dass es wiederkehrt.`;
      case 'many-transfers':
        return `${many(number, { one: 'Übertragung', other: 'Übertragungen' })} im Lauf.`;
      case 'times-unknown':
        return 'Es ist nicht bekannt, wann die Verbindungen waren.';
    }
  };
  const actions: AllowlistWords['history']['actions'] = {
    add: 'Angelegt',
    remove: 'Beendet',
    resume: 'Bestätigt oder verlängert',
    suspend: 'Hat sich ausgesetzt',
    expire: 'Abgelaufen',
    undo: 'Rückgängig gemacht',
  };
  return {
    form: allowForm(format),
    parts: {
      label: 'Teile dieser Seite',
      entries: 'Einträge',
      suggestions: 'Vorschläge',
      settings: 'Einstellungen',
      audit: 'Änderungen',
    },
    scopes,
    states,
    stateMeanings,
    warnings,
    drift,
    change,
    close: 'Schließen',
    domain: (id) => `nur in Domäne ${count(id)}`,
    entries: {
      title: 'Allowlist',
      intro:
        'Was hier erwartet ist und bei den Befunden wegbleibt. Einträge liegen in Referenzsets von QRadar, also können auch Ihre eigenen Regeln sie benutzen.',
      add: 'Neuer Eintrag',
      loading: 'Die Allowlist wird gelesen',
      filter: 'Einträge filtern',
      state: 'Zustand',
      anyState: 'Alle Zustände',
      shown: (shown, all) => (shown === all ? entries(all) : `${count(shown)} von ${entries(all)}`),
      none: {
        title: 'Noch ist nichts erlaubt',
        text: 'Ein Eintrag entsteht aus einem Befund, durch die Aktion „Erwartet“, oder hier.',
      },
      noneFits: 'Kein Eintrag passt zum Filter.',
      list: 'Einträge',
      by: (author, at) => `${author}, ${time(at)}`,
      outside: 'außerhalb dieser App angelegt',
      noReason: 'Keine Begründung ist bekannt.',
      despite: (reason) => `Trotz eines bestätigten Treffers: ${reason}`,
      until: (at) => `bis ${time(at)}`,
      endsAt: (at) => time(at),
      forEver: 'ohne Ende',
      ended: (at, by) => (by === null ? `von selbst, ${time(at)}` : `von ${by}, ${time(at)}`),
      inSet: (name, value) => `${name}: ${value}`,
      changesTitle: 'Was sich geändert hat',
      changesElsewhere:
        'Gesehen wurde es mit anderen Rechten als Ihren, deshalb stehen die Zahlen nicht da.',
      facts: {
        author: 'Von',
        until: 'Bis',
        ended: 'Beendet',
        set: 'Referenzset',
        hits: 'Gebrauch',
        madeFor: 'Gemacht für',
        last: 'Letzter Lauf',
        weeks: 'Höchstens am Tag, je Woche',
      },
      end: 'Beenden',
      endOf: (name) => `Beenden: ${name}`,
      extend: 'Ende ändern',
      extendOf: (name) => `Ende ändern: ${name}`,
      confirm: 'Es ist richtig: wieder verbergen',
      confirmOf: (name) => `Es ist richtig, wieder verbergen: ${name}`,
      again: 'Wieder erlauben',
      againOf: (name) => `Wieder erlauben: ${name}`,
    },
    health: {
      notApplied: 'Noch kein Lauf hat ihn angewandt.',
      hits: (hits, lastMs, nowMs) =>
        hits === 0
          ? 'Hat noch nichts verborgen.'
          : `Verbarg etwas in ${many(hits, { one: 'Lauf', other: 'Läufen' })}${lastMs === null ? '' : `, zuletzt ${relativeTime(lastMs, nowMs)}`}.`,
      since: (at) => `In Gebrauch seit ${time(at)}.`,
      nothing: 'nichts',
      behaviour: (seen) => {
        const isTold =
          seen.hours !== null && seen.hours.length > 0 && seen.hours.length <= mostHours;
        return [
          allOf([
            sent(seen.sentBytes),
            connections(seen.connections),
            sources(seen.sourceCount),
            destinations(seen.destinationCount),
          ]),
          ...(isTold ? [`um ${(seen.hours ?? []).map(hour).join(', ')} UTC`] : []),
          `in einem Lauf über ${duration(seen.windowMs)}`,
        ].join(', ');
      },
      week: (weekMs, value) => `${day(weekMs)}: ${bytes(value)}`,
    },
    driftTitle: 'Referenzsets, die einen Blick brauchen',
    sets: {
      title: (value) => `Referenzsets (${count(value)})`,
      columns: { name: 'Name', scope: 'Enthält', type: 'Typ', entries: 'Einträge' },
      notMade: 'noch nicht angelegt',
      note: 'Jedes wird angelegt, wenn es zum ersten Mal gebraucht wird. Regeln von QRadar können es unter seinem Namen benutzen.',
      compare: {
        title: 'In Suchen und Regeln von QRadar',
        note: 'Die App wendet jeden Eintrag selbst an. Ob ein Set in AQL dasselbe tut, ist nicht für jeden Typ dokumentiert; darum lässt sich diese Konsole fragen: eine Suche über einen Tag auf den Ports der Regel.',
        ask: 'Mit dieser Konsole vergleichen',
        asking: 'Ariel wird gefragt',
        window: (range) => `Datensätze von ${range}`,
        columns: { name: 'Name', answer: 'Findet QRadar dasselbe?', condition: 'Bedingung' },
        answers: {
          same: (value) => `Dasselbe, in ${records(value)}`,
          different: (value) =>
            `Nicht dasselbe, in ${records(value)}: in keiner Suche und keiner Regel verwenden`,
          'not-seen': () => 'Nicht bekannt: kein Datensatz hat einen Wert daraus',
        },
        why: {
          'not-readable': 'Nicht bekannt: Das Set lässt sich nicht lesen',
          empty: 'Nichts darin',
          'by-the-app': 'Nur von der App angewandt: Es enthält mehr, als AQL vergleichen kann',
          'not-all-in-force': 'Nicht verglichen: Manche Elemente verbergen jetzt nichts',
          'too-many': 'Nicht verglichen: mehr als 50 Elemente',
        },
        copy: (name) => `Bedingung von ${name} kopieren`,
        copyAsked: 'Das Gefragte kopieren (AQL)',
      },
    },
    outcome: {
      done: (value) => `${entries(value)} geändert. Das gilt vom nächsten Lauf an.`,
      added: (value) =>
        `${many(value, { one: 'Eintrag gilt', other: 'Einträge gelten' })} vom nächsten Lauf an.`,
      undone: (value) => `${entries(value)} rückgängig gemacht. Das gilt vom nächsten Lauf an.`,
      nothing: 'Nichts wurde geändert.',
      refusedTitle: (value) =>
        `${entries(value)} ${value === 1 ? 'ließ' : 'ließen'} sich nicht ändern; die anderen schon.`,
      refused: (value, why) => `${value}: ${why}`,
      undo: 'Rückgängig machen',
      undoing: 'Wird rückgängig gemacht',
      runAgain: 'Erkennung erneut ausführen',
    },
    resume: {
      title: {
        confirm: 'Wieder verbergen',
        extend: 'Ende ändern',
        again: 'Wieder erlauben',
      },
      note: 'Was er jetzt nennt, wird das, wofür er gemacht ist.',
      save: 'Speichern',
    },
    ending: {
      title: 'Diesen Eintrag beenden?',
      text: 'Was er verbirgt, ist mit dem nächsten Lauf wieder da. Es lässt sich rückgängig machen.',
      yes: 'Beenden',
      keep: 'Behalten',
    },
    hidden: {
      title: (value) => `${findings(value)} erlaubt`,
      loading: 'Was verborgen ist, wird gelesen',
      none: 'Von diesem Lauf ist nichts verborgen.',
      columns: {
        finding: 'Befund',
        risk: 'Risiko',
        sent: 'Gesendete Bytes',
        entry: 'Erlaubt durch',
      },
      why: (reason, author) => `${reason} (${author})`,
      gone: 'Den Eintrag gibt es nicht mehr.',
      openEntry: (name) => `Zum Eintrag ${name}`,
      more: (value) => `${count(value)} weitere anzeigen`,
    },
    suggestions: {
      title: 'Vorschläge',
      intro:
        'Befunde des letzten Laufs, die harmlos aussehen, mit dem, was dafür und was dagegen spricht. Von selbst wird nichts erlaubt.',
      loading: 'Harmlose Befunde werden gesucht',
      noRun: {
        title: 'Kein Lauf zum Ansehen',
        text: 'Vorschläge kommen aus den Befunden eines Laufs. Führen Sie die Erkennung auf der Seite „Befunde“ aus.',
      },
      none: {
        title: 'Nichts sieht harmlos genug aus',
        text: 'Kein Befund dieses Laufs sieht aus wie eine Pipeline, eine Dateifreigabe in der Cloud oder eine Datensicherung.',
      },
      kinds,
      fact,
      speaksFor: 'Dafür spricht',
      speaksAgainst: 'Dagegen spricht',
      nothingAgainst: 'Nichts, was bekannt ist.',
      fill: 'Eintrag ausfüllen',
      fillOf: (name) => `Eintrag ausfüllen: ${name}`,
      finding: 'Zum Befund',
      ranges: {
        title: 'Veröffentlichte Bereiche einer Cloud',
        none: 'Keine wurden importiert, also sind Dateifreigaben in der Cloud nicht zu erkennen.',
        known: (tags, prefixes, at, by) =>
          `${count(prefixes)} Blöcke in ${many(tags, { one: 'Kennzeichen', other: 'Kennzeichen' })}, importiert ${time(at)} von ${by}.`,
        changeNumber: (value) => `Die Änderungsnummer des Herausgebers ist ${String(value)}.`,
        file: 'Datei des Herausgebers (JSON)',
        fileNote:
          'Die wöchentliche Datei „ServiceTags_Public“ von Microsoft, unverändert. Durch sie wird nichts erlaubt.',
        onlyAdmin: 'Ein Administrator kann sie importieren.',
        importing: 'Wird importiert',
        notJson: 'Diese Datei ist kein JSON.',
      },
    },
    history: {
      title: 'Änderungen der Allowlist',
      loading: 'Die Änderungen werden gelesen',
      none: 'Noch wurde nichts geändert.',
      older: 'Ältere Änderungen anzeigen',
      settingsTitle: 'Änderungen der Einstellungen',
      byItself: 'die App',
      columns: {
        when: 'Wann',
        who: 'Wer',
        what: 'Was',
        entries: 'Einträge',
        reason: 'Begründung',
      },
      actions,
      undoOf: (what, at) => `Rückgängig machen: ${what}, ${time(at)}`,
      endedTitle: 'Einträge, die endeten',
      moreEntries: (value) => `und ${count(value)} weitere`,
    },
  };
};
