import { LoadedJob } from '../jobs/loaded-job.ts';
import { messageOf } from '../jobs/thrown.ts';
import { SeededDraw } from '../load/plan/seeded-draw.ts';
import type { Inspected, JobTrial } from './inspection-messages.ts';

/** Draws that are tried: a sample that fails once in a hundred is found before a run. */
const DRAWS = 20;

/** What a run would meet first: setup, and the parameters that its requests will have. */
export async function tryJob(
  module: Readonly<Record<string, unknown>>,
  { params, draws }: JobTrial,
): Promise<Inspected> {
  const job = LoadedJob.of('', module);
  try {
    await job.setup();
  } catch (error) {
    const { cause } = error as Error;
    return {
      thrown: messageOf(cause),
      stack: cause instanceof Error ? (cause.stack ?? '') : '',
      field: 'setup',
    };
  }
  if (draws) {
    const wrong = wrongDraw(job);
    if (wrong !== undefined) return wrong;
  }
  return { refusals: params.map((text) => job.check(JSON.parse(text)) ?? null) };
}

function wrongDraw(job: LoadedJob): Inspected | undefined {
  try {
    for (let i = 0; i < DRAWS; i++) {
      const [once, again] = [0, 0].map(() => job.sample(new SeededDraw(1, i))) as [string, string];
      if (once !== again)
        return issue('must draw from `draw` only: it gave different parameters for the same request');
      const refused = job.check(JSON.parse(once));
      if (refused !== undefined) return issue(`makes parameters that check refuses: ${refused}`);
    }
    return undefined;
  } catch (error) {
    return {
      thrown: messageOf(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
      field: 'sample',
    };
  }
}

function issue(message: string): Inspected {
  return { issues: [{ path: ['sample'], message }] };
}
