import { join } from 'node:path';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import { traceText } from '../report/trace/trace.ts';
import { tracedBlock } from '../report/trace/traced-block.ts';
import { isFolder, writeWhole } from '../results/plain-file.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { keptRequests } from './kept-requests.ts';
import { printReport } from './output.ts';

/** Counts from 1; true for the first. */
export type TracedBlock = number | true;

/** Writes one block of a run as a trace. */
export async function writeTrace(
  paths: readonly string[],
  asked: TracedBlock,
  out: string | undefined,
): Promise<number> {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) throw new UsageError(['--trace takes one run']);
  const block = asked === true ? 1 : asked;
  const run = await readRun(path);
  if (run.engine !== 'live')
    throw new UsageError([
      `${path} is ${run.engine === 'sim' ? 'a simulation' : 'advice'}: only live runs have a trace`,
    ]);
  const folder = (await isFolder(path)) ? path : join(path, '..');
  const trials = tracedBlock(run, await keptRequests(folder, run), block - 1);
  if (typeof trials === 'string') throw new UsageError([`${path}: no trace. ${trials}`]);
  const file = out === undefined ? join(folder, `trace-${block}.json`) : userPath(out);
  const text = traceText(run.runId, trials);
  await writeWhole(file, text);
  printReport([
    `${file} (${Math.ceil(Buffer.byteLength(text) / 1000)} kB): open it at https://ui.perfetto.dev, which sends it nowhere, or at chrome://tracing.`,
  ]);
  return EXIT.fine;
}
