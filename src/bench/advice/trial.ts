import type { StrategyArm } from '../../catalogue/arms.ts';
import { RandomStream } from '../../core/random-stream.ts';
import type { PacedScenario, RecordedLoad, TraceRow } from '../../load/plan/scenario-states.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import type { Goal } from '../../results/advice-schema.ts';
import type { Measures } from '../../simulation/measures.ts';
import { measureStrategy } from '../simulated/task.ts';

/** The peak as it was recorded, and what is asked of it. */
export interface PeakTraffic {
  /** Its load is a trace; its number of job workers is that of each trial. */
  readonly scenario: PacedScenario & { readonly load: RecordedLoad };
  /** Other windows of the log, as busy as the peak. Each is a variant with its own lengths. */
  readonly others: readonly RecordedLoad[];
  /** What requests of each type cost. Variants for which there is no other window have lengths drawn from these. */
  readonly servicesMs: Readonly<Record<string, Float64Array>>;
  readonly goals: readonly Goal[];
}

/** A strategy on so many workers. */
export interface Candidate {
  readonly arm: StrategyArm;
  readonly workers: number;
}

/** The conditions of a simulation of the peak. */
export interface Conditions {
  /** 0 for the peak as recorded, then the other windows; beyond them, arrivals of these with lengths drawn anew. */
  readonly variant: number;
  readonly loadFactor: number;
  readonly serviceFactor: number;
}

export interface TrialTask extends Candidate, Conditions {
  readonly kind: 'trial';
}

/** The highest factor on the load that still meets all goals. */
export interface LimitTask extends Candidate {
  readonly kind: 'limit';
  readonly variant: number;
}

/** What came of a trial. Values that are not met because jobs never ended are infinite. */
export interface TrialOutcome {
  /** Of each goal, in ms. */
  readonly goalMs: readonly number[];
  /** The largest share of its limit that a goal takes, or its slowest requests of theirs: above 1 it is missed. */
  readonly worst: number;
}

/** The slowest hundredth may take so many times the limit, so that no strategy wins by letting some wait for good. */
const SLOWEST = 0.99;
const SLOWEST_TIMES = 5;

const LOWEST_FACTOR = 0.4;
/** A load that is higher still says no more. */
export const HIGHEST_FACTOR = 2.5;
const FACTOR_STEP = 0.02;

export async function runTask(
  task: TrialTask | LimitTask,
  watch: StuckWatch,
  peak: PeakTraffic,
): Promise<TrialOutcome | number> {
  if (task.kind === 'trial') return trial(task, watch, peak);
  const meets = async (loadFactor: number) =>
    (await trial({ ...task, kind: 'trial', loadFactor, serviceFactor: 1 }, watch, peak)).worst <= 1;
  if (!(await meets(LOWEST_FACTOR))) return 0;
  let low = LOWEST_FACTOR;
  let high = HIGHEST_FACTOR + FACTOR_STEP;
  while (high - low > FACTOR_STEP) {
    const middle = (low + high) / 2;
    if (await meets(middle)) low = middle;
    else high = middle;
  }
  return low;
}

async function trial(task: TrialTask, watch: StuckWatch, peak: PeakTraffic): Promise<TrialOutcome> {
  const { arm, workers, variant } = task;
  const load = windowOf(peak, variant);
  const scenario = {
    ...peak.scenario,
    cluster: { httpWorkers: 1, jobWorkers: workers },
    load: {
      ...load,
      warmupMs: load.warmupMs / task.loadFactor,
      durationMs: load.durationMs / task.loadFactor,
      rows: rowsOf(load, peak, task),
    },
  };
  return outcomeOf(await measureStrategy(scenario, arm, variant + 1, 0, watch), peak.goals);
}

function windowOf({ scenario, others }: PeakTraffic, variant: number): RecordedLoad {
  const place = variant % (others.length + 1);
  return place === 0 ? scenario.load : (others[place - 1] as RecordedLoad);
}

function rowsOf(
  { rows }: RecordedLoad,
  { servicesMs, others }: PeakTraffic,
  { variant, loadFactor, serviceFactor }: Conditions,
): TraceRow[] {
  const stream = new RandomStream(variant, 'service times');
  const isRecorded = variant <= others.length;
  return rows.map(({ arrivalMs, type, serviceMs }) => {
    const known = servicesMs[type] as Float64Array;
    const ms = isRecorded ? serviceMs : (known[Math.floor(stream.next() * known.length)] as number);
    return { arrivalMs: arrivalMs / loadFactor, type, serviceMs: ms * serviceFactor };
  });
}

function outcomeOf({ types, open, late }: Measures, goals: readonly Goal[]): TrialOutcome {
  const unfinished = open + late > 0;
  const timeOf = (name: string, quantile: number | null): number => {
    const type = types.find((one) => one.name === name);
    if (unfinished) return Number.POSITIVE_INFINITY;
    return type === undefined || type.offered === 0 ? 0 : timeOfAll(type, quantile);
  };
  const goalMs = goals.map(({ type, quantile }) => timeOf(type, quantile));
  const shares = goals.flatMap(({ type, atMostMs }, i) => [
    (goalMs[i] as number) / atMostMs,
    timeOf(type, SLOWEST) / (SLOWEST_TIMES * atMostMs),
  ]);
  return { goalMs, worst: Math.max(...shares) };
}

/** Over all requests that came: one that was rejected counts as slower than any other. */
function timeOfAll({ offered, responseMs }: Measures['types'][number], quantile: number | null): number {
  if (quantile === null) return responseMs.count < offered ? Number.POSITIVE_INFINITY : responseMs.mean;
  const place = (quantile * offered) / responseMs.count;
  return place > 1 ? Number.POSITIVE_INFINITY : responseMs.quantile(place);
}
