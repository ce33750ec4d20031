import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { cycleMs } from '../../load/plan/spells.ts';
import type { Level } from '../../results/parts.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

/** By so much may a plan offer more or less than was asked for before it is said. */
const MAX_DEVIATION = 0.1;
/** Of independent arrivals: so many differ from what was expected by a twentieth, one standard deviation. */
const STEADY_COUNT = 400;
/** Busy spells in the measured time, below which it is luck where they fall. */
const FEWEST_SPELLS = 5;

/** Where a block offered another load than was asked for, or is too short for its arrivals: how long it would have to be. */
export function loadWarnings(scenario: MeasuredScenario, trials: readonly TrialRecord[]): Warning[] {
  const { load } = scenario;
  const doubts = load.model === 'open' ? [...shortForBursts(load), ...offOnes(trials)] : [];
  return [...doubts, ...simulatedOnly(scenario)].map(([code, message]) => ({
    code,
    strategy: null,
    message,
  }));
}

/** What the scenario imposes on the simulator alone. */
function simulatedOnly({ simulation = {} }: MeasuredScenario): Doubt[] {
  const knobs = Object.keys(simulation);
  if (knobs.length === 0) return [];
  return [
    [
      'simulated-only',
      `${knobs.join(', ')} of its simulation are for --engine=sim: this cluster had none of it`,
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
    `${durationMs} ms are short for its bursts: they have ${spells.toFixed(1)} busy spells of ${arrivals.busyMs} ms, ` +
    `and it is luck where those fall; from durationMs ${Math.ceil(FEWEST_SPELLS * cycleMs(arrivals))} on there are ${FEWEST_SPELLS}`;
  return [['short-for-bursts', message]];
}

/** Every trial of a block has the same requests. */
function offOnes(trials: readonly TrialRecord[]): Doubt[] {
  const levels = new Map(trials.map(({ block, level }) => [block, level]));
  const off = [...levels].flatMap(([block, level]) =>
    level !== undefined && isOff(level) ? [{ block, ...level }] : [],
  );
  const [first] = off;
  if (first === undefined) return [];
  const { block, asked, offered } = first;
  const others = off.length === 1 ? '' : `, and ${off.length} blocks in all are off by over a tenth`;
  const message =
    `block ${block + 1} offered ${offered.perSecond.toFixed(1)} heavy requests a second where ${asked.perSecond.toFixed(1)} were asked for${others}: ` +
    `so few differ by chance; from durationMs ${Math.ceil((STEADY_COUNT / asked.perSecond) * 1000)} on they hardly do`;
  return [['offered-load', message]];
}

function isOff({ asked, offered }: Level): boolean {
  return asked.perSecond > 0 && Math.abs(offered.perSecond / asked.perSecond - 1) > MAX_DEVIATION;
}
