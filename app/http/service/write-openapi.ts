// `npm run openapi`: writes docs/openapi.json, which a test compares with what the app serves.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openApi } from './openapi.ts';

const file = path.join(import.meta.dirname, '../../../docs/openapi.json');
await writeFile(file, `${JSON.stringify(openApi(), null, 2)}\n`);
