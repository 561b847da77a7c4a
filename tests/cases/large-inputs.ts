/**
 * Inputs of cases that are too large to keep, as lines of JSON. Their times count back from the same moment as those
 * that are kept; the last record, half a minute after it, is on no port of the rule.
 */
const momentMs = 1_759_999_980_000;
const minuteMs = 60_000;
const mebibyte = 1_048_576;

type Row = Readonly<Record<string, string | number>>;

function event(atMs: number, source: string, destination: string, change: Row): Row {
  return {
    starttime: atMs,
    sourceip: source,
    sourceport: 50_000,
    destinationip: destination,
    destinationport: 445,
    category: 4008,
    protocolid: 6,
    logsourcename: 'fw1',
    eventcount: 1,
    eventdirection: 'L2R',
    domainid: 0,
    ...change,
  };
}

function counted(sent: number, received: number): Row {
  return { 'Bytes Sent': sent, 'Bytes Received': received };
}

const last = event(momentMs + minuteMs / 2, '10.255.0.1', '93.184.216.1', {
  destinationport: 443,
  ...counted(1, 1),
});

/** A scan of 200,000 hosts, and four uploads of 50 MiB by two other hosts. */
function* manyPairs(): Generator<Row> {
  for (let n = 0; n < 200_000; n++)
    yield event(
      momentMs - 50 * minuteMs + Math.floor(n / 10),
      '10.9.0.5',
      `${20 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}.7`,
      { category: 4007, sourceport: 1_024 + (n % 60_000) },
    );
  const upload = counted(50 * mebibyte, 9_000);
  yield event(momentMs - 20 * minuteMs, '10.9.0.6', '93.184.216.9', upload);
  for (let n = 0; n < 3; n++)
    yield event(momentMs - 20 * minuteMs + n, '10.9.0.7', `93.184.216.${90 + n}`, upload);
  yield last;
}

/** 300 pairs with five ordinary FTP sessions each, and one with a session in which 1 GiB is uploaded. */
function* manyFtpPairs(): Generator<Row> {
  const session = { destinationport: 21, ...counted(400, 900) };
  for (let n = 0; n < 300; n++)
    for (let at = 0; at < 5; at++)
      yield event(
        momentMs - (200 - 10 * at) * minuteMs + n,
        `10.84.${Math.floor(n / 200)}.${(n % 200) + 1}`,
        `93.${180 + Math.floor(n / 250)}.84.${(n % 250) + 1}`,
        { ...session, sourceport: 50_000 + at },
      );
  const between = ['10.84.9.9', '93.184.84.200'] as const;
  yield event(momentMs - 30 * minuteMs, ...between, { category: 4007, destinationport: 21 });
  yield event(momentMs - 20 * minuteMs, ...between, session);
  yield event(momentMs - 25 * minuteMs, ...between, {
    sourceport: 50_001,
    destinationport: 50_100,
    ...counted(1_024 * mebibyte, 900),
  });
  yield last;
}

/** The inputs by the name that a case gives. */
export const largeInputs: Readonly<Record<string, () => Iterable<Row>>> = {
  manyPairs,
  manyFtpPairs,
};
