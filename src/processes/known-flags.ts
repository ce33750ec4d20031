import { execFileSync } from 'node:child_process';

let options: string | undefined;

/** Those V8 flags that this Node knows: with any other it would not start. */
export function knownFlags(wanted: readonly string[]): readonly string[] {
  options ??= execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  return wanted.filter((flag) => options?.includes(` ${flag.replace(/=.*/, '')} `));
}
