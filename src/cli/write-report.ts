import { join } from 'node:path';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Report } from '../report/page/report.ts';
import type { AnyRun } from '../results/advice-schema.ts';
import { isFolder, isThere } from '../results/plain-file.ts';
import { runFolders } from '../results/run-folders.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { printReport } from './output.ts';
import type { Format, ReportOptions } from './report.ts';
import { type Written, writeCharts, writeMarkdown, writePage } from './report-files.ts';
import { reportOfRun, reportOfRuns } from './report-of-runs.ts';
import { writeTrace } from './report-trace.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

/** `typed`: runs as the user names them; the newest if there are none. Returns the exit code. */
export async function writeReport(typed: readonly string[], options: ReportOptions): Promise<number> {
  const format = formatOf(options);
  const paths: string[] = [];
  for (const path of typed.length === 0 ? [await newestRun()] : typed)
    paths.push(await runPath(path, RESULTS_FOLDER));
  if (options.trace !== undefined) return writeTrace(paths, options.trace, options.out);
  const runs: AnyRun[] = [];
  for (const path of paths) runs.push(await readRun(path));
  const [first, ...others] = runs as [AnyRun, ...AnyRun[]];
  const [path] = paths as [string];
  const made = others.length === 0 ? await reportOfRun(first, path) : reportOfRuns(runs, paths);
  const written = await write(made, format, path, options);
  printReport(written.map(({ file, bytes }) => `${file} (${Math.ceil(bytes / 1000)} kB)`));
  return EXIT.fine;
}

function formatOf({ format, markdown, chart }: ReportOptions): Format {
  const chosen = markdown ? 'markdown' : format;
  if (chart !== undefined && chosen !== 'svg' && chosen !== 'png')
    throw new UsageError(['--chart needs --format=svg or --format=png']);
  return chosen;
}

async function write(
  made: Report,
  format: Format,
  path: string,
  { out, chart }: ReportOptions,
): Promise<Written[]> {
  if (format === 'html')
    return writePage(made, out === undefined ? await besideRun(path, '.html') : userPath(out));
  const folder = out === undefined ? await besideRun(path, '') : userPath(out);
  return format === 'markdown' ? writeMarkdown(made, folder) : writeCharts(made, folder, format, chart);
}

/** The newest run of results/ that has a result, live or simulated. */
async function newestRun(): Promise<string> {
  for (const { folder } of await runFolders(RESULTS_FOLDER))
    if (await isThere(join(folder, 'analysis.json'))) return folder;
  throw new UsageError([`${RESULTS_FOLDER}/ has no run yet: npm run bench makes one`]);
}

async function besideRun(path: string, ending: string): Promise<string> {
  return (await isFolder(path))
    ? join(path, `report${ending}`)
    : `${path.replace(/\.json$/, '')}-report${ending}`;
}
