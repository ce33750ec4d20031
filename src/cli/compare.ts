import { type Command, Option } from 'commander';
import { UsageError } from '../catalogue/usage-error.ts';
import { changeBetween } from '../comparison/between-runs.ts';
import { changesBeyond, type Gate, parseGate } from '../comparison/gate.ts';
import { doubts, refusals } from '../comparison/refusals.ts';
import { changeReport, FORMATS, type Format } from '../report/changes.ts';
import { runReport } from '../report/run-report.ts';
import { escaped } from '../results/escaped.ts';
import type { RunResult } from '../results/schema.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { collect } from './options.ts';
import { printLines, warnLines } from './output.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

interface CompareOptions {
  readonly format: Format;
  readonly failIf?: readonly string[];
}

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description(
      'what changed from one run to another, and whether it is more than noise; one alone is printed again',
    )
    .argument(
      '<runs...>',
      'folders of results/, or result files from anywhere; latest and latest~1 are the newest of results/; the first is what the others are held against',
    )
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('table'))
    .option(
      '--fail-if <limit>',
      "exit 3 if certainly crossed, such as 'p95 > +10%' or 'light p99 > +5%'",
      collect,
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d
  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d results/20260102T120000Z-mixed-5e6f7a8b
  npm run compare -- latest~1 latest
  npm run compare -- before.json after.json --format=markdown --fail-if='p95 > +10%'

Exit codes: 0 fine, 2 usage or runs that cannot be compared, 3 a limit is crossed, 4 a file that cannot be read.`,
    )
    .action(async (paths: readonly string[], options: CompareOptions) => {
      process.exitCode = await compare(paths, options);
    });
}

async function compare(paths: readonly string[], { format, failIf = [] }: CompareOptions): Promise<number> {
  const gates = failIf.map(parseGate).map(onlyChange);
  const runs: RunResult[] = [];
  for (const path of paths) runs.push(await readRun(await runPath(path, RESULTS_FOLDER)));
  const [first, ...others] = runs;
  if (first === undefined) return EXIT.usage;
  if (others.length === 0) {
    if (gates.length > 0 || format !== 'table')
      throw new UsageError(['--fail-if and --format need two runs; one alone is only printed again']);
    printLines(runReport(first));
    return EXIT.fine;
  }
  const mistakes = others.flatMap((other) => refusals(first, other));
  if (mistakes.length > 0) throw new UsageError(mistakes.map(escaped));
  const breaches = others.flatMap((other) => report(first, other, format, gates));
  warnLines(breaches.map((breach) => escaped(`Limit crossed: ${breach}`)));
  return breaches.length > 0 ? EXIT.regression : EXIT.fine;
}

function report(before: RunResult, after: RunResult, format: Format, gates: readonly ChangeGate[]): string[] {
  const change = changeBetween(before, after);
  printLines(changeReport(before, after, change, format));
  warnLines(doubts(before, after).map((doubt) => escaped(`Careful: ${doubt}.`)));
  return gates.flatMap((gate) => changesBeyond(gate, change.rows));
}

type ChangeGate = Extract<Gate, { kind: 'change' }>;

function onlyChange(gate: Gate): ChangeGate {
  if (gate.kind === 'change') return gate;
  throw new UsageError([
    `--fail-if=${JSON.stringify(gate.text)} is a limit for one run (bench --fail-if); compare takes a change, such as 'p95 > +10%'`,
  ]);
}
