import { basename } from 'node:path';
import { viewOf } from './process-view.ts';

const LOOK_EVERY_MS = 1000;

/**
 * Calls `gone` when the npm that runs this command ends before it does. npm puts a shell between, and neither it nor the
 * shell can pass on a SIGKILL. Whatever else starts a command may leave it running, as any program. Returns what ends the
 * watch.
 */
export function watchLauncher(gone: () => void): () => void {
  const shell = process.ppid;
  const npm = isRunByNpm() ? npmAbove(shell) : undefined;
  if (npm === undefined) return () => {};
  const looking = setInterval(() => {
    if (process.ppid === shell && (npm === shell || viewOf(shell)?.parent === npm)) return;
    clearInterval(looking);
    gone();
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(looking);
}

/** That its variables are there says little: whatever a script starts inherits them, and some it means to leave behind. */
function isRunByNpm(): boolean {
  const script = process.env.npm_lifecycle_script;
  if (script === undefined || !script.includes(basename(process.argv[1] ?? ''))) return false;
  return !/(^|[^&])&($|[^&])|\b(nohup|setsid)\b/.test(script);
}

/** Some shells give their own process to the last program they run: then npm is this one's parent. */
function npmAbove(parent: number): number | undefined {
  const view = viewOf(parent);
  if (view === undefined) return undefined;
  return /sh$/.test(view.name) ? view.parent : parent;
}
