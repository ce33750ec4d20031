import { execFile } from 'node:child_process';
import { lineInStack } from './place-in-stack.ts';

/** The line of a file that Node cannot read. The error of `import` does not say it; `node --check` does. */
export async function syntaxLine(source: string): Promise<number | undefined> {
  const told = await new Promise<string>((resolve) =>
    execFile(process.execPath, ['--check', source], (_error, _stdout, stderr) => resolve(stderr)),
  );
  return lineInStack(told, source);
}
