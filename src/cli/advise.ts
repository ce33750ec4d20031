import type { Command } from 'commander';
import type { Advised, Present } from '../bench/advice/advice.ts';
import { withAdvice } from '../bench/advice/findings.ts';
import { askedGoals, goalsFor, suggestedGoals, withImplied } from '../bench/advice/goal.ts';
import type { LogFacts } from '../bench/advice/log-facts.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { adviceParts } from '../report/advice/advice-report.ts';
import { NONE_HEAVY, spanInWords } from '../report/advice/facts-report.ts';
import type { Goal } from '../results/advice-schema.ts';
import { LOG_OPTIONS, type LogOptions, printInForm } from './advise-options.ts';
import { prove } from './advise-proof.ts';
import { simulatePeak } from './advise-simulation.ts';
import { commandLine } from './command-line.ts';
import { EXIT } from './exit-code.ts';
import { adviceHeader, keepAdvice } from './kept-advice.ts';
import { keepScenario, type Look, lookAt, presentOf, workersFor } from './look-at-log.ts';
import { collect } from './options.ts';
import { printReport } from './output.ts';
import { askedProof, PROOF_OPTIONS, type Proof, type ProofOptions } from './proof-options.ts';
import { TASK_OPTIONS, type TaskOptions } from './task-world.ts';

interface AdviseOptions extends LogOptions, ProofOptions, TaskOptions {
  readonly objective: readonly string[];
  readonly nowStrategy?: string;
  /** All if absent. */
  readonly strategy?: readonly string[];
}

const EXAMPLES = `
Examples:
  npm run advise -- access.log.gz --objective='report p95 < 300ms'
  npm run advise -- access.log access.log.1.gz --objective='p95 < 1s' --now=4 --now-strategy=round-robin
  npm run advise -- nginx.log --format='$remote_addr [$time_local] "$request" $status $request_time $msec'
  npm run advise -- access.log --route='/report/:id=report' --heavy=report --cpu=60% --now=4
  npm run advise -- access.log --objective='p95 < 1s' --prove --job=report-b
  npm run advise -- access.log --objective='p95 < 1s' --prove --app='node main.js' --requests=requests.txt`;

export function addAdvise(program: Command): void {
  const command = program
    .command('advise')
    .description('read an access log and say which strategy on how many workers it calls for')
    .argument('<files...>', 'access logs, rotated or not, as they are or as .gz')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: AdviseOptions) => {
      process.exitCode = await advise(files, options);
    });
  for (const option of [...LOG_OPTIONS, ...TASK_OPTIONS]) command.addOption(option);
  command
    .option(
      '--objective <limit>',
      "what responses must keep: 'report p95 < 300ms', 'p99 < 1s', 'mean < 50ms'; several times",
      collect,
      [],
    )
    .option('--now-strategy <name>', 'the strategy that served these requests')
    .option('--strategy <names>', 'strategies to choose from, separated by commas (all)', collect);
  for (const option of PROOF_OPTIONS) command.addOption(option);
}

async function advise(files: readonly string[], options: AdviseOptions): Promise<number> {
  const limits = askedGoals(options.objective);
  const proof = await askedProof(options);
  await parseArms(
    [...(options.strategy ?? []), ...(options.nowStrategy === undefined ? [] : [options.nowStrategy])],
    undefined,
  );
  endInspection();
  const look = await lookAt(files, options);
  const { facts, found, parts } = look;
  if (facts === null) {
    printInForm(options, parts, { ...found, reason: NONE_HEAVY }, null);
    return EXIT.fine;
  }
  const asked = goalsFor(
    limits,
    facts.heavy.map(({ name }) => name),
  );
  const missing = whatIsMissing(look, facts, asked);
  if (missing === null) return answer(look, facts, withImplied(asked, facts.heavy), options, proof);
  const { place } = look;
  await keepScenario(look, facts, workersFor(facts, presentOf(facts, options)), [...parts, '', missing]);
  const said = [...parts, '', missing, '', `Written: ${place.file}.`];
  printInForm(options, said, { ...found, reason: missing }, place.name);
  return EXIT.fine;
}

async function answer(
  look: Look,
  facts: LogFacts,
  goals: readonly Goal[],
  options: AdviseOptions,
  proof: Proof | null,
): Promise<number> {
  const { place } = look;
  const present = presentOf(facts, options);
  const header = await adviceHeader(place.name);
  const advised = await simulatePeak(facts, goals, present, options.strategy ?? ['all'], options);
  const found = withAdvice(look.found, goals, advised);
  const said = [...look.parts, ...adviceParts(found)];
  const workers = advised.advice?.workers ?? workersFor(facts, present);
  const peak = await keepScenario(look, facts, workers, said);
  const strategies = topTwo(advised, present);
  const command = `npm run bench -- --scenario=${place.minute.asked} --strategy=${strategies.join(',')} --blocks=8`;
  printInForm(options, [...said, '', `Written: ${place.file}. Prove it live: ${command}`], found, place.name);
  const folder = await keepAdvice(header, place.name, peak, found);
  if (!options.json && !options.markdown)
    printReport([`Kept in ${folder}`, `Report with charts: npm run report -- ${folder}`]);
  return proof === null ? EXIT.fine : prove(proof, place, peak, { strategies, workers }, found);
}

/** A log that is shorter, or has fewer heavy requests, does not show what the service meets. */
const LEAST_MS = 3_600_000;
const LEAST_REQUESTS = 500;

/** Null if there is enough to advise on. */
function whatIsMissing({ log }: Look, { requests, heavy }: LogFacts, goals: readonly Goal[]): string | null {
  const spanMs = log.lastMs - log.firstMs;
  if (requests.count < LEAST_REQUESTS || spanMs < LEAST_MS)
    return `Not enough data: ${requests.count} heavy requests in ${spanInWords(spanMs)}. Advice needs ${LEAST_REQUESTS} in an hour or more.`;
  if (goals.length > 0) return null;
  const suggested = suggestedGoals(
    heavy.flatMap(({ name, serviceMs }) => (serviceMs === null ? [] : [{ name, p95: serviceMs.p95 }])),
  );
  const objectives = suggested.map((text) => `--objective='${text}'`).join(' ');
  return `No advice without an objective. Say what responses must keep: npm run ${commandLine().replace('advise', 'advise --')} ${objectives}`;
}

/** The strategy of the advice and the one to hold it against: the present one, else the next in the table. */
function topTwo(advised: Advised | null, { strategy: now }: Present): [string, string] {
  const best = advised?.advice?.strategy ?? now ?? 'pull-fifo';
  if (now !== null && now !== best) return [best, now];
  const other = advised?.rows.find(({ strategy }) => strategy !== best)?.strategy;
  return [best, other ?? (best === 'least-active' ? 'pull-fifo' : 'least-active')];
}
