import { resolve } from 'node:path';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import { counted } from '../report/table/words.ts';
import { runFolders } from '../results/run-folders.ts';

/** The folder of all runs. */
export const RESULTS_FOLDER = 'results';

const LATEST = /^latest(?:~(\d{1,6}))?$/;

/** The folder of the run that the user typed: a path, `latest`, or `latest~1` for the one before it. */
export async function runPath(typed: string, resultsFolder: string): Promise<string> {
  const latest = LATEST.exec(typed);
  if (latest === null) return asTyped(typed);
  const runs = (await runFolders(resultsFolder)).filter(
    ({ hasManifest, startedMs }) => hasManifest && startedMs !== undefined,
  );
  const run = runs[Number(latest[1] ?? 0)];
  if (run !== undefined) return run.folder;
  const there =
    runs.length === 0
      ? `has no live runs`
      : `has ${counted(runs.length, 'live run')}, the oldest is ${runs.length === 1 ? 'latest' : `latest~${runs.length - 1}`}`;
  throw new UsageError([`there is no run ${typed}: ${resultsFolder}/ ${there}`]);
}

/** The path as the user typed it, if it is relative to the current folder. */
function asTyped(path: string): string {
  const meant = userPath(path);
  return meant === resolve(path) ? path : meant;
}
