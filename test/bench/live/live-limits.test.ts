import { getHeapStatistics } from 'node:v8';
import { expect } from 'chai';
import {
  blocksThatFit,
  clusterMistakes,
  trialMistakes,
  wireMistakes,
} from '../../../src/bench/live/live-limits.ts';
import type { ServiceTime } from '../../../src/contract/workload.ts';
import type { MeasuredLoad, MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../../src/load/plan/time-scale.ts';
import { BURSTS, recorded } from '../../load/plan/scenarios.ts';
import { TWO_TYPES } from '../simulated-scenarios.ts';

const TRIALS = { seed: 1, blocks: 2, perBlock: 3 };
const OPEN = TWO_TYPES.load as MeasuredLoad;
const withLoad = (load: MeasuredScenario['load']): MeasuredScenario => ({ ...TWO_TYPES, load });
const traced = (serviceMs: number): MeasuredScenario =>
  withLoad(
    recorded(
      [1, serviceMs].map((ms, i) => ({ arrivalMs: i, type: 'long', serviceMs: ms })),
      0,
      1000,
    ),
  );
const lasting = (service: ServiceTime): MeasuredScenario => ({
  ...TWO_TYPES,
  types: { job: { runs: 'sleep', service, share: 1 } },
});
const LIMIT =
  'the limit for live workers is 60000 ms: shorten the job, speed up its worker, lower --time-scale, or use --engine=sim';

describe('what no live cluster can do', () => {
  it('is not among what is usual', () => {
    expect(clusterMistakes('mine', TWO_TYPES)).to.deep.equal([]);
    expect(trialMistakes('mine', TWO_TYPES, TRIALS)).to.deep.equal([]);
  });

  it('is to stop a thread', () => {
    const stops = { ...TWO_TYPES, faults: [{ hits: 'job worker', does: 'stop', everyMs: 1000 }] } as const;
    expect(wireMistakes('mine', stops, ['ipc', 'nats'])).to.deep.equal([]);
    expect(wireMistakes('mine', stops, ['ipc', 'threads'])).to.deep.equal([
      'mine stops job workers, but no signal stops a thread alone: leave threads out of --wire',
    ]);
  });

  it('is too many workers', () => {
    expect(
      clusterMistakes('mine', { ...TWO_TYPES, cluster: { httpWorkers: 1, jobWorkers: 65 } }),
    ).to.deep.equal(['mine has 65 job workers; a live cluster has at most 64 (use --engine=sim)']);
  });

  it('is a job that holds a worker longer than anybody may', () => {
    expect(trialMistakes('mine', traced(60_000), TRIALS)).to.deep.equal([]);
    expect(trialMistakes('mine', traced(60_001), TRIALS)).to.deep.equal([
      `mine has a job of long that takes 60001 ms; ${LIMIT}`,
    ]);
    const slow = { ...traced(60), cluster: { httpWorkers: 1, jobWorkers: 4, speeds: [1, 0.001] } };
    expect(trialMistakes('mine', slow, TRIALS)).to.deep.equal([]);
    expect(trialMistakes('mine', { ...slow, load: traced(61).load }, TRIALS)).to.deep.equal([
      `mine has a job of long that takes 61 ms, which is 61000 ms at speed 0.001; ${LIMIT}`,
    ]);
  });

  it('is one that only the slowest worker would be too slow for, or one that a fault slows down', () => {
    const one = lasting({ law: 'constant', meanMs: 600 });
    expect(clusterMistakes('mine', one)).to.deep.equal([]);
    for (const speeds of [[0.009], [1, 1, 1, 0.009]])
      expect(
        clusterMistakes('mine', { ...one, cluster: { httpWorkers: 1, jobWorkers: 4, speeds } }),
      ).to.have.lengthOf(1);
    const faults: MeasuredScenario['faults'] = [
      { hits: 'job worker', does: 'slow', everyMs: 100, speed: 0.009, forMs: 50 },
    ];
    expect(clusterMistakes('mine', { ...one, faults })).to.have.lengthOf(1);
    expect(clusterMistakes('mine', scaleTime(one, 101))).to.have.lengthOf(1);
  });

  it('is none that only the type would have, where a trace says how long each takes', () => {
    const slow = { ...traced(1), cluster: { httpWorkers: 1, jobWorkers: 4, speeds: [0.0001] } };
    expect(clusterMistakes('mine', slow)).to.deep.equal([]);
  });

  it('is what a law surely draws, before it draws it, and what it has drawn', () => {
    for (const service of [
      { law: 'bimodal', shortMs: 1, longMs: 60_001, longShare: 0.001 },
      { law: 'bounded-pareto', lowMs: 1, highMs: 60_001, alpha: 1.1 },
    ] as const)
      expect(clusterMistakes('mine', lasting(service))).to.have.lengthOf(1);
    const now_and_then = {
      ...lasting({ law: 'exponential', meanMs: 20_000 }),
      load: { ...OPEN, heavy: { perSecond: 100 } },
    };
    expect(clusterMistakes('mine', now_and_then)).to.deep.equal([]);
    expect(trialMistakes('mine', now_and_then, TRIALS)[0]).to.match(
      /^mine has a job of job that takes 6\d{4}/,
    );
  });

  it('is more requests than fit into memory: told before they are drawn', () => {
    const load = { ...OPEN, heavy: { perSecond: 100_000 }, durationMs: 3_600_000 };
    expect(trialMistakes('mine', withLoad(load), TRIALS)[0]).to.match(
      /^mine has about 360000000 requests per trial, which need \d+ MB of memory for 6 planned trials; at most \d+ fit: shorten durationMs, lower the rate, run fewer blocks$/,
    );
    const bursts = { ...BURSTS, everyMs: 1, lightPerBurst: 10_000, durationMs: 3_600_000 };
    expect(trialMistakes('mine', withLoad(bursts), TRIALS)).to.have.lengthOf(1);
  });

  it('is a time in which nothing would be measured', () => {
    const rare = withLoad({ ...OPEN, heavy: { perSecond: 0.001 }, lightPerSecond: 50 });
    expect(trialMistakes('mine', rare, TRIALS)).to.deep.equal([
      'mine has no heavy request in the measured time, 0 to 1000 ms, with --seed=1: increase durationMs or the rate',
    ]);
    const lightOnly = withLoad({ ...OPEN, heavy: { perSecond: 0 }, lightPerSecond: 50 });
    expect(trialMistakes('mine', lightOnly, TRIALS)).to.deep.equal([]);
    const hardly = withLoad({ ...OPEN, heavy: { perSecond: 0 }, lightPerSecond: 0.001 });
    expect(trialMistakes('mine', hardly, TRIALS)[0]).to.match(
      /^mine has no light request in the measured time/,
    );
  });

  it('is found in the last of the blocks too', () => {
    const load = { ...OPEN, heavy: { perSecond: 2 } };
    const first = [...Array(50).keys()].find(
      (blocks) => trialMistakes('mine', withLoad(load), { ...TRIALS, blocks }).length > 0,
    )!;
    expect(first).to.be.above(1);
    expect(trialMistakes('mine', withLoad(load), { ...TRIALS, blocks: first })[0]).to.include(
      `--seed=${first}:`,
    );
  });
});

describe('a run that adds blocks until it knows enough', () => {
  it('has as many as are asked for, and as fit into memory', () => {
    const { heap_size_limit } = getHeapStatistics();
    expect(blocksThatFit(100, TWO_TYPES, 5)).to.equal(100);
    const many = withLoad({ ...OPEN, heavy: { perSecond: 1000 }, durationMs: 1_000_000 });
    const fit = blocksThatFit(100, many, 1);
    expect(fit * 1e6 * 250).to.be.below(heap_size_limit);
    expect(trialMistakes('mine', many, { ...TRIALS, blocks: 100, perBlock: 1 })).to.have.lengthOf(1);
  });
});
