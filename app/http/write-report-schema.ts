// `npm run report-schema`: writes docs/coverage-report.schema.json, which a test compares with what the schema makes.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { coverageReportJsonSchema } from './coverage-report-schema.ts';

const file = path.join(import.meta.dirname, '../../docs/coverage-report.schema.json');
await writeFile(file, `${JSON.stringify(coverageReportJsonSchema(), null, 2)}\n`);
