import { expect } from 'chai';
import { alternativeLines, alternativeTable } from '../../../src/report/run/alternative-rows.ts';
import type { StrategyResult } from '../../../src/results/schema.ts';
import { strategy, TINY_RUN } from '../../results/tiny-run.ts';

function row(name: string, started: string, durability: string): StrategyResult {
  return { ...strategy(name, []), alternative: { started, durability, aborts: null, onDeath: 'fails' } };
}

const PULL = strategy('pull-fifo', []);
const PISCINA = row('pool:piscina', '2 threads in the HTTP workers', 'in memory');
const TINYPOOL = row('pool:tinypool', '2 threads in the HTTP workers', 'in memory');
const BULLMQ = row('queue:bullmq', '2 job workers and a redis-server', 'in Redis, on disk every second');

describe('rows that are no strategies', () => {
  it('say what was started for them, and that all rows keep jobs alike', () => {
    expect(alternativeLines({ ...TINY_RUN, strategies: [PULL, PISCINA, TINYPOOL] })).to.deep.equal([
      'pool:piscina and pool:tinypool: 2 threads in the HTTP workers.',
      'All rows keep jobs in memory.',
    ]);
  });

  it('that keep jobs in another way are said to be no equals', () => {
    const [started, kept] = alternativeLines({ ...TINY_RUN, strategies: [PULL, PISCINA, BULLMQ] });
    expect(started).to.match(/; queue:bullmq: 2 job workers and a redis-server\.$/);
    expect(kept).to.match(
      /^Rows of different durability are no equals: jobs are kept pull-fifo and pool:piscina in memory; queue:bullmq in Redis, on disk every second\./,
    );
  });

  it('have a line each in detail, where what they lack is a dash', () => {
    expect(alternativeTable({ ...TINY_RUN, strategies: [PULL, BULLMQ] })?.rows).to.deep.equal([
      ['queue:bullmq', '2 job workers and a redis-server', 'in Redis, on disk every second', '–', 'fails'],
    ]);
  });

  it('add nothing where there are none', () => {
    const run = { ...TINY_RUN, strategies: [PULL] };
    expect([alternativeLines(run), alternativeTable(run)]).to.deep.equal([[], undefined]);
  });
});
