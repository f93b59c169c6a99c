import fs from 'node:fs';
import path from 'node:path';
import { errorsPage } from './docs/errors-page';
import { openApiDocument } from '../api/http/reference/openapi';
import { webhooksPage } from './docs/webhooks-page';
import { endpoints } from '../api/endpoints';
import { clientTypes } from './docs/client-types';

/** Writes the documents that are made from code; a test fails while they differ from it. */
async function writeDocs(): Promise<void> {
  write(path.join('docs', 'errors.md'), errorsPage());
  const webhooks = path.join('docs', 'webhooks.md');
  write(webhooks, webhooksPage(fs.readFileSync(webhooks, 'utf8')));
  write(path.join('client', 'src', 'openapi.ts'), await clientTypes(openApiDocument(endpoints, '/')));
}

function write(file: string, text: string): void {
  fs.writeFileSync(file, text);
  console.log(`Wrote ${file}.`);
}

void writeDocs();
