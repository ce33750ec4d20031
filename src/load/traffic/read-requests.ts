import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../../core/usage-error.ts';
import type { Traffic } from '../plan/app-under-test.ts';
import { classesOf, OTHER } from './classes.ts';
import { made } from './draw-requests.ts';
import { requestsInHar } from './har.ts';
import { type ReadRequests, requestsInLines } from './request-lines.ts';

/** A file of requests, whatever its format. */
export interface RequestsFile {
  readonly traffic: Traffic;
  /** Of the file, not of what it imports. */
  readonly digest: string;
  /** What was left out of it, in words. */
  readonly notes: readonly string[];
}

/** A file and how messages call it. */
interface File {
  readonly path: string;
  readonly place: string;
}

const MAX_BYTES = 64 * 2 ** 20;
const MOST_MISTAKES = 20;
/** Of a module's requests, to see which classes there are. */
const LOOKED_AT = 10_000;

/** Lines, or a HAR. Throws a `UsageError` with every mistake of the file. */
export async function readRequests(file: File, keepCredentials: boolean): Promise<RequestsFile> {
  const { path, place } = file;
  const text = await textOf(file);
  const { requests, mistakes, notes } = path.endsWith('.har')
    ? requestsInHar(text, place, keepCredentials)
    : requestsInLines(text, place);
  refuseMistakes(place, { requests, mistakes, notes });
  return { traffic: { kind: 'list', requests }, digest: digestOf(text), notes };
}

/** A module, compiled where it has to be: `module` is the URL of what is loaded. */
export async function readModule(file: File, module: string, seed: number): Promise<RequestsFile> {
  const text = await textOf(file);
  const { place } = file;
  const first = await made({ place, module }, seed, LOOKED_AT);
  const classes = [...new Set([...classesOf(first), OTHER])];
  return { traffic: { kind: 'module', place, module, classes }, digest: digestOf(text), notes: [] };
}

function refuseMistakes(place: string, { requests, mistakes }: ReadRequests): void {
  if (mistakes.length > MOST_MISTAKES)
    throw new UsageError([
      ...mistakes.slice(0, MOST_MISTAKES),
      `${place}: and ${mistakes.length - MOST_MISTAKES} more mistakes`,
    ]);
  if (mistakes.length > 0) throw new UsageError(mistakes);
  if (requests.length === 0)
    throw new UsageError([`${place}: has no requests; write one a line, such as GET /report/17`]);
}

async function textOf({ path, place }: File): Promise<string> {
  const found = await stat(path).catch(() => {
    throw new UsageError([`${place}: there is no such file`]);
  });
  if (!found.isFile()) throw new UsageError([`${place}: is not a file`]);
  if (found.size > MAX_BYTES)
    throw new UsageError([`${place}: has ${found.size} bytes; at most ${MAX_BYTES} are read`]);
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError([`${place}: cannot be read (${error.code ?? error.message})`]);
  });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
