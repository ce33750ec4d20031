import type { AppOptions, Target } from '../../load/plan/app-under-test.ts';
import type { Warning } from '../../results/schema.ts';

export function targetInWords(target: Target): string {
  return target.kind === 'url' ? target.url : target.command;
}

/** What a run of this server cannot see. */
export function appWarnings({ target }: AppOptions): Warning[] {
  if (target.kind === 'app') return [];
  const message =
    `measured from outside: nothing is known of ${target.url} but its answers, so no waits, service times, workers or ` +
    'strategies; between trials it is the same process. --app=<command> starts it anew for each';
  return [{ code: 'from-outside', strategy: null, message }];
}
