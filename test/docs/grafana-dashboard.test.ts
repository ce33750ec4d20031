import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { clusterMetrics } from '../../src/cluster/metrics/cluster-metrics.ts';
import { TypesLedger } from '../../src/cluster/metrics/type-stats.ts';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { readOpenMetrics } from '../cluster/metrics/open-metrics-reader.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  }[];
}

describe('the dashboard for Grafana', () => {
  let dashboard: Dashboard;

  before(async () => {
    const file = new URL('docs/grafana-dashboard.json', PROJECT_ROOT);
    dashboard = JSON.parse(await readFile(file, 'utf8')) as Dashboard;
  });

  it('asks for what a cluster counts, and leaves nothing out', () => {
    const ledger = new TypesLedger();
    ledger.answered('page', 'ok', 3, 1, 2);
    const worker = { id: 1, pid: 1, role: 'job', ready: true, jobs: 1, busyMs: 1, unfinished: 0 } as const;
    const families = readOpenMetrics(
      clusterMetrics({
        strategy: 'pull-fifo',
        queue: { waiting: 0, running: 0, limit: 10 },
        workers: [worker],
        workerDeaths: 0,
        retried: 0,
        types: ledger.stats(),
        times: ledger.times(),
      }),
    );
    const samples = [...families.values()].flatMap((family) => family.samples.map(({ name }) => name));
    const asked = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/cluster_\w+/g) ?? []),
    );
    expect(samples).to.include.members(asked);
    const familiesAsked = [...families.keys()].filter((name) => asked.some((one) => one.startsWith(name)));
    const left = ['cluster_queue_limit', 'cluster_worker_unfinished_jobs', 'cluster_worker_jobs'];
    expect([...familiesAsked, ...left]).to.have.members([...families.keys()]);
  });

  it('has panels that do not overlap', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).to.equal(cells.length);
    expect(dashboard.panels.every(({ gridPos }) => gridPos.x + gridPos.w <= 24)).to.equal(true);
  });
});
