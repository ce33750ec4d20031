import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { digits } from '../table/numbers.ts';
import { changeInWords, probabilityInWords } from './verdict-table.ts';

/** Ratios that one look may show where there is no difference. */
const CHANCE = 1.2;

/** What the tables show, and how far to trust it: a sentence or two. */
export function conclusion(run: RunResult): string {
  if (!run.complete) return 'The run was broken off: the tables hold what was measured until then.';
  if (run.scenario.loadModel === 'closed') return capacity(run.strategies);
  if (run.design.mode === 'quick') return ranges(run);
  if (run.design.mode === 'calibration') return 'A/A only: what differs here is noise.';
  return verdicts(run);
}

function verdicts({ comparisons, design, best, allAlikeP = null }: RunResult): string {
  const primary = comparisons.filter((one) => one.class === design.primaryClass && one.connections === null);
  const judged = primary.filter((one) => !one.twin && one.strategy !== design.baseline);
  const blocks = primary[0]?.valuesMs.length ?? 0;
  if (judged.length === 0) return `${blocks} blocks of ${design.baseline}: nothing to compare it with.`;
  const measure = `${primary[0]?.metric} of ${design.primaryClass}`;
  const invalid = judged.some(({ verdict }) => verdict === 'invalid');
  const sentences = [
    invalid
      ? `No verdict on ${measure}: the baseline differed from itself.`
      : `In ${measure}, the best is ${either(best)}${best.length > 1 ? ' (not distinguishable)' : ''}.`,
    `This run can see differences of ${detectable(judged)} or more in ${measure}; p holds for all pairs of its ${judged.length + 1} strategies together.`,
  ];
  const twin = primary.find((one) => one.twin);
  if (twin?.ratio)
    sentences.push(`Noise floor: ${design.baseline} against itself ${changeInWords(twin.ratio)}.`);
  if (allAlikeP !== null) sentences.push(`That all are alike: ${probabilityInWords(allAlikeP)}.`);
  return sentences.join(' ');
}

function either(names: readonly string[]): string {
  if (names.length === 0) return 'none: no strategy was stable and had a value in every block';
  return names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function detectable(judged: readonly Comparison[]): string {
  const ratios = judged.map(({ detectableRatio }) => detectableRatio).filter((one) => one !== null);
  return ratios.length === 0 ? '–' : `${((Math.max(...ratios) - 1) * 100).toFixed(0)} %`;
}

function ranges(run: RunResult): string {
  const blocks = Math.max(0, ...run.trials.map(({ block }) => block + 1));
  const times = blocks === 1 ? 'ran once' : `ran in ${blocks} blocks`;
  const trust = `Each strategy ${times}: no verdicts, differences below about a fifth may be chance; --blocks=8 tells.`;
  const name = run.design.primaryClass;
  const strategies = run.strategies.filter((strategy) => strategy.name !== 'inline');
  const ranked = rank(strategies.length > 0 ? strategies : run.strategies, name);
  const [best, ...others] = ranked;
  const worst = others.at(-1);
  if (best === undefined) return `No strategy has enough heavy requests for a p95. ${trust}`;
  if (worst === undefined)
    return `${best.strategy}: 95 % of ${name} were answered within ${digits(best.p95Ms)} ms. ${trust}`;
  const ratio = worst.p95Ms / best.p95Ms;
  if (ratio < CHANCE)
    return `All answered 95 % of ${name} within ${digits(best.p95Ms)} to ${digits(worst.p95Ms)} ms, which tells none from another. ${trust}`;
  return (
    `${best.strategy} answered 95 % of ${name} within ${digits(best.p95Ms)} ms, ${worst.strategy} within ${digits(worst.p95Ms)} ms ` +
    `(${digits(ratio)} times as long). ${trust}`
  );
}

/** Of a closed loop: the most each strategy carried. */
function capacity(strategies: readonly StrategyResult[]): string {
  const most = new Map<string, { perSecond: number; connections: number }>();
  for (const { name, connections, classes } of strategies) {
    const perSecond = classes.find((one) => one.name === 'heavy')?.throughputPerSecond ?? 0;
    if (perSecond > (most.get(name)?.perSecond ?? 0))
      most.set(name, { perSecond, connections: connections ?? 0 });
  }
  const ranked = [...most].sort(([, a], [, b]) => b.perSecond - a.perSecond);
  const carried = ranked.map(
    ([name, { perSecond, connections }]) => `${name} ${digits(perSecond)}/s (at ${connections})`,
  );
  return (
    `Most heavy requests carried, with the connections that took: ${carried.join(', ')}. Closed loop: it finds capacity; ` +
    'its latencies are those of clients that wait for each answer.'
  );
}

function rank(strategies: readonly StrategyResult[], name: string | null) {
  return strategies
    .flatMap(({ name: strategy, classes }) => {
      const summary = classes.find((one) => one.name === name);
      const p95Ms = summary === undefined ? null : comparableP95(summary);
      return p95Ms === null ? [] : [{ strategy, p95Ms }];
    })
    .sort((a, b) => a.p95Ms - b.p95Ms);
}

/** Share of requests that may fail before the latency of the others says nothing: shedding makes the rest fast. */
const TOLERATED_FAILURES = 0.01;

/** The p95 if the strategy may be ranked by it; null if too few samples support it or too many requests failed. */
function comparableP95({ counts, responseMs }: ClassSummary): number | null {
  return counts.ok < counts.offered * (1 - TOLERATED_FAILURES) ? null : responseMs.p95;
}
