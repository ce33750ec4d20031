import { expect } from 'chai';
import type { ClusterView } from '../../../src/cluster/metrics/cluster-metrics.ts';
import { TypesLedger } from '../../../src/cluster/metrics/type-stats.ts';
import { ServeBoard } from '../../../src/watch/board/serve-board.ts';

describe('the board of a cluster that serves', () => {
  const ledger = new TypesLedger();

  function view(workerDeaths: number): ClusterView {
    return {
      strategy: 'pull-fifo',
      queue: { waiting: 4, running: 2, limit: 10 },
      workers: [],
      workerDeaths,
      retried: 0,
      types: ledger.stats(),
      times: ledger.times(),
    };
  }

  it('shows each type since the start, and what came since it looked last', async () => {
    let deaths = 0;
    const serve = new ServeBoard('pull-fifo serves mixed', 2, async () => view(deaths));
    const look = async () => {
      serve.refresh();
      await new Promise(setImmediate);
    };
    for (let i = 0; i < 100; i++) ledger.answered('page', 'ok', 4, 1, 3);
    ledger.answered('page', 'timedOut', 90, -1, -1);
    await look();
    ledger.answered('page', 'ok', 40, 1, 39);
    deaths = 1;
    await look();
    serve.board.nextTick();
    const { rows, points, marks } = serve.board.frame(0, 0);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ name: 'page', group: null, count: 101, bad: 1, p99: null });
    expect(rows[0]?.p50).to.be.closeTo(4, 0.1);
    expect(points.map(({ heat }) => heat)).to.deep.equal([[[3, 100]], [[6, 1]]]);
    expect(points[0]).to.include({ waiting: 4, running: 2, inFlight: null });
    expect(marks.map(({ what }) => what)).to.deep.equal(['a worker died']);
  });
});
