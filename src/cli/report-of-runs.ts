import { judgedAnew } from '../bench/live/analysis.ts';
import { changeBetween } from '../comparison/between-runs.ts';
import { comparedRun } from '../comparison/compared-run.ts';
import { differences } from '../comparison/differences.ts';
import { adviceAmong, doubts, refusals } from '../comparison/refusals.ts';
import { type Cast, castOf } from '../report/model/cast.ts';
import { reportOfAdvice } from '../report/page/advice-page.ts';
import { asPart, reportOfChange, reportOfUnlikeRuns, shortened } from '../report/page/change-report.ts';
import { liveReport } from '../report/page/live-report.ts';
import type { Report } from '../report/page/report.ts';
import { reportOfSimulation } from '../report/page/simulation-report.ts';
import type { AnyRun } from '../results/advice-schema.ts';
import { keptRequests } from './kept-requests.ts';

/** The report of one run, with its single requests if its folder has them. */
export async function reportOfRun(kept: AnyRun, folder: string): Promise<Report> {
  const cast = castOf([kept]);
  if (kept.engine !== 'live') return reportInside(kept, cast);
  const run = judgedAnew(kept);
  return liveReport(run, await keptRequests(folder, run), cast);
}

/** The report of several runs: the others compared with the first, if they can be, and each of them. */
export function reportOfRuns(all: readonly AnyRun[], paths: readonly string[]): Report {
  const cast = castOf(all);
  const parts = all.map((run) => asPart(reportInside(run, cast), all.length));
  const advice = adviceAmong(all);
  const runs = all.filter((run) => run.engine !== 'advice');
  const [first, ...others] = runs;
  if (advice.length > 0 || first === undefined) return reportOfUnlikeRuns(parts, advice, cast);
  const mistakes = others.flatMap((other) => refusals(first, other));
  if (mistakes.length > 0) return reportOfUnlikeRuns(parts, [...new Set(mistakes)], cast);
  const before = comparedRun(first);
  const beside = others.map((run) => ({
    run,
    change: changeBetween(before, comparedRun(run)),
    differences: differences(first, run),
  }));
  const careful = new Set(others.flatMap((other) => doubts(first, other)));
  return {
    ...reportOfChange(first, beside, cast, parts),
    warnings: [...[...careful].map((doubt) => `Careful: ${doubt}.`), ...shortened(parts.length)],
    commands: [['The same comparison in a terminal:', `npm run compare -- ${paths.join(' ')}`]],
  };
}

function reportInside(run: AnyRun, cast: Cast): Report {
  if (run.engine === 'sim') return reportOfSimulation(run, cast);
  if (run.engine === 'advice') return reportOfAdvice(run, cast);
  return liveReport(
    judgedAnew(run),
    { kind: 'none', why: 'A report of several runs leaves the single requests out.' },
    cast,
  );
}
