import { readdir } from 'node:fs/promises';
import { digestOfModules } from '../../catalogue/module-digest.ts';
import { COMPILED_ROOT } from '../../processes/roots.ts';

const FOLDERS = ['src/', 'strategies/'];

/** The same on two machines only if both run the same compiled code, strategies included, on the same version of Node. */
export async function codeIdentity(): Promise<string> {
  const modules: string[] = [];
  for (const folder of FOLDERS.map((name) => new URL(name, COMPILED_ROOT))) {
    const names = await readdir(folder, { recursive: true });
    modules.push(...names.filter((name) => name.endsWith('.js')).map((name) => new URL(name, folder).href));
  }
  return `${process.version} ${await digestOfModules(modules)}`;
}
