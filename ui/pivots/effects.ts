import type { ConsolePages, Opened } from '../platform/console.ts';
import type { AllowOrigin, CopiedKind, FilterChange, Offenses, PivotEffect } from './target.ts';

/** The outside world of the pivots. `clipboard` is missing where the page is not a secure context. */
export type EffectPorts = {
  readonly clipboard: Pick<Clipboard, 'writeText'> | undefined;
  readonly console: ConsolePages;
  readonly filter: (change: FilterChange) => void;
  /** Opens the form of an entry. */
  readonly allow: (origin: AllowOrigin) => void;
};

/** What the page has to show afterwards. */
export type EffectOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'copied'; readonly what: CopiedKind }
  | { readonly kind: 'copyByHand'; readonly text: string }
  | { readonly kind: 'blocked' }
  /** Asked for by key, but not to be had; the label says why. */
  | { readonly kind: 'unavailable'; readonly label: string }
  | { readonly kind: 'offenseList'; readonly address: string; readonly offenses: Offenses };

const nothing: EffectOutcome = { kind: 'nothing' };

function opened(result: Opened): EffectOutcome {
  return result === 'blocked' ? { kind: 'blocked' } : nothing;
}

async function copy(
  text: string,
  what: CopiedKind,
  clipboard: EffectPorts['clipboard'],
): Promise<EffectOutcome> {
  try {
    if (clipboard === undefined) return { kind: 'copyByHand', text };
    await clipboard.writeText(text);
    return { kind: 'copied', what };
  } catch {
    // The browser refused, by policy or for want of focus. The text is still there to be copied by hand.
    return { kind: 'copyByHand', text };
  }
}

/**
 * Runs one effect: the only place of the pivots that touches clipboard and console. Console pages open
 * before this returns its promise, so the call has to come straight from the click.
 */
export async function runEffect(effect: PivotEffect, ports: EffectPorts): Promise<EffectOutcome> {
  switch (effect.kind) {
    case 'filter':
      ports.filter(effect.change);
      return nothing;
    case 'allow':
      ports.allow(effect.origin);
      return nothing;
    case 'copy':
      return copy(effect.text, effect.what, ports.clipboard);
    case 'eventSearch':
      return opened(ports.console.eventSearch(effect.aql));
    case 'flowSearch':
      return opened(ports.console.flowSearch(effect.aql));
    case 'asset':
      return opened(ports.console.asset(effect));
    case 'offense':
      return opened(ports.console.offense(effect.id));
    case 'offenseList':
      return effect;
  }
}
