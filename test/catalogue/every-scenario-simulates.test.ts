import { expect } from 'chai';
import { runSimulationTask } from '../../src/bench/simulated/task.ts';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { drawPlan } from '../../src/load/plan/plan.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../src/load/plan/time-scale.ts';
import type { Counts } from '../../src/measuring/summary/class-summary.ts';
import type { SimulationSummary } from '../../src/simulation/summary.ts';
import { strategies } from '../bench/simulated-scenarios.ts';

/** Asked for where the load is the same at all times; other loads keep their length. */
const JOBS = 500;
const SEED = 2;

async function simulate(scenario: ReadScenario): Promise<SimulationSummary> {
  const [what] = await strategies('pull-fifo');
  return runSimulationTask({ scenario, what: what!, seed: SEED, jobs: JOBS });
}

function over({ ok, failed, timedOut, cancelled, rejected, lost }: Counts): number {
  return ok + failed + timedOut + cancelled + rejected + lost;
}

/** Why a scenario cannot be simulated, in a few words; undefined if it can. */
function obstacle({ load, types }: ReadScenario): RegExp | undefined {
  if (load.model === 'closed') return /^the simulator runs open loads; this scenario is a closed loop$/;
  const report = Object.entries(types).find(([, type]) => !('service' in type));
  return (
    report && new RegExp(`^type ${report[0]} runs a job of a file; the simulator needs types whose length`)
  );
}

for (const name of await namesIn('scenarios')) {
  const file = await loadScenario(name);
  const scenario = scaleTime(file, file.defaultTimeScale ?? 1);
  const told = obstacle(scenario);

  describe(`scenario ${name} in the simulator`, () => {
    if (told !== undefined) {
      it('is refused in a sentence that says why', async () => {
        const reason = await simulate(scenario).then(
          () => 'it was simulated',
          (error: Error) => error.message,
        );
        expect(reason).to.match(told);
      });
      return;
    }

    let summary: SimulationSummary;
    before(async () => {
      summary = await simulate(scenario);
    });

    it('adds up: every job is over or still there, and in one type', () => {
      const { classes, unfinished } = summary;
      const types = classes.length === 1 ? classes : classes.slice(1);
      expect(types.map((one) => one.name)).to.deep.equal(Object.keys(scenario.types));
      expect(classes[0]!.counts.offered - over(classes[0]!.counts)).to.be.within(0, unfinished);
      for (const count of ['offered', 'ok', 'timedOut', 'rejected'] as const) {
        const sum = types.reduce((total, one) => total + one.counts[count], 0);
        expect(sum, count).to.equal(classes[0]!.counts[count]);
      }
      expect(classes[0]!.responseMs.count).to.equal(classes[0]!.counts.ok);
    });

    it('serves jobs, with workers that are never busier than there is time', () => {
      const { classes, busyShare } = summary;
      expect(classes[0]!.counts.ok).to.be.above(0);
      expect(classes[0]!.responseMs.mean).to.be.at.least(classes[0]!.serviceMs.mean!);
      expect(busyShare).to.be.within(0.05, 1 + 1e-9);
    });

    it('gets the jobs of the live load, or as many as asked for', () => {
      const { load, shifts, faults, simulation } = scenario;
      const { offered } = summary.classes[0]!.counts;
      if (load.model === 'closed') return;
      const stretched =
        load.model === 'open' &&
        load.arrivals.process !== 'ramp' &&
        !shifts &&
        !faults &&
        !simulation?.disturbances;
      if (stretched) expect(offered / JOBS).to.be.within(0.4, 2);
      else {
        const live = drawPlan(scenario, load, SEED).filter((one) => one.class === 'heavy' && !one.warmup);
        expect(offered).to.equal(live.length);
      }
    });
  });
}
