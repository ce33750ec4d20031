import { z } from 'zod';
import type { AnyRun } from './advice-schema.ts';
import type { Manifest } from './manifest.ts';
import { refuseDisagreement } from './run-contradictions.ts';
import { type RunFolder, runFolders } from './run-folders.ts';
import type { Design } from './schema.ts';
import { readAnalysis, readManifest, readTrials } from './store.ts';
import { StoreFailure } from './store-failure.ts';
import type { TrialRecord } from './trial-schema.ts';

/** A readable or damaged run in results/. `startedMs` is undefined if a damaged folder does not give it. */
export type KeptRun = Pick<RunFolder, 'folder' | 'startedMs'> &
  (
    | {
        readonly kind: 'run';
        readonly scenario: string;
        readonly strategies: readonly string[];
        /** Of a live run; `atMost` if it may end with fewer. */
        readonly blocks:
          | { readonly done: number; readonly planned: number; readonly atMost: boolean }
          | 'simulated'
          | 'advice';
        readonly complete: boolean;
        readonly passed: boolean;
      }
    | { readonly kind: 'damaged'; readonly reason: string }
  );

/** Newest first. A damaged run does not hide the others. */
export async function keptRuns(resultsFolder: string): Promise<KeptRun[]> {
  const kept: KeptRun[] = [];
  // One after another, because hundreds at once would need as many file descriptors.
  for (const one of await runFolders(resultsFolder)) kept.push(await keptRun(one));
  return kept;
}

async function keptRun(one: RunFolder): Promise<KeptRun> {
  const { folder, startedMs } = one;
  try {
    return { folder, startedMs, ...(await (one.hasManifest ? liveRun(folder) : otherRun(folder))) };
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return { folder, startedMs, kind: 'damaged', reason: error.message };
  }
}

async function liveRun(folder: string) {
  const manifest = await readManifest(folder);
  const trials = await readTrials(folder);
  const analysis = await readAnalysis(folder);
  refuseDisagreement(folder, manifest, trials, analysis);
  const complete = analysis?.complete === true;
  return {
    kind: 'run',
    scenario: manifest.scenarioName,
    strategies: manifest.arms.map(({ label }) => label),
    blocks: blocksOf(manifest.design, blocksDone(manifest, trials, complete)),
    complete,
    passed: analysis?.passed === true,
  } as const;
}

/** A simulation, advice, or a run of the first version. */
async function otherRun(folder: string) {
  const analysis = await readAnalysis(folder);
  if (analysis === undefined)
    throw new StoreFailure(`${folder} has no run: neither manifest.json nor analysis.json`);
  const { complete, passed, scenario } = analysis;
  return {
    kind: 'run',
    scenario: scenario.name,
    strategies: [...new Set(strategiesOf(analysis))],
    blocks: lengthOf(analysis),
    complete,
    passed,
  } as const;
}

function strategiesOf(run: AnyRun): string[] {
  return run.engine === 'advice'
    ? run.rows.map(({ strategy }) => strategy)
    : run.strategies.map(({ name }) => name);
}

function lengthOf(run: AnyRun) {
  if (run.engine === 'live') return blocksOf(run.design, run.design.blocks);
  return run.engine === 'sim' ? 'simulated' : 'advice';
}

function blocksOf({ blocks, mode }: Design, done: number) {
  return { done, planned: blocks, atMost: mode === 'until' };
}

/** Blocks run one after another. All but the last are complete, and the last if it lacks no trial. */
function blocksDone(manifest: Manifest, trials: readonly TrialRecord[], complete: boolean): number {
  const last = Math.max(-1, ...trials.map(({ block }) => block));
  const ofLast = trials.filter(({ block }) => block === last).length;
  return complete || ofLast >= trialsPerBlock(manifest) ? last + 1 : Math.max(0, last);
}

const closedLoad = z.object({ load: z.object({ connections: z.array(z.number()) }) });

function trialsPerBlock({ arms, design, settings }: Manifest): number {
  const levels = closedLoad.safeParse(settings).data?.load.connections.length ?? 1;
  return (arms.length + (design.mode === 'quick' ? 0 : 1)) * levels;
}
