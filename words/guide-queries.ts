/**
 * Queries of the guides by the step they stand in, the same in every language, as docs/guides.md describes them: each a block of Markdown
 * that belongs to the task above it.
 */
export const guideQueries = {
  allPorts: block(`
SELECT destinationport, PROTOCOLNAME(protocolid) AS "Transport", COUNT(*) AS "Records", SUM(eventcount) AS "Events", MIN(starttime) AS "First", MAX(starttime) AS "Last"
FROM events
WHERE {from source} AND {to destination} AND domainid = {domain}
GROUP BY destinationport, protocolid
ORDER BY "Records" DESC
LIMIT 50
{window}
`),
  largest: block(`
SELECT starttime, destinationaddress, destinationport, username, {sent} AS "Sent", eventcount, QIDNAME(qid) AS "Event"
FROM events
WHERE {from source} AND destinationport IN {ports} AND domainid = {domain} AND {sent} IS NOT NULL
ORDER BY "Sent" DESC
LIMIT 50
{window}
`),
  user: block(`
SELECT sourceaddress, destinationport, COUNT(*) AS "Records", MIN(starttime) AS "First", MAX(starttime) AS "Last"
FROM events
WHERE username = {user} AND domainid = {domain}
GROUP BY sourceaddress, destinationport
ORDER BY "Records" DESC
LIMIT 50
{window}
`),
  process: block(`
SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log source", username, destinationaddress, destinationport, QIDNAME(qid) AS "Event"
FROM events
WHERE {from source} AND qideventid = '3' AND domainid = {domain}
ORDER BY starttime DESC
LIMIT 100
{window}
`),
  before: block(`
SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log source", QIDNAME(qid) AS "Event", CATEGORYNAME(category) AS "Category", sourceaddress, username
FROM events
WHERE {to source} AND domainid = {domain}
ORDER BY starttime DESC
LIMIT 200
{window}
`),
  others: block(`
SELECT sourceaddress, COUNT(*) AS "Records", MIN(starttime) AS "First", MAX(starttime) AS "Last"
FROM events
WHERE {to destination} AND domainid = {domain}
GROUP BY sourceaddress
ORDER BY "Records" DESC
LIMIT 100
{window}
`),
  still: block(`
SELECT sourceaddress, destinationport, CATEGORYNAME(category) AS "Category", COUNT(*) AS "Records", MAX(starttime) AS "Last"
FROM events
WHERE {to destination} AND domainid = {domain}
GROUP BY sourceaddress, destinationport, category
ORDER BY "Last" DESC
LIMIT 100
LAST 60 MINUTES
`),
  volume: block(`
SELECT destinationaddress, destinationport, SUM({sent}) AS "Sent", COUNT(*) AS "Records"
FROM events
WHERE {from source} AND {sent} IS NOT NULL AND domainid = {domain}
GROUP BY destinationaddress, destinationport
ORDER BY "Sent" DESC
LIMIT 100
{window}
`),
} as const;

function block(aql: string): string {
  return ['```aql', ...aql.trim().split('\n'), '```'].map((line) => `  ${line}`).join('\n');
}
