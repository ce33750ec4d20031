import { type Command, Option } from 'commander';
import { judgedAnew } from '../bench/live/analysis.ts';
import { changeBetween } from '../comparison/between-runs.ts';
import { judgeChange } from '../comparison/change-gates.ts';
import { comparedRun } from '../comparison/compared-run.ts';
import { differences } from '../comparison/differences.ts';
import { type ChangeGate, parseChangeGate } from '../comparison/gate.ts';
import { adviceAmong, doubts, refusals } from '../comparison/refusals.ts';
import { refuse, UsageError } from '../core/usage-error.ts';
import { adviceReport } from '../report/advice/advice-report.ts';
import type { Beside } from '../report/change/beside.ts';
import { changeReport, everyChange } from '../report/change/changes.ts';
import { changesCsv } from '../report/change/changes-csv.ts';
import { changesDocument } from '../report/change/changes-json.ts';
import { details } from '../report/run/details.ts';
import { crossedInWords } from '../report/run/limit-table.ts';
import { runCsv } from '../report/run/run-csv.ts';
import { runReport } from '../report/run/run-report.ts';
import { simulationDetails, simulationReport } from '../report/simulation/simulation-report.ts';
import { requireNumbers } from '../report/table/last-check.ts';
import { inMarkdown } from '../report/table/markdown.ts';
import type { Part } from '../report/table/table.ts';
import type { AdviceRun, AnyRun } from '../results/advice-schema.ts';
import { escaped } from '../results/escaped.ts';
import { jsonOf, seal } from '../results/seal.ts';
import type { BenchRun } from '../results/simulation-schema.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { collect } from './options.ts';
import { printDocument, printReport, warnLines } from './output.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

const FORMATS = ['table', 'markdown', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

interface CompareOptions {
  readonly format: Format;
  readonly verbose?: true;
  readonly failIf?: readonly string[];
}

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('show what changed between runs, and whether it is more than noise; or print one run again')
    .argument(
      '<runs...>',
      'run folders or result files; latest and latest~1 are the newest runs of results/; the others are compared with the first',
    )
    .addOption(new Option('--format <format>', 'output format').choices(FORMATS).default('table'))
    .option('--verbose', 'print every figure, and rows that did not change')
    .option(
      '--fail-if <limit>',
      "exit 3 if a change certainly crosses this limit, such as 'p95 > +10%' or 'light p99 > +5%'",
      collect,
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d
  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d --format=csv
  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d results/20260102T120000Z-mixed-5e6f7a8b
  npm run compare -- latest~1 latest
  npm run compare -- before.json after.json --format=markdown --fail-if='p95 > +10%'

Exit codes: 0 success, 2 usage error or runs that cannot be compared, 3 limit crossed, 4 unreadable file.`,
    )
    .action(async (paths: readonly string[], options: CompareOptions) => {
      process.exitCode = await compare(paths, options);
    });
}

async function compare(paths: readonly string[], options: CompareOptions): Promise<number> {
  const { failIf = [] } = options;
  const gates = failIf.map(parseChangeGate);
  const runs: AnyRun[] = [];
  for (const path of paths) runs.push(await readRun(await runPath(path, RESULTS_FOLDER)));
  const [alone, ...more] = runs;
  if (alone !== undefined && more.length === 0) {
    if (gates.length > 0) throw new UsageError(['--fail-if needs two runs: it limits a change']);
    printAlone(alone, options);
    return EXIT.fine;
  }
  refuse(adviceAmong(runs));
  const [first, ...others] = runs.filter((run) => run.engine !== 'advice');
  if (first === undefined) return EXIT.usage;
  const mistakes = others.flatMap((other) => refusals(first, other));
  if (mistakes.length > 0) throw new UsageError(mistakes.map(escaped));
  const before = comparedRun(first);
  const beside = others.map((run) => ({
    run,
    change: changeBetween(before, comparedRun(run)),
    differences: differences(first, run),
  }));
  printChanges(first, beside, options);
  const careful = new Set(others.flatMap((other) => doubts(first, other)));
  warnLines([...careful].map((doubt) => escaped(`Careful: ${doubt}.`)));
  return judge(gates, first, others);
}

function printAlone(kept: AnyRun, { format, verbose }: CompareOptions): void {
  if (kept.engine === 'advice') {
    printAdvice(kept, format);
    return;
  }
  const run = kept.engine === 'live' ? judgedAnew(kept) : kept;
  switch (format) {
    case 'json':
      printDocument(JSON.stringify(JSON.parse(seal(kept)), null, 2));
      break;
    case 'csv':
      printDocument(runCsv(run).join('\n'));
      break;
    default:
      printAs(format, [...reportOf(run), ...(verbose ? ['', ...detailsOf(run)] : [])]);
  }
}

function printAdvice(run: AdviceRun, format: Format): void {
  if (format === 'csv')
    throw new UsageError([`${run.runId} is advice from a log and has no CSV; take --format=json`]);
  if (format === 'json') printDocument(JSON.stringify(JSON.parse(seal(run)), null, 2));
  else printAs(format, adviceReport(run));
}

function reportOf(run: BenchRun): Part[] {
  return run.engine === 'live' ? runReport(run) : simulationReport(run);
}

function detailsOf(run: BenchRun): Part[] {
  return run.engine === 'live' ? details(run) : simulationDetails(run);
}

function printChanges(first: BenchRun, others: readonly Beside[], { format, verbose }: CompareOptions): void {
  switch (format) {
    case 'json':
      printDocument(jsonOf(changesDocument(first, others), 2));
      break;
    case 'csv':
      printDocument(changesCsv(others).join('\n'));
      break;
    default:
      printAs(format, verbose ? everyChange(first, others) : changeReport(first, others));
  }
}

function printAs(format: 'table' | 'markdown', parts: readonly Part[]): void {
  if (format === 'table') printReport(parts);
  else {
    printDocument(inMarkdown(parts).trimEnd());
    requireNumbers(parts);
  }
}

/** Prints for every limit the rows that certainly cross it and the rows that are not certain. */
function judge(gates: readonly ChangeGate[], first: BenchRun, others: readonly BenchRun[]): number {
  const judged = gates.flatMap((gate) =>
    others.map((run) => ({ gate, run, rows: judgeChange(gate, comparedRun(first), comparedRun(run)) })),
  );
  const where = ({ runId }: BenchRun) => (others.length > 1 ? ` (${runId})` : '');
  warnLines(judged.flatMap(({ gate, run, rows }) => crossedInWords(gate, where(run), rows)).map(escaped));
  return judged.some(({ rows }) => rows.some(({ outcome }) => outcome === 'missed'))
    ? EXIT.regression
    : EXIT.fine;
}
