import { resolve } from 'node:path';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import { runFolders } from '../results/run-folders.ts';

/** Where runs are kept. */
export const RESULTS_FOLDER = 'results';

const LATEST = /^latest(?:~(\d{1,6}))?$/;

/** The run that the user means: a path, `latest`, or `latest~1` for the one before it. Every run that is typed passes here. */
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
      ? `holds no run of a live cluster`
      : `holds ${runs.length}, the oldest of which is ${runs.length === 1 ? 'latest' : `latest~${runs.length - 1}`}`;
  throw new UsageError([`there is no run ${typed}: ${resultsFolder}/ ${there}`]);
}

/** In the words of the user, unless it counts from elsewhere. */
function asTyped(path: string): string {
  const meant = userPath(path);
  return meant === resolve(path) ? path : meant;
}
