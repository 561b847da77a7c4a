/** One query that uses all syntax the parser knows, every kind of node at least once. */
export const kitchenSink = `
  SELECT sourceip, *, LOGSOURCENAME(logsourceid) AS 'Log Source', "Bytes Sent" sent,
    COUNT(*) AS "COUNT", COUNT() AS n, LAST(username), GEO::LOOKUP(sourceip, 'city') AS place,
    CASE destinationport WHEN 20 THEN 'FTP' WHEN 21 THEN 'FTP' ELSE 'Other' END AS protocol,
    CASE WHEN hasoffense = TRUE AND severity > 5 THEN 2 END AS urgent,
    IF username IS NULL THEN 'nobody' ELSE username AS who,
    -eventcount ^ 2 * (3 + 4) % 5 / 6 - 7 & 0xFF AS sum
  FROM (
    SELECT * FROM events INTO inner_cursor WHERE isduplicate = false LIMIT 50 LAST 15 MINUTES
  ) INTO cursor_1
  WHERE (sourceip = '10.0.0.1' OR NOT destinationip != '8.8.8.8') AND destinationport == 21
    AND severity <> 3 AND magnitude < 4 AND magnitude <= 5 AND relevance >= 6
    AND category IN (4002, '4007') AND qid NOT IN (1)
    AND username IN (SELECT username FROM flows START PARSEDATETIME('1 day ago'))
    AND username NOT IN (SELECT "user name" FROM events START '2025-03-04 09:10')
    AND starttime BETWEEN 1 AND NOW() AND username LIKE 'O''Brien%' AND username ILIKE '_x'
    AND username MATCHES '.*\\d' AND username IMATCHES 'a|b' AND username IS NOT NULL
    AND INCIDR('10.0.0.0/8', destinationip) AND TEXT SEARCH 'ftp AND upload'
  GROUP BY sourceip, 'Log Source', "who"
  HAVING "COUNT" > 3
  ORDER BY n DESC COLLATE 'de-DE', sourceip ASC, who
  LIMIT 100
  START 1741079400000 STOP '2025-03-04 10:05'
  PARAMETERS REMOTESERVERS=ARIELSERVERS4EPID(8), EXECUTIONTIMELIMIT=30000
`;
