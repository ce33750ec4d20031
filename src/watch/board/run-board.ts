import type { Attempted } from '../../bench/live/attempt.ts';
import type { LoadListener, RunObserver } from '../../bench/live/observer.ts';
import type { RunStep } from '../../bench/live/run.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { Manifest } from '../../results/manifest.ts';
import { atConnections, trialName } from '../../results/trial-identity.ts';
import { Board } from './board.ts';
import { BOUNDS_MS } from './bounds.ts';
import { heatOf, Tally } from './tally.ts';
import { TrialMarks } from './trial-marks.ts';
import { startedClock, type Watched } from './watched.ts';

/** What a board needs of the plan of a run. */
export interface BoardedRun {
  readonly manifest: Pick<Manifest, 'scenarioName' | 'arms' | 'design'>;
  readonly scenario: MeasuredScenario;
}

/** The board of a run: strategies in their order, with what their trials have shown until now. */
export class RunBoard implements Watched, RunObserver {
  readonly nowMs = startedClock();
  readonly board: Board;
  readonly #planned: BoardedRun;
  /** Of the trials that have ended, by the name of their row. */
  readonly #settled = new Map<string, Tally>();
  #step: RunStep | undefined;
  #trialStartedMs = 0;
  /** Those of the row of the trial that runs, with its own requests. */
  #tally = new Tally();
  #marks = new TrialMarks([]);

  constructor(planned: BoardedRun) {
    const { manifest, scenario } = planned;
    this.#planned = planned;
    this.board = new Board({
      title: `${manifest.scenarioName}: ${armsInWords(manifest.arms)}`,
      boundsMs: BOUNDS_MS,
      rowsAre: 'strategy',
      firstGroup: manifest.design.primaryClass,
      jobWorkers: scenario.app === undefined ? scenario.cluster.jobWorkers : null,
    });
  }

  step(step: RunStep): void {
    const isNew = step.trial !== this.#step?.trial;
    this.#step = step;
    if (step.phase !== 'starting') return;
    // A trial that starts again was disturbed: what it measured does not count.
    this.#tally = this.#settled.get(rowOf(step))?.copy() ?? new Tally();
    this.#marks = TrialMarks.planned(this.#planned.scenario, step.seed);
    this.#trialStartedMs = this.nowMs();
    this.board.mark({ atMs: this.nowMs(), kind: 'begin', what: rowOf(step) });
    this.board.say(
      this.nowMs(),
      isNew ? `${inWords(step)}` : `${inWords(step)}, again because it was disturbed`,
    );
  }

  readonly load: LoadListener = (progress, pulse) => {
    const step = this.#step;
    if (step === undefined) return;
    const atMs = this.nowMs();
    const [name, place] = [rowOf(step), this.#placeOf(step)];
    // Of others no job passes the primary.
    const ofPrimary = this.#planned.manifest.arms[place]?.kind === 'strategy' ? pulse : undefined;
    this.#tally.add(progress.fresh);
    for (const figures of this.#tally.figures()) this.board.row({ name, place, ...figures });
    this.board.point({
      atMs,
      place,
      heat: heatOf(progress.fresh),
      waiting: ofPrimary?.waiting ?? null,
      running: ofPrimary?.running ?? null,
      busy: ofPrimary?.busy ?? null,
      inFlight: progress.inFlight,
    });
    for (const { what, isPlanned } of this.#marks.until(progress.elapsedMs, pulse?.workerDeaths ?? 0)) {
      this.board.mark({ atMs, kind: 'fault', what });
      if (!isPlanned) this.board.say(atMs, what);
    }
  };

  settled(outcome: Attempted): void {
    const step = this.#step;
    if (step === undefined || outcome.kind === 'aborted') return;
    if (outcome.kind === 'strategy failed') {
      this.board.say(this.nowMs(), `${rowOf(step)} failed: ${outcome.message}`);
      return;
    }
    this.#settled.set(rowOf(step), this.#tally);
    const { record } = outcome.trial;
    for (const { message } of record.flags) this.board.say(this.nowMs(), `${trialName(record)}: ${message}`);
  }

  refresh(): void {
    const step = this.#step;
    if (step === undefined) return;
    const doneMs = Math.min(step.totalMs, step.doneMs + this.nowMs() - this.#trialStartedMs);
    this.board.progress({
      what: `${inWords(step)}: ${step.phase}`,
      share: doneMs / step.totalMs,
      leftMs: step.totalMs - doneMs,
    });
  }

  /** In the order of the run's strategies, so that its report has the same colours. */
  #placeOf(step: RunStep): number {
    return this.#planned.manifest.arms.findIndex(({ label }) => label === step.strategy);
  }
}

function rowOf({ strategy, connections, twin }: RunStep): string {
  return atConnections(twin ? `${strategy} again` : strategy, connections);
}

const MOST_IN_TITLE = 6;

function armsInWords(arms: Manifest['arms']): string {
  return arms.length > MOST_IN_TITLE
    ? `${arms.length} strategies`
    : arms.map(({ label }) => label).join(', ');
}

function inWords(step: RunStep): string {
  return `${rowOf(step)}, trial ${step.trial + 1} of ${step.trials}`;
}
