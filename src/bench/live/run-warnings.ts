import type { Comparison } from '../../results/comparison-schema.ts';
import type { Design, Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { tellsForeignCpu } from './machine-watch.ts';

export function designWarnings(design: Design, comparisons: readonly Comparison[]): Warning[] {
  if (design.mode === 'quick') {
    const message = 'a quick run shows ranges without verdicts; use --blocks=8 or more for verdicts';
    return [{ code: 'no-verdicts', strategy: null, message }];
  }
  const invalid = [
    ...new Set(comparisons.filter(({ verdict }) => verdict === 'invalid').map((one) => one.class)),
  ];
  return invalid.map((name) => ({
    code: 'twin-differs',
    strategy: null,
    message: `${name}: the baseline differs from itself, so this run has no verdicts for ${name}; repeat it when the machine is quiet`,
  }));
}

export function watchWarnings(platform: string): Warning[] {
  if (tellsForeignCpu(platform)) return [];
  const message = `${platform} does not report the CPU time of other processes, so it is unknown whether they disturbed this run`;
  return [{ code: 'foreign-cpu-unknown', strategy: null, message }];
}

/** A browser that shows the run may take processor time from it. */
export function watchedWarnings(trials: readonly TrialRecord[]): Warning[] {
  const watched = trials.filter((trial) => trial.watched).length;
  if (watched === 0) return [];
  const message = `${watched} of ${trials.length} trials could be watched live; a browser on this machine takes processor time from them`;
  return [{ code: 'watched', strategy: null, message }];
}

/** Each kind of warning once per strategy, with the number of its trials. */
export function trialWarnings(trials: readonly TrialRecord[]): Warning[] {
  const seen = new Map<string, { warning: Warning; trials: number }>();
  for (const { strategy, flags } of trials) {
    for (const { code, message } of flags) {
      const key = `${strategy} ${code}`;
      const before = seen.get(key);
      seen.set(key, {
        warning: before?.warning ?? { code, strategy, message },
        trials: (before?.trials ?? 0) + 1,
      });
    }
  }
  return [...seen.values()].map(({ warning, trials: count }) =>
    count === 1
      ? warning
      : { ...warning, message: `${warning.message} (and ${count - 1} more of its trials)` },
  );
}
