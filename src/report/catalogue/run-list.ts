import type { KeptRun } from '../../results/kept-runs.ts';
import type { Column, Part } from '../table/table.ts';

type Run = Extract<KeptRun, { kind: 'run' }>;

const COLUMNS: readonly Column[] = [
  { name: 'begun (UTC)', align: 'l', expendable: 2 },
  { name: 'scenario', align: 'l' },
  { name: 'strategies', align: 'l', cut: true, expendable: 1 },
  { name: 'blocks', align: 'r', expendable: 3 },
  { name: 'state', align: 'l' },
  { name: 'folder', align: 'l' },
];
const MOST_NAMES = 3;

/** One row per run, then the damaged folders with the reason. `underWay` has the folders of running runs. */
export function runList(kept: readonly KeptRun[], underWay: ReadonlySet<string>): Part[] {
  const runs = kept.filter((one) => one.kind === 'run');
  const damaged = kept.filter((one) => one.kind === 'damaged');
  return [
    ...(runs.length === 0 && damaged.length === 0 ? ['No runs yet. Start one with: npm run bench'] : []),
    ...(runs.length === 0
      ? []
      : [
          {
            columns: COLUMNS,
            rows: runs.map((run) => row(run, underWay.has(run.folder))),
          },
        ]),
    ...damaged.map(({ reason }) => `Damaged: ${reason}`),
  ];
}

function row({ startedMs, scenario, strategies, blocks, complete, passed, folder }: Run, underWay: boolean) {
  const begun = startedMs === undefined ? '–' : new Date(startedMs).toISOString();
  return [
    begun.slice(0, 16).replace('T', ' '),
    scenario,
    strategies.length > MOST_NAMES
      ? `${strategies.slice(0, MOST_NAMES).join(', ')} and ${strategies.length - MOST_NAMES} more`
      : strategies.join(', '),
    typeof blocks === 'string' ? blocks : `${blocks.done} of ${blocks.atMost ? '≤ ' : ''}${blocks.planned}`,
    stateOf(complete, passed, underWay),
    folder,
  ];
}

function stateOf(complete: boolean, passed: boolean, underWay: boolean): string {
  if (!complete) return underWay ? 'running' : 'interrupted';
  return passed ? 'complete' : 'failed';
}
