import { expect } from 'chai';
import type { ArmParameters } from '../../../src/catalogue/arms.ts';
import type { StrategyDefinition } from '../../../src/contract/strategy.ts';
import { LOADS, nsPerJob, populationOf } from '../../../src/lab/micro/decisions/decision-time.ts';
import { floor } from '../../../src/lab/micro/decisions/floor.ts';
import { StandingLoad } from '../../../src/lab/micro/decisions/standing-load.ts';
import { readStrategies } from '../../strategies/strategy-folder.ts';

const WORKERS = 16;
const STEPS = 3000;

function defaultsOf({ parameters }: StrategyDefinition): ArmParameters {
  const specs = Object.entries(parameters ?? {});
  return Object.fromEntries(specs.map(([name, spec]) => [name, spec.default]));
}

function loaded(definition: StrategyDefinition, population: number): StandingLoad {
  const plan = { workers: WORKERS, window: definition.window, population, seed: 5 };
  return new StandingLoad(definition, defaultsOf(definition), plan);
}

/** A probe for every job, and a wish to be woken every 5 ms. */
const PROBING: StrategyDefinition = {
  ...floor,
  uses: ['probe'],
  create(cluster) {
    const wanted = { probes: 0, wakes: 0 };
    cluster.wakeAfter(5);
    return {
      jobArrived(job) {
        const worker = cluster.workerAt(Math.floor(cluster.random() * cluster.workers.length));
        wanted.probes++;
        cluster.probe(worker);
        cluster.assign(job, worker);
      },
      workerFree() {},
      probed(worker, report) {
        wanted.probes--;
        if (report.unfinished !== worker.unfinished || wanted.probes !== 0)
          throw new Error('a probe went astray');
      },
      wake() {
        wanted.wakes++;
        cluster.wakeAfter(5);
      },
    };
  },
};

describe('a standing load', function () {
  this.timeout(60_000);

  for (const load of LOADS) {
    it(`keeps the number of open jobs under every strategy: ${load}`, async () => {
      for (const { name, definition } of await readStrategies()) {
        const population = populationOf({ load, workers: WORKERS }, definition.window);
        const { tally, standing } = afterSteps(loaded(definition, population));
        expect(tally.faults(), name).to.deep.equal([]);
        expect(tally.arrived, name).to.equal(population + STEPS);
        // Some may shed what they cannot serve in time; what they keep stays.
        expect(tally.open, name).to.equal(population - tally.outcomes.rejected);
        expect(tally.outcomes, name).to.include({ failed: 0, timedOut: 0, cancelled: 0 });
        expect(standing, name).to.equal(true);
      }
    });
  }

  it('answers probes and wakes as asked', () => {
    const { tally } = afterSteps(loaded(PROBING, 14));
    expect(tally.open).to.equal(14);
    expect(tally.outcomes.ok).to.equal(STEPS);
  });

  it('takes the same course for the same seed', () => {
    const waiting = () => afterSteps(loaded(floor, 40)).tally.bound;
    expect(waiting()).to.equal(waiting());
  });

  it('leaves a worker in ten idle when spare, and more jobs than fit when there is a backlog', () => {
    expect(populationOf({ load: 'spare', workers: 1000 }, 2)).to.equal(900);
    expect(populationOf({ load: 'backlog', workers: 1000 }, 2)).to.equal(2200);
    expect(populationOf({ load: 'backlog', workers: 1000 }, Number.POSITIVE_INFINITY)).to.equal(1100);
  });

  it('is what decision time is measured by', () => {
    expect(nsPerJob(floor, {}, 1, { load: 'spare', workers: 16 }, 1)).to.be.above(0);
  });
});

/** Whether a job finished in every step, as it must in a standing load. */
function afterSteps(load: StandingLoad): { tally: StandingLoad['tally']; standing: boolean } {
  const { tally } = load;
  let standing = true;
  for (let i = 0; i < STEPS; i++) {
    const before = tally.outcomes.ok;
    load.step();
    standing &&= tally.outcomes.ok === before + 1;
  }
  return { tally, standing };
}
