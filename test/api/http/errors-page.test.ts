import fs from 'node:fs';
import path from 'node:path';
import { errorsPage } from '../../../api/http/reference/errors-page';

describe('docs/errors.md', () => {
  it('is what the code says; npm run docs writes it', () => {
    const written = fs.readFileSync(path.join(__dirname, '../../../docs/errors.md'), 'utf8');
    expect(written).toBe(errorsPage());
  });
});
