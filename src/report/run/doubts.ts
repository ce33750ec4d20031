import type { RunResult, Warning } from '../../results/schema.ts';
import { listed } from '../table/words.ts';

/** Flags about the machine rather than the strategy: it was busy with other work, or the generator was late. */
const OF_THE_MACHINE = new Set([
  'send-lag',
  'generator-busy',
  'offered-rate',
  'send-intervals',
  'foreign-cpu',
  'stolen-cpu',
  'clock-jump',
]);
/** Reported before everything else, because they void a run. */
const FAILURES = new Set(['strategy-failed', 'accounts', 'nothing-measured', 'unexpected-statuses']);
/** Left out if the report has a line about noise, which says the same. */
const TOLD_ELSEWHERE = new Set(['no-verdicts']);
const MOST_DOUBTS = 3;
const MOST_NAMES = 2;

/** The failures that void the run. */
export function failures(run: { readonly warnings: readonly Warning[] }): string[] {
  return run.warnings
    .filter(({ code }) => FAILURES.has(code))
    .map(({ code, strategy, message }) =>
      code === 'strategy-failed' || strategy === null
        ? `Failed: ${message}`
        : `Failed: ${strategy}: ${message}`,
    );
}

/** One sentence for each kind of warning; the first few. */
export function doubts(run: RunResult): string[] {
  const all = kindsOfDoubt(run);
  if (all.length <= MOST_DOUBTS) return all;
  return [...all.slice(0, MOST_DOUBTS), `${all.length - MOST_DOUBTS} more warnings: --verbose`];
}

/** One sentence for each kind of warning. */
export function kindsOfDoubt(run: RunResult): string[] {
  return [...disturbedMachine(run), ...groupedDoubts(run.warnings)];
}

/** Every warning of every strategy. */
export function everyDoubt({ warnings }: { readonly warnings: readonly Warning[] }): string[] {
  return warnings
    .filter(({ code }) => !FAILURES.has(code) && !TOLD_ELSEWHERE.has(code))
    .map(({ strategy, message }) => warningLine(strategy, message));
}

/** One sentence for each kind of warning, with its strategies. */
export function groupedDoubts(warnings: readonly Warning[]): string[] {
  const kinds = new Map<string, Warning[]>();
  for (const one of warnings) {
    if (OF_THE_MACHINE.has(one.code) || FAILURES.has(one.code) || TOLD_ELSEWHERE.has(one.code)) continue;
    // A message without a strategy is never merged.
    const key = one.strategy === null ? one.message : one.code;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  return [...kinds.values()].map((own) => {
    const [first] = own as [Warning];
    const names = [...new Set(own.map(({ strategy }) => strategy).filter((name) => name !== null))];
    return warningLine(names.length === 0 ? null : listed(names, MOST_NAMES), first.message);
  });
}

function warningLine(who: string | null, message: string): string {
  return `Warning: ${who === null ? '' : `${who}: `}${message}`;
}

function disturbedMachine({ trials }: RunResult): string[] {
  const flags = trials.map((trial) => trial.flags.filter(({ code }) => OF_THE_MACHINE.has(code)));
  const disturbed = flags.filter((own) => own.length > 0);
  if (disturbed.length === 0) return [];
  // The first of each kind, since the amounts differ from trial to trial.
  const kinds = new Map(
    disturbed
      .flat()
      .map(({ code, message }) => [code, message] as const)
      .toReversed(),
  );
  return [
    `Warning: ${disturbed.length} of ${trials.length} trials were disturbed (${[...kinds.values()].join('; ')}). Close other programs on this machine and repeat the run.`,
  ];
}
