import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { Part } from '../src/report/table/table.ts';
import { inTerminal } from '../src/report/table/terminal.ts';

const FOLDER = 'test/golden';

/**
 * What is printed, held against a file of test/golden. With UPDATE_GOLDEN=1 the file is written anew: then look at what changed.
 * Nothing may be wider than the terminal.
 */
export async function expectGolden(
  name: string,
  report: readonly Part[],
  terminalColumns: number,
): Promise<void> {
  const printed = inTerminal(report, terminalColumns);
  const file = join(FOLDER, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, printed);
  }
  expect(printed).to.equal(await readFile(file, 'utf8'));
  for (const line of printed.split('\n')) expect(line.length, line).to.be.at.most(terminalColumns);
}
