import { importCycles, PRODUCT_ROOMS } from '../../scripts/structure/measures';
import { typescriptFiles } from '../../scripts/structure/sources';

it('has no files that import each other, however far around, not even by type', () => {
  expect(importCycles(typescriptFiles(...PRODUCT_ROOMS, 'scripts', 'bench'))).toEqual([]);
});
