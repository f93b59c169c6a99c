import { importCycles, PRODUCT_PACKAGES } from '../../scripts/structure/measures';
import { typescriptFiles } from '../../scripts/structure/sources';

it('has no files that import each other, however far around, not even by type', () => {
  expect(importCycles(typescriptFiles(...PRODUCT_PACKAGES, 'scripts', 'bench'))).toEqual([]);
});
