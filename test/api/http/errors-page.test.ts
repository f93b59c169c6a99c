import fs from 'node:fs';
import path from 'node:path';
import { errorsPage } from '../../../scripts/docs/errors-page';
import { webhooksPage } from '../../../scripts/docs/webhooks-page';
import { WEBHOOK_EVENT_TYPES } from '../../../workflows/contract';

const read = (name: string) => fs.readFileSync(path.join(__dirname, '../../../docs', name), 'utf8');

describe('docs/errors.md', () => {
  it('is what the code says; npm run docs writes it', () => {
    expect(read('errors.md')).toBe(errorsPage());
  });
});

describe('docs/webhooks.md', () => {
  it('has a row for every event of the timeline; npm run docs writes it', () => {
    const written = read('webhooks.md');
    expect(written).toBe(webhooksPage(written));
    for (const type of WEBHOOK_EVENT_TYPES) expect(written).toContain(`| \`${type}\``);
  });
});
