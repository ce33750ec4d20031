import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { manifestOf, type PlannedRun } from '../../../src/bench/live/new-run.ts';
import type { RunObserver } from '../../../src/bench/live/observer.ts';
import { type RunStep, runBlocks } from '../../../src/bench/live/run.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import { drawPlan } from '../../../src/load/plan/plan.ts';
import type { MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { COMPILED_ROOT } from '../../../src/processes/roots.ts';
import { type Design, type RunResult, runSchema } from '../../../src/results/schema.ts';
import {
  createRunFolder,
  readManifest,
  readRun,
  readTrials,
  saveManifest,
} from '../../../src/results/store.ts';
import { TINY, TINY_LOAD } from '../../cluster/tiny-cluster.ts';
import { untoldLoad } from '../untold-load.ts';

/** For what has no need of a choice between workers. */
const ONE_WORKER: MeasuredScenario = { ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1 } };

/** Long enough that something is measured on a machine that is busy with other things. */
const CLOSED: MeasuredScenario = {
  ...ONE_WORKER,
  load: { model: 'closed', connections: [1, 3], lightShare: 0.5, warmupMs: 20, durationMs: 600 },
};

describe('a comparison', function () {
  this.timeout(60_000);
  let resultsFolder: string;
  let steps: RunStep[];
  const begun = new Map<string, Omit<PlannedRun, 'manifest'>>();

  async function begin(
    scenario: MeasuredScenario,
    arms: string,
    mode: Design['mode'],
    blocks: number,
  ): Promise<string> {
    const parsed = await parseArms([arms], undefined);
    const manifest = await manifestOf({
      scenarioName: 'tiny',
      scenarioFile: { name: 'tiny', module: new URL('scenarios/tiny.js', COMPILED_ROOT).href },
      scenario,
      arms: parsed,
      seed: 1,
      mode,
      blocks,
      target: null,
      baseline: null,
      margin: 0.05,
      command: 'bench',
    });
    const folder = await createRunFolder(resultsFolder, manifest.runId);
    await saveManifest(folder, manifest);
    begun.set(folder, { scenario, arms: parsed });
    return folder;
  }

  async function goOn(
    folder: string,
    onStep: (step: RunStep) => void,
    signal = new AbortController().signal,
  ): Promise<RunResult> {
    const observer: RunObserver = {
      step: (step) => {
        steps.push(step);
        onStep(step);
      },
      settled: () => {},
      load: undefined,
    };
    const manifest = await readManifest(folder);
    const run = await runBlocks({ manifest, ...begun.get(folder)! }, folder, observer, signal);
    const mistakes = runSchema.safeParse(run).error?.issues ?? [];
    expect(mistakes.map(({ path, message }) => `${path.join('.')}: ${message}`)).to.deep.equal([]);
    expect(await readRun(folder)).to.deep.equal(run);
    expect(await readTrials(folder)).to.deep.equal(run.trials);
    return run;
  }

  async function compare(
    scenario: MeasuredScenario,
    arms: string,
    onStep: (step: RunStep) => void,
    signal?: AbortSignal,
  ): Promise<{ run: RunResult; folder: string }> {
    const folder = await begin(scenario, arms, 'quick', 1);
    return { run: await goOn(folder, onStep, signal), folder };
  }

  let tellLoad: () => void;
  before(() => {
    tellLoad = untoldLoad();
  });
  after(() => tellLoad());
  beforeEach(async () => {
    steps = [];
    resultsFolder = await mkdtemp(join(tmpdir(), 'comparison-'));
  });
  afterEach(() => rm(resultsFolder, { recursive: true }));

  it('in blocks runs every strategy once and the baseline twice, each on all of the plan', async () => {
    const folder = await begin(TINY, 'inline,pull-fifo', 'blocks', 1);
    const run = await goOn(folder, () => {});
    expect(run).to.include({ complete: true, passed: true, engine: 'live', seed: 1 });
    const arms = run.trials.map(({ strategy, twin }) => `${strategy}${twin ? ' again' : ''}`).sort();
    expect(arms).to.deep.equal(['inline', 'pull-fifo', 'pull-fifo again']);
    expect(run.trials.map(({ position, seed }) => [position, seed])).to.deep.equal([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    const plan = drawPlan(TINY, TINY_LOAD, 1).filter(({ warmup }) => !warmup);
    const planned = (name: string) => plan.filter((one) => one.class === name || one.type === name).length;
    for (const { classes } of [...run.strategies, ...run.trials]) {
      expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'report']);
      for (const { name, counts } of classes)
        expect(counts, name).to.include({ offered: planned(name), ok: planned(name), lost: 0 });
    }
    const judged = run.comparisons.filter(({ strategy }) => strategy === 'inline');
    expect(judged.map((one) => one.class)).to.deep.equal(['light', 'heavy', 'short', 'report']);
    for (const { verdict } of judged)
      expect(verdict, 'one block tells nothing').to.be.oneOf(['inconclusive', 'unstable']);

    const files = ['analysis.json', 'manifest.json', 'samples', 'trials.jsonl'];
    expect((await readdir(folder)).sort()).to.deep.equal(files);
    const samples = ['0-inline.jsonl.gz', '0-pull-fifo.jsonl.gz', '0-pull-fifo_twin.jsonl.gz'];
    expect((await readdir(join(folder, 'samples'))).sort()).to.deep.equal(samples);

    const phases = ['starting', 'warming up', 'measuring', 'draining'];
    const told = [...new Set(steps.map(({ trial, phase }) => `${trial} ${phase}`))];
    expect(told).to.deep.equal([0, 1, 2].flatMap((trial) => phases.map((phase) => `${trial} ${phase}`)));
    for (const { trials, doneMs, totalMs, trial } of steps) {
      expect(trials).to.equal(3);
      expect(doneMs).to.be.closeTo((totalMs / 3) * trial, 1e-6);
    }
  });

  it('of a closed loop measures each number of connections', async () => {
    const { run, folder } = await compare(CLOSED, 'pull-fifo', () => {});
    expect(run.passed).to.equal(true);
    expect(run.strategies.map(({ name, connections }) => [name, connections])).to.deep.equal([
      ['pull-fifo', 1],
      ['pull-fifo', 3],
    ]);
    for (const { vsIdeal, classes } of run.strategies) {
      expect(vsIdeal, 'which a closed loop does not have').to.equal(null);
      for (const { counts } of classes) expect(counts).to.include({ offered: counts.ok, lost: 0 });
    }
    expect(await readdir(join(folder, 'samples'))).to.include.members([
      '0-pull-fifo-1.jsonl.gz',
      '0-pull-fifo-3.jsonl.gz',
    ]);
  });

  it('that is broken off keeps what was measured before, says so, and goes on later', async () => {
    const folder = await begin(ONE_WORKER, 'inline,pull-fifo', 'quick', 1);
    const kept: RunResult['trials'][] = [];
    for (const [trial, phase] of [
      [0, 'starting'],
      [1, 'measuring'],
    ] as const) {
      const controller = new AbortController();
      const breakOff = (step: RunStep) => {
        if (step.trial === trial && step.phase === phase) controller.abort();
      };
      const run = await goOn(folder, breakOff, controller.signal);
      expect(run).to.include({ complete: false, passed: false });
      expect(run.trials).to.have.lengthOf(trial);
      expect(steps.at(-1)?.trial, 'and begins no other').to.equal(trial);
      kept.push(run.trials);
    }
    const whole = await goOn(folder, () => {});
    expect(whole).to.include({ complete: true, passed: true });
    expect(whole.trials.slice(0, 1), 'what was there').to.deep.equal(kept[1]);
    expect(whole.trials.map(({ position }) => position)).to.deep.equal([0, 1]);

    const file = join(folder, 'trials.jsonl');
    const cutOff = (await readFile(file, 'utf8')).slice(0, -40);
    await writeFile(file, cutOff);
    const refused: unknown = await goOn(folder, () => {}).catch((error: unknown) => error);
    expect(refused)
      .to.have.property('message')
      .that.includes('analysis.json and trials.jsonl have different trials');
    expect(await readFile(file, 'utf8'), 'as what is refused is left alone').to.equal(cutOff);
    await rm(join(folder, 'analysis.json'));
    const again = await goOn(folder, () => {});
    expect(again.trials[0], 'before the line that was cut off when it was killed').to.deep.equal(
      whole.trials[0],
    );
    const order = ({ trials }: RunResult) => trials.map(({ strategy, seed }) => `${strategy} ${seed}`);
    expect(order(again)).to.deep.equal(order(whole));
  });
});
