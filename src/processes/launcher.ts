import { basename } from 'node:path';
import { viewOf } from './process-view.ts';

const LOOK_EVERY_MS = 1000;

/**
 * Calls `gone` if the npm that runs this command ends first. npm starts a shell in between, and neither can pass on a SIGKILL.
 * Other launchers may leave a command running, like any program. Returns a function that ends the watch.
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

/** npm's variables alone prove little: all processes of a script inherit them, even those meant to outlive it. */
function isRunByNpm(): boolean {
  const script = process.env.npm_lifecycle_script;
  if (script === undefined || !script.includes(basename(process.argv[1] ?? ''))) return false;
  return !/(^|[^&])&($|[^&])|\b(nohup|setsid)\b/.test(script);
}

/** Some shells replace themselves by the last program they run. Then npm is the parent of this process. */
function npmAbove(parent: number): number | undefined {
  const view = viewOf(parent);
  if (view === undefined) return undefined;
  return /sh$/.test(view.name) ? view.parent : parent;
}
