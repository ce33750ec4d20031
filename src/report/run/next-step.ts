import type { Ranking } from '../../comparison/ranking.ts';
import type { RunResult } from '../../results/schema.ts';
import { duration } from '../table/numbers.ts';

const USUAL_BLOCKS = 8;
/** Beyond this, nobody waits for it. */
const MOST_BLOCKS = 1000;
/** They say how long a run was, or how it was printed and judged. */
const NOT_REPEATED: readonly string[] = [
  '--quick',
  '--json',
  '--verbose',
  '--blocks',
  '--until',
  '--resume',
  '--fail-if',
];
/** Of a command line: quoted, or without spaces. */
const WORDS = /'[^']*'|\S+/g;

/** The command that answers what this run left open, and how long it takes; undefined where nothing is. */
export function nextStep(run: RunResult, ranking: Ranking): string | undefined {
  if (run.design.mode === 'quick')
    return `For verdicts${lasting(run, USUAL_BLOCKS)}: ${command(run, USUAL_BLOCKS)}`;
  const blocks = blocksForLeaders(run, ranking);
  if (blocks === undefined) return undefined;
  const names = ranking.leaders.map(({ name }) => name).join(' from ');
  if (blocks > MOST_BLOCKS)
    return `To tell ${names} would take more than ${MOST_BLOCKS} blocks: take either.`;
  return `To tell ${names}${lasting(run, blocks)}: ${command(run, blocks)}`;
}

/** Blocks that would settle what the first two leaders differ by; undefined where that is settled. */
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

/** From how this run's own trials followed each other. */
function lasting(run: RunResult, blocks: number): string {
  const begun = run.trials.map(({ startedAt }) => Date.parse(startedAt)).sort((a, b) => a - b);
  const [first, last] = [begun[0] ?? 0, begun.at(-1) ?? 0];
  if (begun.length < 2 || !(last > first)) return '';
  const trialMs = (last - first) / (begun.length - 1);
  const arms = new Set(run.trials.map(({ strategy, connections }) => `${strategy} ${connections}`)).size;
  const levels = new Set(run.trials.map(({ connections }) => connections)).size;
  return ` (about ${inWords(trialMs * (arms + levels) * blocks)})`;
}

/** Roughly: nobody plans by the second. */
function inWords(ms: number): string {
  return ms < 90_000 ? duration(ms) : `${Math.round(ms / 60_000)} min`;
}

/** The same options, with so many blocks. */
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
