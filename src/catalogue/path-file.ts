import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UsageError } from '../core/usage-error.ts';
import { PROJECT_ROOT } from '../processes/roots.ts';
import { isInstalled, refuseTypescript } from './own-files.ts';

interface Compiled {
  readonly module: string;
  /** Each begins with file and line. */
  readonly mistakes: readonly string[];
}

/** The interface of bin/compiler.js, which is plain JavaScript. */
interface Compiler {
  runCompiler(config: string): {
    readonly mistakes: readonly { readonly file: string; readonly line: number; readonly message: string }[];
    readonly failure: string | undefined;
  };
}

/**
 * Compiles a strategy or scenario outside the folders, with all files that it imports by path. The output goes to the
 * project's own folder, so that packages are found. It is removed when this process ends.
 */
export async function compileFile(path: string, place: string): Promise<Compiled> {
  if (!(await stat(path)).isFile()) throw new UsageError([`${place}: is not a file`]);
  if (isInstalled) refuseTypescript(path, place);
  if (path.endsWith('js') || isInstalled) return { module: pathToFileURL(path).href, mistakes: [] };
  const root = fileURLToPath(PROJECT_ROOT);
  await mkdir(join(root, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(root, 'dist', `.path-${process.pid}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'tsconfig.json');
  const compilerOptions = {
    rootDir: '/',
    // The file is run as a module, whatever package it belongs to.
    module: 'esnext',
    moduleResolution: 'bundler',
    outDir: '.',
    noEmitOnError: false,
    allowJs: false,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  await writeFile(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files: [path], include: [] }),
  );
  const { runCompiler }: Compiler = await import(new URL('bin/compiler.js', PROJECT_ROOT).href);
  const { mistakes, failure } = runCompiler(config);
  if (failure !== undefined) throw new UsageError([`${place}: ${failure}`]);
  return {
    module: pathToFileURL(join(folder, path.replace(/ts$/, 'js'))).href,
    mistakes: mistakes.map(({ file, line, message }) =>
      path.endsWith(file.replace(/^(\.\.\/)+/, ''))
        ? `${place}:${line}: ${message}`
        : `${file}:${line}: ${message}`,
    ),
  };
}
