import { expect } from 'chai';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { scenarioSchema } from '../../src/catalogue/scenario-schema.ts';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { needsCapacity, withCapacity } from '../../src/load/plan/measured-capacity.ts';
import { drawPlan } from '../../src/load/plan/plan.ts';
import { asWritten } from '../../src/load/plan/recorded.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../src/load/plan/time-scale.ts';
import { scenarioPlan } from '../../src/report/catalogue/scenario-plan.ts';

for (const name of await namesIn('scenarios')) {
  describe(`scenario ${name}`, () => {
    let scenario: ReadScenario;
    before(async () => {
      scenario = await loadScenario(name);
    });

    it('says in a few lines what it will do', () => {
      const lines = scenarioPlan(scenario);
      expect(lines).to.have.length.within(4, 5);
      expect(lines[0]).to.equal(scenario.about);
      const text = lines.join('\n');
      for (const type of Object.keys(scenario.types)) expect(text).to.include(type);
      expect(text).to.include(`${scenario.cluster.jobWorkers} job workers`);
      expect(text).to.not.match(/undefined|NaN|\[object|\d\.\d{4}/);
    });

    it('runs at other paces: what it asks for is only closer together', () => {
      const before = structuredClone(scenario);
      for (const factor of [0.1, 1, 2]) {
        const paced = scaleTime(scenario, factor);
        expect(scenarioSchema.safeParse(asWritten(paced)).error?.issues).to.equal(undefined);
        expect(paced.timeoutMs).to.be.closeTo(scenario.timeoutMs * factor, 1e-6);
        expect(paced.cluster).to.deep.equal(scenario.cluster);
        expect(paced.queueLimit).to.equal(scenario.queueLimit);
      }
      expect(scenario, 'and stays as it is').to.deep.equal(before);
    });

    it('plans the same requests for the same seed, of its own types, some of them measured', () => {
      const atItsPace = scaleTime(scenario, scenario.defaultTimeScale ?? 1);
      const paced = withCapacity(atItsPace, needsCapacity(atItsPace) ? 70 : undefined);
      const { load } = paced;
      if (load.model === 'closed') return;
      const plan = drawPlan(paced, load, 7);
      expect(plan).to.deep.equal(drawPlan(paced, load, 7));
      expect(plan.map(({ seq }) => seq)).to.deep.equal(plan.map((_, i) => i));
      expect(plan.some(({ warmup }) => !warmup)).to.equal(true);
      const types = new Set(plan.map(({ type }) => type));
      expect([...Object.keys(paced.types), 'light']).to.include.members([...types]);
    });
  });
}
