import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type RunStep, runComparison } from '../../src/bench/run.ts';
import { parseArms } from '../../src/catalogue/arms.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import { type RunResult, runSchema } from '../../src/results/schema.ts';
import { readRun } from '../../src/results/store.ts';
import { drawPlan } from '../../src/workload/plan.ts';
import { TINY } from '../live/tiny-cluster.ts';

const CLOSED: Scenario = {
  ...TINY,
  load: { model: 'closed', connections: [1, 3], lightShare: 0.5, warmupMs: 20, durationMs: 100 },
};

describe('a comparison', function () {
  this.timeout(60_000);
  let resultsFolder: string;
  let steps: RunStep[];

  async function compare(
    scenario: Scenario,
    arms: string,
    onStep: (step: RunStep) => void,
    signal = new AbortController().signal,
  ): Promise<{ run: RunResult; folder: string }> {
    const plan = {
      scenarioName: 'tiny',
      scenario,
      timeScale: 1,
      arms: await parseArms([arms], undefined),
      seed: 1,
      resultsFolder,
      command: 'bench',
    };
    const watched = (step: RunStep) => {
      steps.push(step);
      onStep(step);
    };
    const result = await runComparison(plan, watched, signal);
    expect(runSchema.safeParse(result.run).error?.issues).to.equal(undefined);
    expect(await readRun(result.folder)).to.deep.equal(result.run);
    return result;
  }

  beforeEach(async () => {
    steps = [];
    resultsFolder = await mkdtemp(join(tmpdir(), 'comparison-'));
  });
  afterEach(() => rm(resultsFolder, { recursive: true }));

  it('runs every strategy on all of the plan, accounts for every request, and says how far it is', async () => {
    const { run, folder } = await compare(TINY, 'pull-fifo,inline', () => {});
    expect(run).to.include({ complete: true, passed: true, engine: 'live', seed: 1 });
    expect(run.strategies.map(({ name }) => name)).to.deep.equal(['inline', 'pull-fifo']);
    if (TINY.load.model !== 'bursts') return;
    const plan = drawPlan(TINY, TINY.load, 1).filter(({ warmup }) => !warmup);
    const planned = (name: string) => plan.filter((one) => one.class === name || one.type === name).length;
    for (const { classes } of run.strategies) {
      expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'report']);
      for (const { name, counts } of classes)
        expect(counts, name).to.include({ offered: planned(name), ok: planned(name), lost: 0 });
    }
    expect((await readdir(folder)).sort()).to.deep.equal([
      'requests-inline.jsonl.gz',
      'requests-pull-fifo.jsonl.gz',
      'result.json',
    ]);
    const phases = ['starting', 'warming up', 'measuring', 'draining'];
    expect(steps.map(({ trial, phase }) => `${trial} ${phase}`)).to.deep.equal(
      [0, 1].flatMap((trial) => phases.map((phase) => `${trial} ${phase}`)),
    );
    for (const { trials, doneMs, totalMs, trial } of steps) {
      expect(trials).to.equal(2);
      expect(doneMs).to.equal((totalMs / 2) * trial);
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
    expect(await readdir(folder)).to.include.members([
      'requests-pull-fifo-1.jsonl.gz',
      'requests-pull-fifo-3.jsonl.gz',
    ]);
  });

  for (const [trial, phase, kept] of [
    [0, 'starting', []],
    [1, 'measuring', ['inline']],
  ] as const) {
    it(`that is broken off while ${phase} keeps what was measured before, and says so`, async () => {
      const controller = new AbortController();
      const { run } = await compare(
        TINY,
        'inline,pull-fifo,random',
        (step) => {
          if (step.trial === trial && step.phase === phase) controller.abort();
        },
        controller.signal,
      );
      expect(run).to.include({ complete: false, passed: false });
      expect(run.strategies.map(({ name }) => name)).to.deep.equal(kept);
      expect(steps.at(-1)?.trial, 'and begins no other').to.equal(trial);
    });
  }
});
