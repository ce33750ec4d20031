import { stripVTControlCharacters } from 'node:util';

/** The rows of a printed table, each as its cells; the head first. */
export function cellsOf(table: { toString(): string }): string[][] {
  return stripVTControlCharacters(table.toString())
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('│')
        .map((cell) => cell.trim()),
    );
}
