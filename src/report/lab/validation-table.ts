import { type Cell, columns, keyed, type Part, type TableData } from '../table/table.ts';

export interface ValidatedCheck {
  readonly name: string;
  readonly theory: number;
  readonly observed: number;
  readonly interval: readonly [low: number, high: number];
  readonly limit: number;
  readonly passed: boolean;
}

const COLUMNS = keyed(
  ['check'],
  [
    ...columns('l', ['check']),
    ...columns('r', ['theory', 'simulated', '99 % interval', '±', 'limit']),
    ...columns('l', ['']),
  ],
);

/** Whether the simulator agrees with theory, and the checks that failed. */
export function validationReport(checks: readonly ValidatedCheck[]): Part[] {
  const failed = checks.filter(({ passed }) => !passed);
  return [validationVerdict(checks), ...(failed.length === 0 ? [] : [validationTable(failed)])];
}

/** The same with every check, theory and simulation side by side. */
export function everyCheck(checks: readonly ValidatedCheck[]): Part[] {
  return [validationVerdict(checks), validationTable(checks)];
}

function validationTable(checks: readonly ValidatedCheck[]): TableData {
  return { columns: COLUMNS, rows: checks.map(row) };
}

function validationVerdict(checks: readonly ValidatedCheck[]): string {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0)
    return `All ${checks.length} checks passed: the simulator agrees with theory within its 99 % intervals.`;
  return `${failed.length} of ${checks.length} checks failed.`;
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
  return { colour: 'red', text: theory < low || theory > high ? 'theory is outside' : 'interval too wide' };
}

/** Five significant digits. */
function significant(value: number): string {
  return value.toPrecision(5);
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)} %`;
}
