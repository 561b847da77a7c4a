/**
 * Sysmon's fields and the custom properties that they fill: the names of IBM's Sigma mapping (docs/qradar-facts.md#sysmon-properties), and that of the process
 * id which holds for ever (docs/qradar-facts.md#process-guid).
 */
export const sysmonProperties: readonly (readonly [field: string, property: string])[] = [
  ['ProcessGuid', 'Process Guid'],
  ['Image', 'Process Path'],
  ['CommandLine', 'Command'],
  ['ParentImage', 'Parent Process Path'],
  ['ParentCommandLine', 'Parent Command'],
  ['OriginalFileName', 'Original File Name'],
  ['PipeName', 'Pipe Name'],
  ['TargetFilename', 'Filename'],
  ['QueryName', 'DNS Query'],
  ['DestinationHostname', 'Destination Hostname'],
];

/** The name of a program alone, the property `Process Name`; of a Windows or a Unix path. */
export function programOf(image: string): string {
  return image.split(/[\\/]/).at(-1) ?? image;
}
