import type { Clause } from '../../contract/coverage.ts';
import type { PropertyMap, Variant } from '../../contract/validation.ts';
import type { Format } from '../format.ts';
import { validationRecords } from './validation-records.ts';
import { validationResult } from './validation-result.ts';

const variants: Record<Variant, string> = { test: 'The technique', twin: 'Its harmless twin' };

/** Why no card can come, by the first condition of the rule that is not met. */
const clauses: Record<Clause, string> = {
  port: 'The rule does not look at its port: the condition “on a port of the rule” leaves it out.',
  direction:
    'The console does not count it as outbound: the condition “from a local to a remote network (L2R)” leaves it out.',
  category:
    'Its category stands for no allowed connection: the condition “an allowed connection” leaves it out.',
  destination:
    'A loopback, private or own target cannot fire: the condition “to an address on the Internet” leaves it out.',
  'sent-bytes': 'No counter of bytes sent is there to rate it by.',
};

const meanings: Record<keyof PropertyMap, string> = {
  eventId: 'Event id',
  process: 'Process',
  command: 'Command line',
  parentCommand: 'Command line of the parent process',
  file: 'File created',
  pipe: 'Pipe',
  guid: 'Process GUID',
  originalName: 'Name the program was built with',
  sent: 'Bytes sent',
  received: 'Bytes received',
  total: 'Bytes of both directions',
};

/** Words of the page “Validation”; those of the techniques stand apart. */
export const validationPage = (format: Format) => {
  const { bytes, count } = format;
  return {
    title: 'Does the detection really fire',
    intro:
      'Carry out a technique on a host of your own, and see which of its records arrive, whether the detection fires, and if not, which condition left the connection out.',
    variants,
    choose: {
      title: 'Techniques',
      platforms: { windows: 'Windows', linux: 'Linux' },
      connects: (port: string) => `connects to ${port}`,
      connectsNowhere: 'makes no connection',
      attack: 'MITRE ATT&CK',
      needs: 'What it needs',
      signals: 'Records it leaves behind',
      isOptional: 'need not come',
      carriesMarker: 'the marker of the test stands in it',
      twin: 'Its harmless twin, which must stay silent',
      nearest: 'Nearest public tests, and why they do not do',
      noNearest: 'No public test comes near.',
    },
    form: {
      title: 'Prepare a test',
      variant: 'What is carried out',
      source: 'Source IP',
      sourceHelp: 'The host that it is carried out on.',
      host: 'Host name (may stay empty)',
      hostHelp: 'If the records of the host name it otherwise than by its address.',
      target: 'Destination IP',
      targetHelp:
        'A server that your team owns, beyond the site: no other target can fire. Never a public one.',
      size: 'Size of each file',
      usualSize: (value: number) => `${bytes(value)} (usual)`,
      prepare: 'Prepare',
      preparing: 'Preparing',
      notAnAddress: 'Enter an IPv4 or IPv6 address.',
      note: 'First the prediction is made and shown, then the steps. Nothing is carried out by the app.',
    },
    prediction: {
      title: 'Prediction, stated before the test',
      making: 'The prediction is being made',
      fires: 'A card comes.',
      firesNot: 'No card comes.',
      clauses,
      made: (at: string) => `Stated ${at}.`,
      beforehand: 'That was before the steps were begun.',
      afterwards: 'The steps were begun before: it does not count as a prediction.',
      fields: {
        fires: 'Card',
        protocol: 'Protocol',
        state: 'State',
        connections: 'Connections',
        sent: 'Bytes sent',
        risk: 'Exfiltration risk',
      },
      yes: 'comes',
      no: 'does not come',
      open: 'not known',
      connections: (least: number, most: number) =>
        least === most ? count(least) : `${count(least)} to ${count(most)}`,
      sent: (least: number, most: number) =>
        least === most ? bytes(least) : `${bytes(least)} to ${bytes(most)}`,
      /** Of a member that nothing was said of. */
      notStated: 'not stated',
    },
    receipt: {
      title: 'Receipt',
      hash: 'SHA-256',
      rule: 'Rule version',
      properties: 'Properties that were read',
      meanings,
      none: 'none is filled',
      statement: 'The text that was hashed',
      explanation:
        'The hash binds the prediction to technique, hosts, marker, rule version and properties. Save the text without a line end and let sha256sum add it up: whoever changes anything gets another hash.',
      copyHash: 'Copy the hash',
      copyStatement: 'Copy the text',
    },
    steps: {
      title: 'Steps',
      cleanUp: 'Clean up',
      noCleanUp: 'Nothing is left behind on the host.',
      where: (host: string) => `To be carried out by you on ${host}, and nowhere else.`,
      marker: (marker: string) => `The marker ${marker} tells this test from every other.`,
      copyStep: (place: number) => `Copy step ${count(place)}`,
      copyCleanUp: (place: number) => `Copy clean-up step ${count(place)}`,
      shells: { cmd: 'Command Prompt', powershell: 'PowerShell', bash: 'Bash' },
      loud: 'A step that did nothing says so and ends with an error. Then stop, and clean up.',
    },
    ...validationResult(format),
    ...validationRecords(format),
  };
};

export type ValidationPageWords = ReturnType<typeof validationPage>;
