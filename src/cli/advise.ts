import type { Command } from 'commander';
import { type Advised, advise as adviceFor, type Present } from '../bench/advice/advice.ts';
import { type Goal, goalsIn, suggestedGoals } from '../bench/advice/goal.ts';
import { factsOf, type LogFacts } from '../bench/advice/log-facts.ts';
import { lengthsByType, peakScenario } from '../bench/advice/peak-traffic.ts';
import { minuteOf, scenarioPlace, writeScenario } from '../bench/advice/scenario-files.ts';
import { workerCounts } from '../bench/advice/worker-counts.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { UsageError } from '../core/usage-error.ts';
import { routeTotals } from '../logs/heavy-routes.ts';
import type { AccessLog } from '../logs/read-log.ts';
import { adviceDocument } from '../report/advice/advice-json.ts';
import { adviceParts, unknownLine } from '../report/advice/advice-report.ts';
import { factsParts, logParts, spanInWords } from '../report/advice/facts-report.ts';
import { inMarkdown } from '../report/table/markdown.ts';
import type { Part } from '../report/table/table.ts';
import { LOG_OPTIONS, type LogOptions, readAsked, scenarioName } from './advise-options.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { collect } from './options.ts';
import { printDocument, printReport } from './output.ts';
import { CountProgress } from './progress.ts';

interface AdviseOptions extends LogOptions {
  readonly objective: readonly string[];
  readonly nowStrategy?: string;
  readonly strategy: readonly string[];
}

const EXAMPLES = `
Examples:
  npm run advise -- access.log.gz --objective='report p95 < 300ms'
  npm run advise -- access.log access.log.1.gz --objective='p95 < 1s' --now=4 --now-strategy=round-robin
  npm run advise -- access.log --format='$remote_addr [$time_local] "$request" $status $request_time $msec'
  npm run advise -- access.log --route='/report/:id=report' --heavy=report --cpu=60% --now=4`;

export function addAdvise(program: Command): void {
  const command = program
    .command('advise')
    .description('read an access log and say which strategy on how many workers it calls for')
    .argument('<files...>', 'access logs, rotated or not, as they are or as .gz')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: AdviseOptions) => {
      process.exitCode = await advise(files, options);
    });
  for (const option of LOG_OPTIONS) command.addOption(option);
  command
    .option(
      '--objective <limit>',
      "what responses must keep: 'report p95 < 300ms', 'p99 < 1s', 'mean < 50ms'; several times",
      collect,
      [],
    )
    .option('--now-strategy <name>', 'the strategy that served these requests')
    .option('--strategy <names>', 'strategies to choose from, separated by commas', collect, ['all']);
}

/** A log that is shorter, or has fewer heavy requests, does not show what the service meets. */
const LEAST_MS = 3_600_000;
const LEAST_REQUESTS = 500;

async function advise(files: readonly string[], options: AdviseOptions): Promise<number> {
  const place = await scenarioPlace(scenarioName(files, options));
  const log = await readAsked(files, options);
  const facts = factsOf(log, { heavy: options.heavy, processors: processorsOf(options) });
  const routes = facts?.routes ?? routeTotals(log, options.heavy);
  const goals = goalsIn(options.objective, facts?.heavy.map(({ name }) => name) ?? []);
  const reason = reasonForNone(log, facts, goals);
  const parts: Part[] = [...logParts(files, log), ...(facts === null ? [] : factsParts(facts))];
  const advised = facts === null || reason !== null ? null : await simulated(facts, goals, files, options);
  if (advised !== null && facts !== null)
    parts.push(...adviceParts(advised, goals, facts.peak, facts.doubts.length === 0), unknownLine());
  if (reason !== null) parts.push('', reason);
  const noneMeets =
    advised !== null && advised.advice === null ? 'nothing that was tried meets the objective' : null;
  if (facts !== null) {
    const workers = advised?.advice?.workers ?? presentOf(facts, options).workers ?? 1;
    const about = `The busiest time of ${files.join(', ')}.`;
    const peak = peakScenario(facts, about, `${place.name}.csv`, workers);
    await writeScenario(place, peak, inMarkdown(parts));
    parts.push('', ...nextSteps(place.name, place.file, advised, presentOf(facts, options)));
  }
  if (options.json)
    printDocument(
      adviceDocument(
        log,
        { facts, routes },
        { goals, advised, reason: reason ?? noneMeets, scenario: facts === null ? null : place.name },
      ),
    );
  else if (options.markdown) printDocument(inMarkdown(parts));
  else printReport(parts);
  return EXIT.fine;
}

