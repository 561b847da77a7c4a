import type { guides as english } from '../en/guides.ts';
import { guideQueries as queries } from '../guide-queries.ts';

/** German guides; the ids of the steps are those of the English ones, so that what is done is done in both. */
export const guides: typeof english = {
  investigation: `# Trägt hier jemand Daten hinaus?

Gehen Sie vom Einfachen zum Sicheren. Hören Sie auf, sobald Sie entscheiden können, und schreiben Sie den Grund in die Notiz.

## Was floss

- [ ] {#all-ports} **Sehen Sie das ganze Gespräch.** FTP bewegt Dateien auf anderen Ports als dem seiner Befehle; sehen Sie jeden Port zwischen den beiden an.

${queries.allPorts}

- [ ] {#largest} **Finden Sie die größten Übertragungen.** Eine große und hundert kleine haben verschiedene Erklärungen.

${queries.largest}

## Wer es war

- [ ] {#user} **Fragen Sie, ob das Konto so etwas tut.** Ein Dienstkonto auf einem Host in der Nacht ist ein Auftrag; das Konto einer Person auf einem Server ist keiner.

${queries.user}

- [ ] {#process} **Finden Sie das Programm.** Sysmon oder das Endpunktprodukt des Hosts nennt es; \`ftp.exe -s:\`, \`curl -T\` und umbenannte Clients sind das, was Sie suchen.

${queries.process}

- [ ] {#before} **Sehen Sie an, was davor war.** Anmeldungen von anderswo, neue Werkzeuge und großes Lesen von Dateiservern kommen vor dem Hochladen.

${queries.before}

## Wohin es ging

- [ ] {#others} **Sehen Sie, wer sonst mit diesem Ziel spricht.** Das halbe Unternehmen: ein Dienst. Ein Host: fragen Sie ihn.

${queries.others}

- [ ] {#owner} **Stellen Sie fest, wem die Adresse gehört.** Land und Netz stehen auf der Karte; der Vertrag eines Lieferanten oder ein veröffentlichter Bereich einer Cloud erklärt vieles. Dass sie einer Cloud gehört, erklärt nichts: Dort mieten auch Angreifer.
- [ ] {#regular} **Sehen Sie auf die Uhr.** Gleichmäßige Abstände sind ein Programm: eine Sicherung oder ein Beacon. Vergleichen Sie mit der Zeit eines Auftrags, den jemand nennen kann.

## Entscheiden

- [ ] {#ask} **Fragen Sie den Besitzer** des Hosts oder des Kontos, auf einem Weg, den der Angreifer nicht liest.
- [ ] {#close} **Schließen Sie mit Urteil und Grund**, damit der Nächste nicht wieder fragen muss. Was so sein soll, gehört in die Liste des Erlaubten, so eng wie möglich und mit einem Ende.
`,
  response: `# Daten fließen ab: was zu tun ist

Für einen Befund, der bestätigt ist. Sichern Sie, was ihn beweist, bevor Sie ihn beenden, außer es geht jede Minute mehr verloren.

## Sichern

- [ ] {#export} **Exportieren Sie den Befund** als Fallakte, und seine Ereignisse und Flüsse, wie sie jetzt sind; die Aufbewahrung läuft weiter.
- [ ] {#host-evidence} **Lassen Sie Speicher und Platte des Hosts sichern**, bevor sich jemand anmeldet oder ihn neu startet.
- [ ] {#offense} **Schreiben Sie die Fallnummer an den Vorfall** (Offense) dieser Quelle, damit ihn niemand schließt.

## Eindämmen

- [ ] {#block} **Sperren Sie das Ziel** am Übergang, für jede Quelle und jeden Port: Die Daten gehen über andere Ports als die Befehle.
- [ ] {#isolate} **Isolieren Sie den Host**, mit seinem Endpunktprodukt, wenn das die Beweise erhält.
- [ ] {#account} **Setzen Sie das Konto zurück** und beenden Sie seine Sitzungen, auch Schlüssel und Tokens.
- [ ] {#still} **Prüfen Sie, ob es aufgehört hat**, und ob keine andere Quelle übernommen hat.

${queries.still}

## Feststellen, wie viel

- [ ] {#volume} **Addieren Sie, was gesendet wurde**, je Ziel; wo Zähler fehlen, sagen Sie „mindestens“.

${queries.volume}

- [ ] {#what} **Stellen Sie fest, welche Daten es waren**: Dateinamen im Log des Sensors, Lesen von Dateiservern davor, Archive auf dem Host.
- [ ] {#since} **Finden Sie den Anfang**: Führen Sie die Erkennung über die Wochen davor aus.
- [ ] {#notify} **Sagen Sie es, wem es zu sagen ist**: Datenschutz, Kunden und Behörden haben eigene Fristen.

## Den Weg schließen

- [ ] {#egress} **Erlauben Sie FTP, SMB und TFTP ins Internet nur von den Gateways**, die sie brauchen, zu den Zielen, die sie brauchen.
- [ ] {#watch} **Sehen Sie nach einer Woche wieder nach**, ob Quelle, Ziel oder Konto wiederkamen.
`,
};
