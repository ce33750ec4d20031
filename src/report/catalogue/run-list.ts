import { escaped } from '../../results/escaped.ts';
import type { KeptRun } from '../../results/kept-runs.ts';
import { DrawnTable, type Line } from '../table/drawn-table.ts';

type Run = Extract<KeptRun, { kind: 'run' }>;

const HEAD = ['begun (UTC)', 'scenario', 'strategies', 'blocks', 'state', 'passed', 'folder'];
const MOST_NAMES = 3;

/** What results/ holds, a row for each run; then what is damaged, with the reason. `underWay` has the folders of runs being carried out. */
export function runList(kept: readonly KeptRun[], underWay: ReadonlySet<string>): Line[] {
  const runs = kept.filter((one) => one.kind === 'run');
  const damaged = kept.filter((one) => one.kind === 'damaged');
  return [
    ...(runs.length === 0 && damaged.length === 0 ? ['No runs yet: npm run bench makes one.'] : []),
    ...(runs.length === 0
      ? []
      : [
          new DrawnTable(
            HEAD,
            'lllrlll',
            runs.map((run) => row(run, underWay.has(run.folder))),
          ),
        ]),
    ...damaged.map(({ reason }) => escaped(`Damaged: ${reason}`)),
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
    blocks === null ? 'simulated' : `${blocks.done} of ${blocks.atMost ? '≤ ' : ''}${blocks.planned}`,
    complete ? 'complete' : underWay ? 'under way' : 'broken off',
    complete ? (passed ? 'yes' : 'no') : '–',
    folder,
  ];
}