function processorsOf({ cpu, now }: LogOptions): { busy: number; count: number } | null {
  if (cpu === undefined) return null;
  if (now === undefined)
    throw new UsageError(['--cpu needs --now: the number of workers on these processors']);
  return { busy: cpu, count: now };
}

/** Null if there is enough to advise on. */
function reasonForNone(log: AccessLog, facts: LogFacts | null, goals: readonly Goal[]): string | null {
  if (facts === null)
    return 'No route is heavy: none has a twentieth of the response time and 5 ms on average. Name those that are: --heavy=<names>.';
  const spanMs = log.lastMs - log.firstMs;
  if (facts.requests.count < LEAST_REQUESTS || spanMs < LEAST_MS)
    return `Not enough data: ${facts.requests.count} heavy requests in ${spanInWords(spanMs)}. Advice needs ${LEAST_REQUESTS} in an hour or more.`;
  if (goals.length > 0) return null;
  const known = facts.heavy.flatMap(({ name, serviceMs }) =>
    serviceMs === null ? [] : [{ name, p95: serviceMs.p95 }],
  );
  return `Say what responses must keep: ${suggestedGoals(known)
    .map((text) => `--objective='${text}'`)
    .join(' ')}`;
}

/** As the user says; else one queue that was recovered is what pull-fifo does. */
function presentOf({ recovered: { inversion } }: LogFacts, { now, nowStrategy }: AdviseOptions): Present {
  const isOne = inversion?.holds === true && inversion.queues === 1;
  return {
    workers: now ?? (inversion?.holds ? inversion.workers : null),
    strategy: nowStrategy ?? (isOne ? 'pull-fifo' : null),
  };
}

async function simulated(
  facts: LogFacts,
  goals: readonly Goal[],
  files: readonly string[],
  options: AdviseOptions,
): Promise<Advised> {
  const present = presentOf(facts, options);
  const asked = [...options.strategy, ...(present.strategy === null ? [] : [present.strategy])];
  const arms = (await parseArms(asked, undefined)).filter(isAllowed);
  endInspection();
  const counts = workerCounts(facts.peak.busyWorkers, present.workers === null ? [] : [present.workers]);
  const peak = {
    scenario: peakScenario(facts, `The busiest time of ${files.join(', ')}.`, 'peak.csv', 1),
    servicesMs: lengthsByType(facts),
    goals,
  };
  const interrupted = interruption();
  let progress: CountProgress | undefined;
  let shown = '';
  try {
    return await adviceFor(peak, arms, counts, present, {
      onDone: (what, done, of) => {
        if (what !== shown) progress?.end();
        if (what !== shown || progress === undefined) progress = new CountProgress(what);
        shown = what;
        progress.show(done, of);
      },
      signal: interrupted.signal,
    });
  } finally {
    progress?.end();
    interrupted.forget();
  }
}

/** A service knows the type of a request, not how long it will take or which requests share a key. */
function isAllowed(arm: { readonly kind: string }): arm is StrategyArm {
  return (
    arm.kind === 'strategy' &&
    !(arm as StrategyArm).uses.some((what) => what === 'exact size' || what === 'key')
  );
}

function nextSteps(name: string, file: string, advised: Advised | null, present: Present): string[] {
  const best = advised?.advice?.strategy ?? 'pull-fifo';
  const other = advised?.rows.find(({ strategy }) => strategy !== best)?.strategy ?? 'round-robin';
  const beside = present.strategy !== null && present.strategy !== best ? present.strategy : other;
  return [
    `Written: ${file}. Prove it live: npm run bench -- --scenario=${minuteOf(name)} --strategy=${best},${beside} --blocks=8`,
  ];
}
