import type { Recipe, Step, ValidationRequest } from '../../../contract/validation.ts';
import { AppError } from '../../ports/app-error.ts';
import { canBeString } from '../aql/literals.ts';
import { hostOf, isIpv6 } from '../rule/addresses.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { techniqueOf } from './techniques.ts';
import type { TechniqueRule } from './technique-type.ts';

/** Nobody carries out more by hand, whatever the threshold is. */
const mostTimes = 50;

/** How often the steps connect: once more than the rule lets pass, so that they are a finding by their number alone. */
export function timesOf({ thresholds }: Pick<FindingSettings, 'thresholds'>): number {
  return Math.min(mostTimes, thresholds.connections + 1);
}

/** What of a request goes into commands and queries: all of it checked, addresses in one spelling. */
export type Placed = {
  readonly technique: TechniqueRule;
  readonly source: string;
  readonly host: string | null;
  readonly target: string | null;
  /** Of each file. */
  readonly bytes: number;
};

/** The longest name of a host that DNS has. */
const mostNameChars = 255;

/**
 * Throws `address-invalid` for what is no address, or none where the technique needs one, its `detail` the field;
 * `host-name-invalid`, `file-too-large`, and `bad-request` for a target that the technique does not have.
 */
export function placed(request: ValidationRequest): Placed {
  const technique = techniqueOf(request.technique);
  const source = address(request.source, 'source');
  const target = request.target === null ? null : address(request.target, 'target');
  if (technique.connects !== null && target === null)
    throw new AppError('address-invalid', { detail: 'target' });
  if (technique.connects === null && target !== null)
    throw new AppError('bad-request', { detail: 'this technique has no target' });
  const host = request.host === null ? null : request.host.trim();
  if (host !== null && (host === '' || host.length > mostNameChars || !canBeString(host)))
    throw new AppError('host-name-invalid');
  const bytes = request.bytes ?? technique.bytes;
  if (technique.mostBytes !== null && bytes > technique.mostBytes)
    throw new AppError('file-too-large', { detail: `at most ${technique.mostBytes} bytes` });
  return { technique, source, host, target, bytes };
}

function address(text: string, field: 'source' | 'target'): string {
  const known = hostOf(text.trim());
  if (known === null) throw new AppError('address-invalid', { detail: field });
  return known;
}

/** Letters and digits only, so that it stands in every shell, path, URL and query for itself. */
export const markerPattern = /^tw[a-z0-9]{8}$/;

/**
 * The commands with their values. What goes in is an address in its canonical spelling, whole numbers and a marker of
 * `markerPattern`: nothing that a shell could read otherwise. Throws a `RangeError` for another marker.
 */
export function filledIn(
  { steps, cleanUp }: Recipe,
  values: {
    readonly marker: string;
    readonly target: string | null;
    readonly bytes: number;
    readonly times: number;
  },
): Recipe {
  if (!markerPattern.test(values.marker)) throw new RangeError('not a marker');
  const target = values.target ?? '';
  const isV6 = isIpv6(target);
  const texts: Readonly<Record<string, string>> = {
    token: values.marker,
    target,
    // RFC 3986, 3.2.2.
    authority: isV6 ? `[${target}]` : target,
    // A path of Windows holds no colon; it reads such names itself.
    unc: isV6 ? `${target.replaceAll(':', '-')}.ipv6-literal.net` : target,
    bytes: String(values.bytes),
    times: String(values.times),
  };
  const fill = (step: Step): Step => ({
    ...step,
    command: step.command.replaceAll(/\{(\w+)\}/g, (whole, name: string) => texts[name] ?? whole),
  });
  return { steps: steps.map(fill), cleanUp: cleanUp.map(fill) };
}
