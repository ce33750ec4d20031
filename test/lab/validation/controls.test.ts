import { expect } from 'chai';
import { erlangB } from '../../../src/lab/theory/erlang.ts';
import { mmkNumberInSystem } from '../../../src/lab/theory/mmk.ts';
import { exponentialJobs } from '../../../src/lab/validation/checks/laws.ts';
import type { Control } from '../../../src/lab/validation/controls/control.ts';
import { OfferedLoad } from '../../../src/lab/validation/controls/offered-load.ts';
import { OneFastWorker } from '../../../src/lab/validation/controls/one-fast-worker.ts';
import { poissonFrom, RoomForAll } from '../../../src/lab/validation/controls/room-for-all.ts';
import { arrivalsPerMs, type System } from '../../../src/lab/validation/experiment.ts';
import { PoissonJobs, presentQuantile } from '../../../src/lab/validation/poisson-jobs.ts';
import { WatchedJobs } from '../../../src/lab/validation/watched-jobs.ts';
import { meanInterval } from '../../../src/measuring/statistics/mean-interval.ts';

const SYSTEM: System = {
  workers: 8,
  utilisation: 0.6,
  ...exponentialJobs,
  presentAtStart: 0,
  warmupJobs: 200,
  measuredJobs: 5000,
};
const PER_MS = arrivalsPerMs(SYSTEM);

const OFFERED = SYSTEM.workers * SYSTEM.utilisation;
/** Starts in the steady state, which has no room for all: `room for all` draws its own start. */
const STEADY: System = {
  ...SYSTEM,
  drawPresent: (quantile) => mmkNumberInSystem(SYSTEM.workers, SYSTEM.utilisation, quantile),
  warmupJobs: 0,
};

const CONTROLS: Record<string, (seed: number) => Control> = {
  'the offered load': () => new OfferedLoad(5200, SYSTEM.sizes),
  'one fast worker': () => new OneFastWorker(SYSTEM.workers, PER_MS, SYSTEM.sizes),
  'room for all': () => new RoomForAll(SYSTEM.workers, OFFERED),
};

describe('a control', () => {
  for (const [name, make] of Object.entries(CONTROLS)) {
    it(`deviates by nothing on average: ${name}`, () => {
      const seeds = Array.from({ length: 60 }, (_, seed) => seed);
      const deviations = seeds.map((seed) => deviationsOf(make(seed), SYSTEM, seed));
      for (const i of deviations[0]!.keys()) {
        const { low, high } = meanInterval(
          deviations.map((one) => one[i]!),
          0.9999,
        );
        expect(0).to.be.within(low, high);
        expect(high - low, 'it varies').to.be.above(0);
      }
    });
  }

  it('of room for all deviates by nothing on average from a start that it draws as well', () => {
    const deviations = Array.from({ length: 60 }, (_, seed) => {
      const present = mmkNumberInSystem(1e9, OFFERED / 1e9, presentQuantile(seed));
      return deviationsOf(new RoomForAll(SYSTEM.workers, OFFERED, present), STEADY, seed);
    });
    for (const i of deviations[0]!.keys()) {
      const { low, high } = meanInterval(
        deviations.map((one) => one[i]!),
        0.9999,
      );
      expect(0).to.be.within(low, high);
    }
  });

  it('of room for all counts no more of the jobs that are there at 0 than it drew', () => {
    const control = new RoomForAll(2, 1, 1);
    for (let i = 0; i < 5; i++) control.arrived(0, 10, false);
    // It finds one other, then two: full once in two arrivals.
    control.arrived(1, 10, true);
    control.arrived(2, 10, true);
    expect(control.deviations()[0]).to.be.closeTo(0.5 / poissonFrom(2, 1).share - 1, 1e-9);
  });

  it('of one fast worker is what Lindley says, by hand', () => {
    const control = new OneFastWorker(2, 0.1, SYSTEM.sizes);
    // Sizes 6, 6, 2 at 0, 1, 20 on a worker of speed 2: waits 0, 2, 0.
    for (const [atMs, sizeMs] of [
      [0, 6],
      [1, 6],
      [20, 2],
    ] as const)
      control.arrived(atMs, sizeMs, true);
    const meanWait = (0.1 * 0.5) / (2 * (1 - 0.05));
    const [waits, mean] = control.deviations();
    expect(waits).to.be.closeTo(1 / 3 / 0.05 - 1, 1e-9);
    expect(mean).to.be.closeTo(2 / 3 / meanWait - 1, 1e-9);
  });

  it('of room for all knows the Poisson tail', () => {
    // P(N = k) / P(N ≤ k) is Erlang B.
    for (const [workers, load] of [
      [1, 0.5],
      [8, 4.8],
      [100, 90],
      [100_000, 99_683],
    ] as const) {
      const from = poissonFrom(workers, load);
      const beyond = poissonFrom(workers + 1, load);
      const mass = from.share - beyond.share;
      expect(mass / (1 - beyond.share)).to.be.closeTo(erlangB(workers, load), 1e-8);
      expect(from.excess).to.be.closeTo(beyond.share + beyond.excess, 1e-9 * from.excess);
    }
  });
});

function deviationsOf(control: Control, system: System, seed: number): number[] {
  const warmupMs = system.warmupJobs / PER_MS;
  const span = { warmupMs, endMs: warmupMs + system.measuredJobs / PER_MS };
  const jobs = new WatchedJobs(new PoissonJobs(system, seed), span, [control]);
  while (jobs.atMs < span.endMs) jobs.advance();
  return control.deviations();
}
