import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PlannedRun } from '../../../src/bench/live/new-run.ts';
import { type StoredTrial, storedTrials, storeTrial } from '../../../src/bench/live/stored-trials.ts';
import { runSchema } from '../../../src/results/schema.ts';
import { seal } from '../../../src/results/seal.ts';
import { readManifest, readRun, readTrials, saveManifest, saveRun } from '../../../src/results/store.ts';
import { StoreFailure } from '../../../src/results/store-failure.ts';
import type { TrialRecord } from '../../../src/results/trial-schema.ts';
import { storeRun } from '../stored-run.ts';

describe('the trials of a stored run', function () {
  this.timeout(60_000);
  let results: string;
  let original: string;
  let folder: string;
  let planned: PlannedRun;
  let stored: readonly StoredTrial[];

  before(async () => {
    results = await mkdtemp(join(tmpdir(), 'stored-'));
    ({ planned, folder: original, stored } = await storeRun(results));
  });
  after(() => rm(results, { recursive: true }));
  beforeEach(async () => {
    folder = join(results, 'copy');
    await rm(folder, { recursive: true, force: true });
    await cp(original, folder, { recursive: true });
  });

  /** Sealed anew, as whoever made them up would, and without the analysis that would give them away. */
  async function forge(change: (trials: TrialRecord[]) => readonly TrialRecord[]): Promise<void> {
    const trials = change(await readTrials(original));
    await writeFile(join(folder, 'trials.jsonl'), trials.map((trial) => `${seal(trial)}\n`).join(''));
    await rm(join(folder, 'analysis.json'), { force: true });
  }

  async function refusal(): Promise<string> {
    const answer: unknown = await storedTrials(planned, folder).catch((error: unknown) => error);
    if (!(answer instanceof StoreFailure)) throw answer;
    return answer.message;
  }

  function first(change: Partial<TrialRecord>) {
    return ([one, ...others]: TrialRecord[]) => [{ ...one!, ...change }, ...others];
  }

  it('come back as they were stored, with their requests', async () => {
    expect(await storedTrials(planned, folder)).to.deep.equal(stored);
  });

  it('without digests, as older runs have them, come back too', async () => {
    await forge((trials) => trials.map(({ samplesDigest: _, ...older }) => older));
    const requests = (trials: readonly StoredTrial[]) => trials.map(({ records }) => records);
    expect(requests(await storedTrials(planned, folder))).to.deep.equal(requests(stored));
  });

  it('are refused where the run has no such trial', async () => {
    await forge(first({ block: 2 }));
    expect(await refusal()).to.match(
      / contradicts itself: it has the trial of .* in block 3, but at most 2 blocks/,
    );
    await forge(first({ strategy: 'stranger' }));
    expect(await refusal()).to.match(
      /it has the trial of stranger in block 1, which is not part of the run$/,
    );
    await forge(first({ connections: 3 }));
    expect(await refusal()).to.match(/ at 3 connections in block 1, which is not part of the run$/);
    await forge(first({ seed: 99, position: 7 }));
    expect(await refusal()).to.match(/ has position 7 and seed 99, but the plan has 0 and 1$/);
    await forge((trials) => trials.map((trial) => ({ ...trial, seed: 99 })));
    expect(await refusal()).to.match(/ \(and 5 more\)$/);
  });

  it('are refused with a manifest whose arms contradict it', async () => {
    const { arms, design } = planned.manifest;
    const read = () => readManifest(folder).catch((error: unknown) => error);
    await saveManifest(folder, { ...planned.manifest, arms: [...arms, arms[0]!] });
    expect(await read())
      .to.have.property('message')
      .that.matches(/manifest\.json: arms: two of them are the same$/);
    await saveManifest(folder, { ...planned.manifest, design: { ...design, baseline: 'stranger' } });
    expect(await read())
      .to.have.property('message')
      .that.matches(/: design\.baseline: is none of the arms$/);
  });

  it('are refused where one is there twice', async () => {
    await forge((trials) => [...trials, trials[0]!]);
    expect(await refusal()).to.match(/ contradicts itself: it has the trial of .* in block 1 twice$/);
  });

  it('are refused with the requests of another', async () => {
    const [one, other] = [stored[0]!, stored[3]!];
    const { record } = await storeTrial(folder, { record: one.record, records: other.records });
    await forge(() => [record]);
    expect(await refusal()).to.match(
      / contradicts itself: the figures of the trial of .* do not match its requests$/,
    );
  });

  it('are refused with requests missing or changed, even without a digest', async () => {
    const [{ record, records }] = stored as readonly [StoredTrial];
    const slower = records.map((one) => ({ ...one, endedMs: one.endedMs + 0.1 }));
    for (const changed of [[], records.slice(0, records.length / 2), slower]) {
      await storeTrial(folder, { record, records: changed });
      await forge((trials) => trials.slice(0, 1).map(({ samplesDigest: _, ...older }) => older));
      expect(await refusal()).to.match(/ the figures of .* do not match its requests$/);
    }
  });

  it('are refused beside the analysis of another run, or of other trials', async () => {
    const analysis = runSchema.parse(await readRun(folder));
    await saveRun(folder, { ...analysis, runId: 'another' });
    expect(await refusal()).to.match(/analysis\.json belongs to another, manifest\.json to /);
    await saveRun(folder, { ...analysis, trials: analysis.trials.slice(1) });
    expect(await refusal()).to.match(/analysis\.json and trials\.jsonl have different trials; remove /);
    await saveRun(folder, { ...analysis, trials: analysis.trials.slice(0, 2) });
    expect(
      await storedTrials(planned, folder),
      'but not where it was killed before it wrote it',
    ).to.have.lengthOf(6);
  });
});
