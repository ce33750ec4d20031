import { resolve } from 'node:path';

/** A path that the user typed counts from where he stands: `npm run` moves into the project's folder and says where from. */
export function userPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
