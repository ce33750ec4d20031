import type { LogRow, LogsResult } from '../../lab/micro/measure-logs.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type Part, type TableData } from '../table/table.ts';

const MEGABYTE = 1024 * 1024;

/** What reading takes in every format, and whether the same comes out. */
export function logsReport({ requests, truth, rows }: LogsResult): Part[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    `${requests} requests of the same traffic in each log; truly ${truth.workers} workers, and a report costs ${ms(truth.mean)} (p50 ${ms(truth.p50)}, p95 ${ms(truth.p95)})`,
    tableOf(rows, first),
    'Lines a second of processor time, of all threads. Peak memory while reading, and with what follows.',
  ];
}

function tableOf(rows: readonly LogRow[], first: LogRow): TableData {
  return {
    columns: keyed(
      ['log'],
      [
        ...columns('l', ['log']),
        ...columns('r', ['MB', 'lines/s', 'peak MB', 'with facts', 'workers']),
        ...columns('l', ['source']),
        ...columns('r', ['report mean', 'p50', 'p95']),
        ...columns('l', ['numbers']),
      ],
    ),
    rows: rows.map((row) => [
      row.name,
      digits(row.bytes / MEGABYTE),
      digits(row.lines / row.cpuSeconds),
      digits(row.peakMemoryBytes / MEGABYTE),
      digits(row.peakMemoryWithFactsBytes / MEGABYTE),
      row.workers === null ? '-' : String(row.workers),
      row.source,
      ...timesOf(row),
      verdict(row, first),
    ]),
  };
}

function timesOf({ heavy }: LogRow): string[] {
  const report = heavy.find(({ name }) => name === 'report');
  if (report === undefined) return ['-', '-', '-'];
  const { mean, p50, p95 } = report.service;
  return [ms(mean), ms(p50), ms(p95)];
}

function verdict(row: LogRow, first: LogRow): string {
  if (row === first) return 'compared with';
  if (row.same) return 'the same';
  if (row.stampStepMs === 1000) return row.passed ? 'stamps of 1 s, unsure' : 'stamps of 1 s, SURE';
  return 'DIFFERENT';
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}
