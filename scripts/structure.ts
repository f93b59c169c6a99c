import {
  codeLines,
  folderSizes,
  functionLengths,
  importCycles,
  PRODUCT_PACKAGES,
  writtenFiles,
} from './structure/measures';
import { read } from './structure/sources';

/** Prints how the code is built: packages by size, the longest files and functions, crowded folders, circles. */
function main(): void {
  const files = writtenFiles(...PRODUCT_PACKAGES);
  const sizes = new Map(files.map((file) => [file, read(file).split('\n').length - 1]));
  const total = sum([...sizes.values()]);
  console.log(`${files.length} files, ${total} lines of TypeScript that people write`);
  for (const part of PRODUCT_PACKAGES) {
    const own = files.filter((file) => file.startsWith(`${part}/`));
    const lines = sum(own.map((file) => sizes.get(file) ?? 0));
    const share = Math.round((100 * lines) / total);
    console.log(
      `${part.padEnd(12)}${String(own.length).padStart(5)} files${String(lines).padStart(8)} lines${String(share).padStart(5)} %`,
    );
  }
  const longest = files.map((name) => ({ name, lines: codeLines(name) }));
  top('Longest files, in lines of code', longest);
  top('Longest functions', files.flatMap(functionLengths));
  const counts = [...folderSizes(files)].map(([name, lines]) => ({ name, lines }));
  top('Most files side by side', counts);
  const circles = importCycles(files);
  console.log(`\n${circles.length} circles of imports`);
  for (const circle of circles) console.log(`  ${circle.join(' ')}`);
}

function top(title: string, lengths: readonly { readonly name: string; readonly lines: number }[]): void {
  console.log(`\n${title}`);
  const sorted = [...lengths].sort((a, b) => b.lines - a.lines);
  for (const { name, lines } of sorted.slice(0, 5)) console.log(`${String(lines).padStart(5)} ${name}`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

main();
