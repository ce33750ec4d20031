import { type Cell, DrawnTable } from '../table/drawn-table.ts';

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
export function validationTable(checks: readonly ValidatedCheck[]): DrawnTable {
  return new DrawnTable(HEAD, 'lrrrrrl', checks.map(row));
}

/** How many passed, in a sentence. */
export function validationVerdict(checks: readonly ValidatedCheck[]): string {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return `All ${checks.length} checks passed.`;
  const names = failed.map(({ name }) => name).join('; ');
  return `${failed.length} of ${checks.length} checks failed: ${names}.`;
}

function row(check: ValidatedCheck): Cell[] {
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

function verdict({ passed, theory, interval: [low, high] }: ValidatedCheck): Cell {
  if (passed) return { colour: 'green', text: 'passed' };
  return { colour: 'red', text: theory < low || theory > high ? 'theory is outside' : 'too wide to tell' };
}

/** Five significant digits. */
function significant(value: number): string {
  return value.toPrecision(5);
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)} %`;
}
