import type { Technique, TechniqueId } from '../../../contract/validation.ts';
import { ftps, ftpUpload, tftp } from './linux-techniques.ts';
import type { SignalRule, TechniqueRule } from './technique-type.ts';
import { ftpC2, smbInternet, smbPipe } from './windows-techniques.ts';

/** Every technique of the bench: the three of the source, then what the rule is about beyond them. */
export const techniques: readonly TechniqueRule[] = [
  ftpC2,
  smbPipe,
  ftpUpload,
  smbInternet,
  tftp,
  ftps,
];

/** The technique of that id. */
export function techniqueOf(id: TechniqueId): TechniqueRule {
  const found = techniques.find((technique) => technique.id === id);
  if (!found) throw new RangeError(`no technique ${id}`);
  return found;
}

/** A signal as the page is told of it. */
export function shownSignal({ id, kind, sysmonId, isOptional, carriesMarker }: SignalRule) {
  return { id, kind, sysmonId, isOptional, carriesMarker };
}

/** Least connections that the steps open where `times` is how often they connect. */
export function leastConnections({ opens }: Pick<TechniqueRule, 'opens'>, times: number): number {
  return { 'each-time': times, once: 1, never: 0 }[opens];
}

/** A technique as the page is told of it; `times`: how often its steps connect. */
export function shownTechnique(technique: TechniqueRule, times: number): Technique {
  const { id, platform, attack, connects, bytes, signals, test, twin, nearest } = technique;
  return {
    id,
    platform,
    attack: [...attack],
    connects: connects && { port: connects.port, transport: connects.transport },
    bytes,
    connections: leastConnections(technique, times),
    signals: signals.map(shownSignal),
    test,
    twin,
    nearest: [...nearest],
  };
}
