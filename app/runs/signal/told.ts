import type { Settings } from '../../../contract/session.ts';
import type { Receiver, SignalChange } from '../../ports/signals.ts';

/** Whether a change is told to QRadar. */
export function isTold(settings: Settings['signal'], change: SignalChange): boolean {
  return change === 'true-positive' ? settings.truePositives : settings.newHigh;
}

/** Where events are sent; `null` where none are. */
export function receiverOf({
  truePositives,
  newHigh,
  receiver,
  receiverPort,
}: Settings['signal']): Receiver | null {
  const isOn = (truePositives || newHigh) && receiver !== '';
  return isOn ? { host: receiver, port: receiverPort } : null;
}
