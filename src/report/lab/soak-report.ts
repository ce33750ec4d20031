import type { Killed } from '../../lab/soak/killer.ts';
import type { EarlyAndLate, MemoryVerdict } from '../../lab/soak/memory-growth.ts';
import type { SoakResult } from '../../lab/soak/soak.ts';
import { columns, keyed, type Part } from '../table/table.ts';
import { listed } from '../table/words.ts';

const COLUMNS = keyed(
  ['process'],
  [
    ...columns('l', ['process']),
    { name: 'pid', align: 'r', expendable: 3 },
    ...groupOf('live memory'),
    ...groupOf('resident memory', 1),
    ...columns('l', ['verdict']),
  ],
);

export function isFine({ processes, faults, workerDeaths, duplicates, killed }: SoakResult): boolean {
  const diesWell = killed === undefined ? workerDeaths === 0 : killed.outlived === 0;
  return (
    faults.length === 0 &&
    duplicates === 0 &&
    diesWell &&
    processes.every(({ verdict }) => verdict === 'flat')
  );
}

/** Whether memory is flat and counts add up, then the memory of each process after a quarter of the time and at the end. */
export function soakReport(result: SoakResult): Part[] {
  const { requests, processes, faults, workerDeaths, swaps, killed } = result;
  return [
    ...faults.map((fault) => `Counts do not add up: ${fault}`),
    ...(killed === undefined ? [] : killedInWords(killed)),
    ...(workerDeaths === 0 ? [] : [`${workerDeaths} workers died.`]),
    ...(faults.length === 0
      ? [`All ${requests} requests were accounted for, and no worker counts an active job after the drain.`]
      : []),
    ...(killed === undefined ? [] : [outcomeInWords(result)]),
    ...(swaps === 0 ? [] : [`The strategy changed ${swaps} times.`]),
    memoryInWords(processes),
    '',
    {
      columns: COLUMNS,
      rows: processes.map(({ name, pid, liveBytes, residentBytes, verdict }) => [
        name,
        pid,
        ...memoryCells(liveBytes),
        ...memoryCells(residentBytes),
        verdict === 'grows' ? ({ colour: 'red', text: 'GROWS' } as const) : verdict,
      ]),
    },
    'live: memory left after a full garbage collection; early: after a quarter of the time; late: at the end.',
  ];
}

function killedInWords({ agents, brokers, outlived }: Killed): string[] {
  const left = outlived === undefined ? 'unknown' : outlived;
  return [
    `Killed: agents ${agents} times, the broker ${brokers} times. Processes that outlived their agent: ${left}.`,
  ];
}

function outcomeInWords({ counts, retried, dropped, duplicates }: SoakResult): string {
  return `Answers: ${counts.ok} ok, ${counts.failed} failed, ${counts.timedOut} timed out, ${counts.rejected} rejected; lost: ${counts.lost}. Jobs run again: ${retried}; late results dropped: ${dropped}; duplicates accepted: ${duplicates}.`;
}

function memoryInWords(processes: SoakResult['processes']): string {
  const count = (verdict: MemoryVerdict) => processes.filter((one) => one.verdict === verdict).length;
  if (count('flat') === processes.length) return 'Memory is flat in every process.';
  const all = [
    ...(count('grows') > 0 ? [`grows in ${count('grows')}`] : []),
    ...(count('not measured') > 0 ? [`could not be measured in ${count('not measured')}`] : []),
  ];
  return `Memory ${listed(all)} of ${processes.length} processes.`;
}

function groupOf(group: string, expendable?: number) {
  return ['early', 'late', 'growth'].map(
    (name) => ({ name, group, align: 'r', ...(expendable !== undefined && { expendable }) }) as const,
  );
}

function memoryCells({ early, late }: EarlyAndLate): string[] {
  const megabytes = (bytes: number | undefined) =>
    bytes === undefined ? '–' : `${(bytes / 2 ** 20).toFixed(1)} MB`;
  const growth =
    early === undefined || late === undefined ? '–' : `${((late / early - 1) * 100).toFixed(1)} %`;
  return [megabytes(early), megabytes(late), growth];
}
