import { dirname, relative, sep } from 'node:path';
import { userPath } from '../../catalogue/user-path.ts';
import type { JobType } from '../../contract/scenario.ts';
import { recordedCounts, recordedTotals } from '../../load/plan/recorded.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import type { PeakScenario } from './peak-traffic.ts';

const WARMUP_MS = 5000;
const DURATION_MS = 60_000;

/**
 * A minute at the rate of the peak, whose requests run jobs of the user. Arrivals are random: a trace says how long each of
 * its requests takes, which only stand-ins can do. `jobOf` gives the job of a route; undefined for a stand-in.
 */
export function jobScenario(
  peak: PeakScenario,
  jobOf: (route: string) => string | undefined,
  file: string,
): PacedScenario {
  const counts = recordedCounts(peak);
  const typeOf = ([name, type]: readonly [string, JobType]): [string, JobType] => {
    const job = jobOf(name);
    const share = counts.get(name) ?? 0;
    return [name, job === undefined ? { ...type, share } : { runs: 'job', job: fromFile(job, file), share }];
  };
  const { connectionsPerHttpWorker, durationMs } = peak.load;
  const perSecond = (recordedTotals(peak.load).requests / durationMs) * 1000;
  return {
    ...peak,
    about: `${peak.about.replace(/\.$/, '')}: its rate, with jobs.`,
    types: Object.fromEntries(
      Object.entries(peak.types)
        .map(typeOf)
        .filter(([, { share }]) => share > 0),
    ),
    load: {
      model: 'open',
      arrivals: { process: 'poisson' },
      heavy: { perSecond: Math.round(perSecond * 1000) / 1000 },
      lightPerSecond: 0,
      connectionsPerHttpWorker,
      warmupMs: WARMUP_MS,
      durationMs: DURATION_MS,
    },
  };
}

/** A path counts from the scenario's file; a name is one of the folder `jobs/`. */
function fromFile(job: string, file: string): string {
  if (!/[./\\]/.test(job)) return job;
  const path = relative(dirname(file), userPath(job)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
