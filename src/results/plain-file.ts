import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { StoreFailure } from './store-failure.ts';

const { O_RDONLY, O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
/** No file of this program is larger. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The content of a plain file; undefined if it does not exist. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await usePlain(file, O_RDONLY, async (handle, { size }) => {
      if (size > MAX_BYTES) throw new Error(`${size} bytes is too large for a result file`);
      return handle.readFile();
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw failure('cannot read', file, error);
  }
}

export async function readPlain(file: string): Promise<Buffer> {
  const bytes = await readIfThere(file);
  if (bytes === undefined) throw new StoreFailure(`cannot read ${file}: there is no such file`);
  return bytes;
}

/** Replaces a file atomically: a reader sees the old or the new content. It is on the disk when this resolves. `partial` is the temporary file. */
export async function writeWhole(
  file: string,
  content: string | Buffer,
  partial = `${file}.partial`,
): Promise<void> {
  try {
    await usePlain(partial, O_WRONLY | O_CREAT, async (handle, info) => {
      refuseOtherNames(partial, info);
      await handle.truncate();
      await writeSynced(handle, content).catch(async (error) => {
        await unlink(partial);
        throw error;
      });
    });
    await rename(partial, file);
  } catch (error) {
    throw failure('cannot write', file, error);
  }
}

/** Appends to the file. The text is on the disk when this resolves. */
export async function append(file: string, text: string): Promise<void> {
  try {
    await usePlain(file, O_WRONLY | O_APPEND | O_CREAT, async (handle, info) => {
      refuseOtherNames(file, info);
      await writeSynced(handle, text);
    });
  } catch (error) {
    throw failure('cannot write', file, error);
  }
}

/** Cuts the file to this number of bytes. */
export async function cut(file: string, bytes: number): Promise<void> {
  try {
    await usePlain(file, O_WRONLY, async (handle, info) => {
      refuseOtherNames(file, info);
      await handle.truncate(bytes);
    });
  } catch (error) {
    throw failure('cannot write', file, error);
  }
}

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw failure('cannot make', folder, error);
  });
}

/** Whether anything exists at this path. Links are not followed. */
export function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether the path is a folder or a link to one, which a user may name. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

/** Refuses a path within a run that is not a folder. A link is refused too, because it could lead out of the run. */
export async function refuseLinkedFolder(folder: string): Promise<void> {
  const info = await lstat(folder).catch((error) => {
    throw failure('cannot read', folder, error);
  });
  if (!info.isDirectory()) throw new StoreFailure(`${folder} is ${kindOf(info)}, not a folder`);
}

/** Refuses links, and everything that could wait for another process, such as a pipe. */
async function usePlain<Result>(
  file: string,
  flags: number,
  use: (handle: FileHandle, info: Stats) => Promise<Result>,
): Promise<Result> {
  refuseOtherKinds(file, await lstat(file).catch(() => undefined));
  const handle = await open(file, flags | O_NOFOLLOW | O_NONBLOCK, 0o666);
  try {
    const info = await handle.stat();
    refuseOtherKinds(file, info);
    return await use(handle, info);
  } finally {
    await handle.close();
  }
}

function refuseOtherKinds(file: string, info: Stats | undefined): void {
  if (info === undefined || info.isFile()) return;
  throw new Error(`${basename(file)} is ${kindOf(info)}, not a plain file`);
}

function kindOf(info: Stats): string {
  if (info.isFile()) return 'a file';
  if (info.isDirectory()) return 'a folder';
  if (info.isSymbolicLink()) return 'a symbolic link';
  return info.isFIFO() ? 'a pipe' : 'a device or a socket';
}

/** Refuses hard links, because a write would change the other file too. */
function refuseOtherNames(file: string, { nlink }: Stats): void {
  if (nlink > 1) throw new Error(`${basename(file)} has another name as well (it is a hard link)`);
}

async function writeSynced(handle: FileHandle, content: string | Buffer): Promise<void> {
  await handle.writeFile(content);
  await handle.sync();
}

function failure(what: string, path: string, error: unknown): StoreFailure {
  return new StoreFailure(`${what} ${path}: ${error instanceof Error ? error.message : String(error)}`);
}
