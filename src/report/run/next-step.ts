import type { Ranking } from '../../comparison/ranking.ts';
import type { RunResult } from '../../results/schema.ts';
import { duration } from '../table/numbers.ts';

const USUAL_BLOCKS = 8;
/** More blocks than this take too long to suggest. */
const MOST_BLOCKS = 1000;
/** Options that set the length of a run, or how it was printed and judged. */
const NOT_REPEATED: readonly string[] = [
  '--quick',
  '--json',
  '--verbose',
  '--blocks',
  '--until',
  '--resume',
  '--fail-if',
];
/** A word of a command line: quoted, or without spaces. */
const WORDS = /'[^']*'|\S+/g;

/** The command that answers an open question of this run, and its duration; undefined if there is none. */
export function nextStep(run: RunResult, ranking: Ranking): string | undefined {
  if (run.design.mode === 'quick')
    return `For verdicts${lasting(run, USUAL_BLOCKS)}: ${command(run, USUAL_BLOCKS)}`;
  const blocks = blocksForLeaders(run, ranking);
  if (blocks === undefined) return undefined;
  const names = ranking.leaders.map(({ name }) => name).join(' from ');
  if (blocks > MOST_BLOCKS) return `To tell ${names} would need more than ${MOST_BLOCKS} blocks: use either.`;
  return `To tell ${names}${lasting(run, blocks)}: ${command(run, blocks)}`;
}

/** Blocks needed to tell the first two leaders apart; undefined if they are. */
function blocksForLeaders(
  { design, comparisons }: RunResult,
  { leaders, class: name }: Ranking,
): number | undefined {
  if (leaders.length < 2) return undefined;
  const open = comparisons.filter(
    (one) =>
      one.class === name &&
      one.connections === null &&
      !one.twin &&
      one.verdict === 'inconclusive' &&
      leaders.some((leader) => leader.name === one.strategy),
  );
  const isBaselineAmongThem = leaders.some((leader) => leader.name === design.baseline);
  const needed = open.map(({ blocksNeeded }) => blocksNeeded).filter((one) => one !== null);
  return isBaselineAmongThem && needed.length > 0 ? Math.max(...needed) : undefined;
}

/** Estimated from the start times of this run's trials. */
function lasting(run: RunResult, blocks: number): string {
  const begun = run.trials.map(({ startedAt }) => Date.parse(startedAt)).sort((a, b) => a - b);
  const [first, last] = [begun[0] ?? 0, begun.at(-1) ?? 0];
  if (begun.length < 2 || !(last > first)) return '';
  const trialMs = (last - first) / (begun.length - 1);
  const arms = new Set(run.trials.map(({ strategy, connections }) => `${strategy} ${connections}`)).size;
  const levels = new Set(run.trials.map(({ connections }) => connections)).size;
  return ` (about ${inWords(trialMs * (arms + levels) * blocks)})`;
}

/** Rounded to minutes if it is long. */
function inWords(ms: number): string {
  return ms < 90_000 ? duration(ms) : `${Math.round(ms / 60_000)} min`;
}

/** The same options with this number of blocks. */
function command({ command: text }: RunResult, blocks: number): string {
  const [name = 'bench', ...words] = text.match(WORDS) ?? [];
  const kept: string[] = [];
  for (const [at, word] of words.entries()) {
    const [flag = ''] = word.replace(/^'/, '').split('=');
    if (!flag.startsWith('--') || NOT_REPEATED.includes(flag)) continue;
    const value = words[at + 1];
    kept.push(word.includes('=') || value === undefined || value.startsWith('-') ? word : `${word}=${value}`);
  }
  return `npm run ${name} -- ${[...kept, `--blocks=${blocks}`].join(' ')}`;
}
