import type { RunResult, Warning } from '../../results/schema.ts';

/** Flags that say the same of every trial: the machine had other things to do, or the generator was late. */
const OF_THE_MACHINE = new Set([
  'send-lag',
  'generator-busy',
  'offered-rate',
  'send-intervals',
  'foreign-cpu',
  'stolen-cpu',
  'clock-jump',
]);
/** They are told by the conclusion, or first of all. */
const TOLD_ELSEWHERE = new Set(['no-verdicts', 'strategy-failed']);

/** What there is to doubt, for people: what concerns the whole machine in one sentence, everything else strategy by strategy. */
export function doubts(run: RunResult): string[] {
  const others = run.warnings
    .filter(({ code }) => !OF_THE_MACHINE.has(code) && !TOLD_ELSEWHERE.has(code))
    .map(warningLine);
  return [...disturbedMachine(run), ...others];
}

export function warningLine({ strategy, message }: Warning): string {
  return `Warning: ${strategy === null ? '' : `${strategy}: `}${message}`;
}

function disturbedMachine({ trials }: RunResult): string[] {
  const flags = trials.map((trial) => trial.flags.filter(({ code }) => OF_THE_MACHINE.has(code)));
  const disturbed = flags.filter((own) => own.length > 0);
  if (disturbed.length === 0) return [];
  // Of each kind the first: how much it was differs from trial to trial.
  const kinds = new Map(
    disturbed
      .flat()
      .map(({ code, message }) => [code, message] as const)
      .toReversed(),
  );
  return [
    `Warning: ${disturbed.length} of ${trials.length} trials were disturbed (${[...kinds.values()].join('; ')}). Close what else runs on this machine, and run it again.`,
  ];
}
