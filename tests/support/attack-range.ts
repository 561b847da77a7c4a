import type { RangeOrderInput, RangeRun } from '../../sandbox/api/range-control.ts';

/** Who orders: the token of the service, or the cookies and the CSRF token of a session. */
export type Orderer =
  { readonly token: string } | { readonly cookie: string; readonly csrf: string | null };

/** Sends an order (any JSON) to the attack range of a console at `url`; gives the status and the body as they come. */
export async function askRange(
  url: string,
  orderer: Orderer | null,
  order: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${url}/console/stand-in/attack-range/runs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headersOf(orderer) },
    body: JSON.stringify(order),
  });
  return { status: response.status, body: await response.json() };
}

/** Lets an attack happen on a stand-in console, as its page does. Fails where the range refuses the order. */
export async function injectAttack(
  url: string,
  token: string,
  order: RangeOrderInput,
): Promise<RangeRun> {
  const { status, body } = await askRange(url, { token }, order);
  if (status !== 201) throw new Error(`the range answered ${status}: ${JSON.stringify(body)}`);
  return body as RangeRun; // what its endpoint documents
}

function headersOf(orderer: Orderer | null): Readonly<Record<string, string>> {
  if (orderer === null) return {};
  if ('token' in orderer) return { SEC: orderer.token };
  return {
    Cookie: orderer.cookie,
    ...(orderer.csrf === null ? {} : { QRadarCSRF: orderer.csrf }),
  };
}
