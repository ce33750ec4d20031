import type { AppOptions, Target } from '../../load/plan/app-under-test.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

const NO_REPORT: Warning = {
  code: 'no-report',
  strategy: null,
  message:
    'the app does not report, so nothing is known of it but its answers: no waits, service times or workers, and nothing to hold its answers against',
};

export function targetInWords(target: Target): string {
  return target.kind === 'url' ? target.url : target.command;
}

/** What a run of this server cannot see. */
export function appWarnings({ target }: AppOptions, trials: readonly TrialRecord[]): Warning[] {
  if (target.kind === 'app') return trials.some(({ jobs }) => jobs === undefined) ? [NO_REPORT] : [];
  const message =
    `measured from outside: nothing is known of ${target.url} but its answers, so no waits, service times, workers or ` +
    'strategies; between trials it is the same process. --app=<command> starts it anew for each';
  return [{ code: 'from-outside', strategy: null, message }];
}
