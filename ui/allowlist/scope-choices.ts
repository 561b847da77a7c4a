import type { AllowScope } from '../../contract/allowlist.ts';
import type { AllowOrigin } from '../pivots/target.ts';
import { emptyForm, type AllowForm } from './allow-draft.ts';

/** The form of an entry for a finding, and the scopes that it fills in. */
export type Filled = { readonly form: AllowForm; readonly scopes: readonly AllowScope[] };

/**
 * An entry filled in from a finding: the narrowest that explains it, from what was started from. Of several destinations those
 * that the finding names; where it has more, they would not explain it all, so the source alone is first.
 */
export function filledFrom({ finding, field, value }: AllowOrigin): Filled {
  const { source, port, users, domain } = finding;
  const named =
    field === 'destination'
      ? [value]
      : finding.destination === null
        ? finding.destinations.map(({ address }) => address)
        : [finding.destination];
  const isAll = field === 'destination' || named.length >= finding.destinationCount;
  const pairs: AllowScope[] =
    named.length === 0 ? [] : ['source-destination', 'destination-port', 'destination'];
  const rest: AllowScope[] = isAll ? [...pairs, 'source'] : ['source', ...pairs];
  const known = field === 'user' ? [value] : users;
  const scopes: AllowScope[] =
    field === 'user'
      ? ['user', ...rest]
      : [...rest, ...(known.length > 0 ? ['user' as const] : [])];
  return {
    scopes,
    form: {
      ...emptyForm,
      scope: scopes[0] ?? 'source',
      source,
      destination: named.join('\n'),
      port: `${port}`,
      user: known.join('\n'),
      // The default domain is that of consoles without domains, too.
      domainId: domain.id === 0 ? null : domain.id,
    },
  };
}
