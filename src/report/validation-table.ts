import Table from 'cli-table3';
import { colours } from './colours.ts';

export interface ValidatedCheck {
  readonly name: string;
  readonly theory: number;
  readonly observed: number;
  readonly interval: readonly [low: number, high: number];
  readonly limit: number;
  readonly passed: boolean;
}

const HEAD = ['check', 'theory', 'simulated', '99 % interval', '±', 'limit', ''];

/** Theory and simulation side by side, one row a check. */
export function validationTable(checks: readonly ValidatedCheck[]): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: HEAD,
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const check of checks) table.push(row(check));
  return table.toString();
}

/** How many passed, in a sentence. */
export function validationVerdict(checks: readonly ValidatedCheck[]): string {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return `All ${checks.length} checks passed.`;
  const names = failed.map(({ name }) => name).join('; ');
  return `${failed.length} of ${checks.length} checks failed: ${names}.`;
}

function row(check: ValidatedCheck): string[] {
  const { name, theory, observed, interval, limit } = check;
  const [low, high] = interval;
  return [
    name,
    significant(theory),
    significant(observed),
    `${significant(low)} … ${significant(high)}`,
    percent((high - low) / (2 * Math.abs(observed))),
    percent(limit),
    verdict(check),
  ];
}

function verdict({ passed, theory, interval: [low, high] }: ValidatedCheck): string {
  if (passed) return colours.green('passed');
  return colours.red(theory < low || theory > high ? 'theory is outside' : 'too wide to tell');
}

/** Five significant digits. */
function significant(value: number): string {
  return value.toPrecision(5);
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)} %`;
}
