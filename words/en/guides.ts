import type { GuideName } from '../../contract/guides.ts';

/**
 * Guides for T1071.002 as Markdown, in the form that docs/guides.md describes; administrators can replace them. The steps
 * follow what the technique's page lists as detection and mitigation (https://attack.mitre.org/techniques/T1071/002/).
 */
export const guides: Readonly<Record<GuideName, string>> = {
  investigation: `# Is this somebody taking data out?

Go from what is cheap to what is certain. Stop where you can decide, and say why in the note.

## What moved

- [ ] {#all-ports} **See the whole conversation.** FTP moves files on other ports than the one of its commands; look at every port between the two.

  \`\`\`aql
  SELECT destinationport, PROTOCOLNAME(protocolid) AS "Transport", COUNT(*) AS "Records", SUM(eventcount) AS "Events", MIN(starttime) AS "First", MAX(starttime) AS "Last"
  FROM events
  WHERE {from source} AND {to destination} AND domainid = {domain}
  GROUP BY destinationport, protocolid
  ORDER BY "Records" DESC
  LIMIT 50
  {window}
  \`\`\`

- [ ] {#largest} **Find the largest transfers.** One large upload and a hundred small ones have different explanations.

  \`\`\`aql
  SELECT starttime, destinationaddress, destinationport, username, {sent} AS "Sent", eventcount, QIDNAME(qid) AS "Event"
  FROM events
  WHERE {from source} AND destinationport IN {ports} AND domainid = {domain} AND {sent} IS NOT NULL
  ORDER BY "Sent" DESC
  LIMIT 50
  {window}
  \`\`\`

## Who did it

- [ ] {#user} **Ask whether the account does this.** A service account on one host at night is a job; a person's account on a server is not.

  \`\`\`aql
  SELECT sourceaddress, destinationport, COUNT(*) AS "Records", MIN(starttime) AS "First", MAX(starttime) AS "Last"
  FROM events
  WHERE username = {user} AND domainid = {domain}
  GROUP BY sourceaddress, destinationport
  ORDER BY "Records" DESC
  LIMIT 50
  {window}
  \`\`\`

- [ ] {#process} **Find the program.** Sysmon or the endpoint product of the host names it; \`ftp.exe -s:\`, \`curl -T\` and renamed clients are what to look for.

  \`\`\`aql
  SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log source", username, destinationaddress, destinationport, QIDNAME(qid) AS "Event"
  FROM events
  WHERE {from source} AND qideventid = '3' AND domainid = {domain}
  ORDER BY starttime DESC
  LIMIT 100
  {window}
  \`\`\`

- [ ] {#before} **Look at what came before.** Sign-ins from elsewhere, new tools and large reads from file servers come before the upload.

  \`\`\`aql
  SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log source", QIDNAME(qid) AS "Event", CATEGORYNAME(category) AS "Category", sourceaddress, username
  FROM events
  WHERE {to source} AND domainid = {domain}
  ORDER BY starttime DESC
  LIMIT 200
  {window}
  \`\`\`

## Where it went

- [ ] {#others} **See who else talks to that destination.** Half the company: a service. One host: ask it.

  \`\`\`aql
  SELECT sourceaddress, COUNT(*) AS "Records", MIN(starttime) AS "First", MAX(starttime) AS "Last"
  FROM events
  WHERE {to destination} AND domainid = {domain}
  GROUP BY sourceaddress
  ORDER BY "Records" DESC
  LIMIT 100
  {window}
  \`\`\`

- [ ] {#owner} **Find out whose address it is.** Country and network stand on the card; a supplier's contract or a published range of a cloud explains many. That a cloud owns it is no explanation: attackers rent there, too.
- [ ] {#regular} **Look at the clock.** Even intervals are a program: a backup, or a beacon. Compare with the time of a job somebody can name.

## Decide

- [ ] {#ask} **Ask the owner** of the host or the account, by a way the attacker does not read.
- [ ] {#close} **Close with a verdict and a reason**, so that the next analyst need not ask again. What is expected belongs into the allowlist, as narrow as possible and with an end.
`,
  response: `# Data is leaving: what to do

For a finding that is a true positive. Keep what proves it before you stop it, unless more is being lost by the minute.

## Keep

- [ ] {#export} **Export the finding** as a case file and its events and flows as they are now; retention goes on.
- [ ] {#host-evidence} **Have memory and disk of the host secured** before anybody logs on or restarts it.
- [ ] {#offense} **Write the case number to the offense** of this source, so that nobody closes it.

## Contain

- [ ] {#block} **Block the destination** at the edge, for every source and every port: the data goes over other ports than the commands.
- [ ] {#isolate} **Isolate the host**, with its endpoint product if that keeps the evidence.
- [ ] {#account} **Reset the account** and end its sessions, its keys and tokens, too.
- [ ] {#still} **Check that it has stopped**, and that no other source has taken over.

  \`\`\`aql
  SELECT sourceaddress, destinationport, CATEGORYNAME(category) AS "Category", COUNT(*) AS "Records", MAX(starttime) AS "Last"
  FROM events
  WHERE {to destination} AND domainid = {domain}
  GROUP BY sourceaddress, destinationport, category
  ORDER BY "Last" DESC
  LIMIT 100
  LAST 60 MINUTES
  \`\`\`

## Find out how much

- [ ] {#volume} **Add up what was sent**, by destination; where counters are missing, say "at least".

  \`\`\`aql
  SELECT destinationaddress, destinationport, SUM({sent}) AS "Sent", COUNT(*) AS "Records"
  FROM events
  WHERE {from source} AND {sent} IS NOT NULL AND domainid = {domain}
  GROUP BY destinationaddress, destinationport
  ORDER BY "Sent" DESC
  LIMIT 100
  {window}
  \`\`\`

- [ ] {#what} **Find out which data it was**: names of files in the sensor's log, reads of file servers before, archives on the host.
- [ ] {#since} **Find the beginning**: run the detection over the weeks before.
- [ ] {#notify} **Tell who has to know**: data protection, customers, authorities have time limits of their own.

## Close the way

- [ ] {#egress} **Allow FTP, SMB and TFTP to the Internet only from the gateways** that need them, to the destinations that need them.
- [ ] {#watch} **Look again after a week** whether source, destination or account came back.
`,
};
