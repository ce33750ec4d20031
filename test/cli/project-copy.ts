import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { until } from '../cluster/processes.ts';
import { type Ended, run } from './command.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);
const UNHURRIED = fileURLToPath(new URL('./unhurried.js', import.meta.url));

/** The project's sources in a folder of their own, to drop files into. */
export class ProjectCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  private static async make(): Promise<ProjectCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'project-'));
    for (const path of ['package.json', 'tsconfig.json', 'bin', 'src', 'strategies', 'scenarios', 'jobs'])
      await cp(join(ROOT, path), join(folder, path), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new ProjectCopy(folder);
  }

  /** With the strategy and the scenario that the README shows. */
  static async withExamples(): Promise<{ project: ProjectCopy; strategy: string; scenario: string }> {
    const project = await ProjectCopy.make();
    const [strategy, scenario] = await Promise.all(
      ['strategies/mine.ts', 'scenarios/mine.ts'].map(async (file) => {
        const example = await exampleInReadme(file);
        await project.drop(file, example);
        return example;
      }),
    );
    return { project, strategy: strategy!, scenario: scenario! };
  }

  async drop(file: string, source: string): Promise<void> {
    await writeFile(join(this.folder, file), source);
  }

  async take(file: string): Promise<void> {
    await rm(join(this.folder, file));
  }

  run(...args: readonly string[]): Promise<Ended> {
    return run([join(this.folder, 'bin', 'cluster-bench.js'), ...args], this.folder, UNHURRIED);
  }

  /** Resolves once a bench in this folder has made its run's folder: then all that it runs is loaded or compiled. */
  async hasBegunToMeasure(): Promise<void> {
    await until('the run has a manifest', async () => {
      const runs = await readdir(join(this.folder, 'results')).catch(() => []);
      return runs.some((run) => existsSync(join(this.folder, 'results', run, 'manifest.json')));
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/** The example in the README that begins with this file's name. */
export async function exampleInReadme(file: string): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const example = readme.split('```ts\n').find((block) => block.startsWith(`// ${file}`));
  if (example === undefined) throw new Error(`README.md shows no ${file}`);
  return example.slice(0, example.indexOf('```'));
}
