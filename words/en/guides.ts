import type { GuideName } from '../../contract/guides.ts';
import { guideQueries as queries } from '../guide-queries.ts';

/**
 * Guides for T1071.002 as Markdown, in the form that docs/guides.md describes; administrators can replace them. The steps
 * follow what the technique's page lists as detection and mitigation (https://attack.mitre.org/techniques/T1071/002/).
 */
export const guides: Readonly<Record<GuideName, string>> = {
  investigation: `# Is this somebody taking data out?

Go from what is cheap to what is certain. Stop where you can decide, and say why in the note.

## What moved

- [ ] {#all-ports} **See the whole conversation.** FTP moves files on other ports than the one of its commands; look at every port between the two.

${queries.allPorts}

- [ ] {#largest} **Find the largest transfers.** One large upload and a hundred small ones have different explanations.

${queries.largest}

## Who did it

- [ ] {#user} **Ask whether the account does this.** A service account on one host at night is a job; a person's account on a server is not.

${queries.user}

- [ ] {#process} **Find the program.** Sysmon or the endpoint product of the host names it; \`ftp.exe -s:\`, \`curl -T\` and renamed clients are what to look for.

${queries.process}

- [ ] {#before} **Look at what came before.** Sign-ins from elsewhere, new tools and large reads from file servers come before the upload.

${queries.before}

## Where it went

- [ ] {#others} **See who else talks to that destination.** Half the company: a service. One host: ask it.

${queries.others}

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

${queries.still}

## Find out how much

- [ ] {#volume} **Add up what was sent**, by destination; where counters are missing, say "at least".

${queries.volume}

- [ ] {#what} **Find out which data it was**: names of files in the sensor's log, reads of file servers before, archives on the host.
- [ ] {#since} **Find the beginning**: run the detection over the weeks before.
- [ ] {#notify} **Tell who has to know**: data protection, customers, authorities have time limits of their own.

## Close the way

- [ ] {#egress} **Allow FTP, SMB and TFTP to the Internet only from the gateways** that need them, to the destinations that need them.
- [ ] {#watch} **Look again after a week** whether source, destination or account came back.
`,
};
