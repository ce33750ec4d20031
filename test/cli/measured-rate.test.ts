import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeEnvironment } from '../../src/bench/environment.ts';
import { withMeasuredLengths } from '../../src/cli/measured-lengths.ts';
import { atMeasuredRate } from '../../src/cli/measured-rate.ts';
import { withCapacity } from '../../src/load/plan/measured-capacity.ts';
import type { JobDescription, PacedScenario } from '../../src/load/plan/scenario-states.ts';
import {
  capacityKey,
  keepCapacity,
  keepLengths,
  keptCapacity,
  lengthsKey,
} from '../../src/results/capacities.ts';
import { capacityOf } from '../../src/results/kept-settings.ts';
import { fingerprint } from '../../src/results/machine.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';
import { simulatedTypes } from '../../src/simulation/scenario-jobs.ts';
import { OPEN, REPORTS, SCENARIO } from '../load/plan/scenarios.ts';

const load = { ...OPEN, heavy: { utilisation: 0.6 } };
const reports: PacedScenario = { ...REPORTS, load, timeScale: 1 };

describe('the rate that a share of capacity means', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'capacities-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is known where every type has a length, or the rate is given', async () => {
    for (const scenario of [{ ...SCENARIO, load }, REPORTS])
      expect(capacityOf(await atMeasuredRate({ ...scenario, timeScale: 1 }, 1, folder))).to.equal(undefined);
  });

  it('follows from what was measured before of the same workers and types on this machine', async () => {
    const machine = fingerprint(await describeEnvironment());
    await keepCapacity(folder, capacityKey(machine, reports), 70);
    expect(capacityOf(await atMeasuredRate(reports, 1, folder))).to.equal(70);
  });

  it('is kept for each machine, cluster and mix of types', async () => {
    const bigger = { ...reports, cluster: { ...reports.cluster, jobWorkers: 5 } };
    const keys = [capacityKey('a', reports), capacityKey('b', reports), capacityKey('a', bigger)];
    for (const [i, key] of keys.entries()) await keepCapacity(folder, key, 70 + i);
    expect(await Promise.all(keys.map((key) => keptCapacity(folder, key)))).to.deep.equal([70, 71, 72]);
    const slower = { ...reports, lightMs: 50 };
    expect(capacityKey('a', slower), 'whatever else it asks for').to.equal(keys[0]);
  });

  it('is measured anew when the code of a job has changed', () => {
    const job = { name: 'report-a', place: '', module: '', description: {} as JobDescription };
    const [before, after] = ['a', 'b'].map((digest) =>
      capacityKey('m', { ...reports, jobs: { 'report-a': { ...job, digest } } }),
    );
    expect(before).to.not.equal(after);
  });

  it('is kept beside the lengths of jobs, which depend on the load too', async () => {
    const lengths = { messageMs: 0.25, aroundMs: 2, quantilesMs: { report: [1, 2, 4], short: [1] } };
    const key = lengthsKey(fingerprint(await describeEnvironment()), withCapacity(reports, 70));
    await keepCapacity(folder, capacityKey(fingerprint(await describeEnvironment()), reports), 70);
    await keepLengths(folder, key, lengths);
    const scenario = await withMeasuredLengths(reports, 1, folder);
    expect(scenario.types.report).to.deep.equal({
      runs: 'spin',
      service: { law: 'measured', quantilesMs: [1, 2, 4] },
      share: 5,
    });
    expect(scenario.types.short).to.equal(reports.types.short);
    expect(scenario.simulation).to.deep.equal({ messageMs: 0.25, aroundMs: 2 });
    expect([...simulatedTypes(scenario)].map(({ type }) => type)).to.deep.equal(Object.keys(reports.types));
    const busier = { ...reports, load: { ...load, lightPerSecond: 500 } };
    expect(lengthsKey('m', busier)).to.not.equal(lengthsKey('m', reports));
    expect(
      await keptCapacity(folder, capacityKey(fingerprint(await describeEnvironment()), reports)),
    ).to.equal(70);
  });

  it('says which file it could not write', async () => {
    const notAFolder = join(folder, 'file');
    await writeFile(notAFolder, '');
    const error: unknown = await keepCapacity(notAFolder, 'k', 70).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StoreFailure);
    expect(error)
      .to.have.property('message')
      .that.includes(`cannot write ${join(notAFolder, 'capacities.json')}`);
  });

  it('is not taken from a file that was edited', async () => {
    await keepCapacity(folder, 'k', 70);
    await writeFile(join(folder, 'capacities.json'), '{"perSecond":{"k":7000},"digest":"0123456789abcdef"}');
    const error: unknown = await keptCapacity(folder, 'k').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StoreFailure);
    expect(error)
      .to.have.property('message')
      .that.matches(/was changed .*; remove the file to measure again$/);
  });
});
