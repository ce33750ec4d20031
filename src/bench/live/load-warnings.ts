import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { cycleMs } from '../../load/plan/spells.ts';
import type { Level } from '../../results/parts.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

/** Relative error of the offered load above which there is a warning. */
const MAX_DEVIATION = 0.1;
/** Number of independent arrivals with a standard deviation of a twentieth. */
const STEADY_COUNT = 400;
/** With fewer busy spells in the measured time, their places are down to chance. */
const FEWEST_SPELLS = 5;

/** Warns if a block offered another load than requested or is too short for its arrivals, with the length it needs. */
export function loadWarnings(scenario: MeasuredScenario, trials: readonly TrialRecord[]): Warning[] {
  const { load } = scenario;
  const doubts = load.model === 'open' ? [...shortForBursts(load), ...offOnes(trials)] : [];
  return [...doubts, ...simulatedOnly(scenario)].map(([code, message]) => ({
    code,
    strategy: null,
    message,
  }));
}

/** Warns of settings that only the simulator uses. */
function simulatedOnly({ simulation = {} }: MeasuredScenario): Doubt[] {
  const knobs = Object.keys(simulation);
  if (knobs.length === 0) return [];
  return [
    [
      'simulated-only',
      `${knobs.join(', ')} of its simulation apply only to --engine=sim; this live run ignored them`,
    ],
  ];
}

type Doubt = readonly [code: string, message: string];

function shortForBursts({
  arrivals,
  durationMs,
}: Extract<MeasuredScenario['load'], { model: 'open' }>): Doubt[] {
  if (arrivals.process !== 'bursts') return [];
  const spells = durationMs / cycleMs(arrivals);
  if (spells >= FEWEST_SPELLS) return [];
  const message =
    `${durationMs} ms have only ${spells.toFixed(1)} busy spells of ${arrivals.busyMs} ms, so their places are down to chance; ` +
    `use a durationMs of at least ${Math.ceil(FEWEST_SPELLS * cycleMs(arrivals))}, for ${FEWEST_SPELLS} spells`;
  return [['short-for-bursts', message]];
}

/** One trial stands for its block, since all have the same requests. */
function offOnes(trials: readonly TrialRecord[]): Doubt[] {
  const levels = new Map(trials.map(({ block, level }) => [block, level]));
  const off = [...levels].flatMap(([block, level]) =>
    level !== undefined && isOff(level) ? [{ block, ...level }] : [],
  );
  const [first] = off;
  if (first === undefined) return [];
  const { block, asked, offered } = first;
  const others = off.length === 1 ? '' : `; ${off.length} blocks are off by over a tenth`;
  const message =
    `block ${block + 1} offered ${offered.perSecond.toFixed(1)} heavy requests a second instead of ${asked.perSecond.toFixed(1)}${others}. ` +
    `So few requests vary by chance; use a durationMs of at least ${Math.ceil((STEADY_COUNT / asked.perSecond) * 1000)}`;
  return [['offered-load', message]];
}

function isOff({ asked, offered }: Level): boolean {
  return asked.perSecond > 0 && Math.abs(offered.perSecond / asked.perSecond - 1) > MAX_DEVIATION;
}
