import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../core/usage-error.ts';

/**
 * A path of the app: a URL or an absolute path as it is; any other counts from the folder of the program that Node was started
 * with, or else from the working directory. Throws UsageError if there is nothing.
 */
export function appPath(what: string, path: string | URL): string {
  const given = path instanceof URL || path.startsWith('file:') ? fileURLToPath(path) : path;
  const places = [...new Set([besideProgram(given), resolve(given)])];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new UsageError([`${what}: there is no ${places.join(', nor ')}`]);
  return found;
}

/** Where the jobs of an app are that does not say: in a folder beside the program, or in the working directory. */
export const USUAL_JOBS = './jobs/';

function besideProgram(path: string): string {
  return resolve(dirname(process.argv[1] ?? ''), path);
}
