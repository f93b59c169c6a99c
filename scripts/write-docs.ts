import fs from 'node:fs';
import path from 'node:path';
import shapes from '../templates/pages/icons.json';
import { errorsPage } from './docs/errors-page';
import { iconShapes } from './docs/icons';
import { openApiDocument } from '../api/http/reference/openapi';
import { webhooksPage } from './docs/webhooks-page';
import { endpoints } from '../api/endpoints';
import { clientTypes } from './docs/client-types';

/** Writes the documents that are made from code; a test fails while they differ from it. */
async function writeDocs(): Promise<void> {
  write(path.join('docs', 'errors.md'), errorsPage());
  const webhooks = path.join('docs', 'webhooks.md');
  write(webhooks, webhooksPage(fs.readFileSync(webhooks, 'utf8')));
  const icons = path.join('templates', 'pages', 'icons.json');
  write(icons, `${JSON.stringify(iconShapes(Object.keys(shapes)), null, 2)}\n`);
  write(path.join('client', 'src', 'openapi.ts'), await clientTypes(openApiDocument(endpoints, '/')));
}

function write(file: string, text: string): void {
  fs.writeFileSync(file, text);
  console.log(`Wrote ${file}.`);
}

void writeDocs();
