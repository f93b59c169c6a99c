import fs from 'node:fs';
import path from 'node:path';
import { errorsPage } from '../api/errors-page';

/** Writes the documents that are made from code; a test fails while they differ from it. */
const file = path.join('docs', 'errors.md');
fs.writeFileSync(file, errorsPage());
console.log(`Wrote ${file}.`);
