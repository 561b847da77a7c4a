import type { CustomProperty } from '../sql/custom-property.ts';

/**
 * Custom event properties of the console. The byte and packet properties carry today's names of IBM's content
 * packs (docs/qradar-facts.md#byte-properties); two traps are left from older ones: `BytesSent` is disabled, so that
 * naming it finds nothing (docs/qradar-facts.md#custom-properties), and `Sent Bytes` is text, so it cannot be summed. The
 * Sysmon names are those of IBM's Sigma mapping (docs/qradar-facts.md#sysmon-properties). QRadar has no module for Zeek, so the names of its FTP fields are a site's own choice.
 */
export const companyProperties: readonly CustomProperty[] = [
  numeric('Bytes Sent'),
  numeric('Bytes Received'),
  numeric('Bytes'),
  numeric('Packets Sent'),
  numeric('Packets Received'),
  { ...numeric('BytesSent'), enabled: false, useForRuleEngine: false },
  text('Sent Bytes'),
  text('Application'),
  text('URL'),
  numeric('Event ID'),
  text('Process Guid'),
  text('Process Path'),
  text('Process Name'),
  text('Command'),
  text('Parent Process Path'),
  text('Parent Command'),
  text('Pipe Name'),
  text('Filename'),
  numeric('File Size'),
  text('FTP Command'),
  text('FTP Data Host'),
  numeric('FTP Data Port'),
];

/** A numeric property, enabled and parsed on arrival. */
function numeric(name: string): CustomProperty {
  return { name, type: 'numeric', enabled: true, useForRuleEngine: true };
}

/** A text property, enabled, extracted at search time. */
function text(name: string): CustomProperty {
  return { name, type: 'text', enabled: true, useForRuleEngine: false };
}
