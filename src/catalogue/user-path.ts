import { dirname, resolve } from 'node:path';

/**
 * A path that the user typed counts from where he stands. `npm run` moves into the package's folder, and tells where from;
 * what it tells is passed on to whatever runs below it, in other folders too.
 */
export function userPath(path: string): string {
  const { INIT_CWD, npm_package_json } = process.env;
  const cwd = process.cwd();
  const movedByNpm = npm_package_json !== undefined && dirname(npm_package_json) === cwd;
  return resolve(movedByNpm ? (INIT_CWD ?? cwd) : cwd, path);
}
