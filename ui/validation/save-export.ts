import type { ValidationExport } from '../../contract/validation.ts';
import { download } from '../export/download.ts';

/** Hands validations to the browser as a JSON file of the shape of the contract, times in epoch ms. `name`: without its ending. */
export function saveExport(exported: ValidationExport, name: string): void {
  download({
    name: `transfer-watch-${name.replaceAll(/[^\w-]/g, '_')}.json`,
    type: 'application/json',
    text: JSON.stringify(exported, null, 2),
  });
}
