import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { type Ended, run } from './command.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);

/** The project's sources in a folder of their own, to drop files into. */
export class ProjectCopy {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<ProjectCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'project-'));
    for (const path of ['package.json', 'tsconfig.json', 'src', 'strategies', 'scenarios'])
      await cp(join(ROOT, path), join(folder, path), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new ProjectCopy(folder);
  }

  async drop(file: string, source: string): Promise<void> {
    await writeFile(join(this.#folder, file), source);
  }

  /** With what was compiled of it. */
  async take(file: string): Promise<void> {
    await rm(join(this.#folder, file));
    await rm(join(this.#folder, 'dist', file.replace(/ts$/, 'js')));
  }

  /** As `npm run build` does, but keeping what is compiled already. */
  async compile(): Promise<string> {
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const child = spawn(process.execPath, [tsc, '--incremental', '--pretty', 'false'], { cwd: this.#folder });
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return output;
  }

  run(...args: readonly string[]): Promise<Ended> {
    return run(args, this.#folder, join(this.#folder, 'dist', 'src', 'cli', 'main.js'));
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

/** The example in the README that begins with this file's name. */
export async function exampleInReadme(file: string): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const example = readme.split('```ts\n').find((block) => block.startsWith(`// ${file}`));
  if (example === undefined) throw new Error(`README.md shows no ${file}`);
  return example.slice(0, example.indexOf('```'));
}
