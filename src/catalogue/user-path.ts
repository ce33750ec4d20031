import { dirname, resolve } from 'node:path';

/**
 * A path that the user typed is relative to the user's folder. `npm run` changes to the package's folder and passes on the
 * original one; processes below inherit it, in other folders too.
 */
export function userPath(path: string): string {
  const { INIT_CWD, npm_package_json } = process.env;
  const cwd = process.cwd();
  const movedByNpm = npm_package_json !== undefined && dirname(npm_package_json) === cwd;
  return resolve(movedByNpm ? (INIT_CWD ?? cwd) : cwd, path);
}
