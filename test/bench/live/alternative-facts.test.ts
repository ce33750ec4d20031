import { expect } from 'chai';
import { alternativeFacts } from '../../../src/bench/live/alternative-facts.ts';
import { parseRows } from '../../../src/catalogue/arm-syntax.ts';
import type { Arm } from '../../../src/catalogue/arms.ts';

async function row(text: string): Promise<Arm> {
  return (await parseRows([text], undefined))[0]!;
}

async function started(text: string, httpWorkers: number, jobWorkers: number): Promise<string | undefined> {
  return alternativeFacts(await row(text), { httpWorkers, jobWorkers }).alternative?.started;
}

describe('what a row started', () => {
  it('is, for a pool, its share of the job workers in each HTTP worker, one at least', async () => {
    expect(await started('pool:piscina', 2, 5)).to.equal('3 + 2 threads in the HTTP workers');
    expect(await started('pool:jest-worker', 3, 2)).to.equal('1 + 1 + 1 processes in the HTTP workers');
    expect(await started('pool:jest-worker:place=primary', 3, 2)).to.equal('2 processes in the primary');
  });

  it('is, for a queue, job workers and a server; for cluster, HTTP workers alone', async () => {
    expect(await started('queue:bullmq', 2, 4)).to.equal('4 job workers and a redis-server');
    expect(await started('cluster:os', 2, 4)).to.equal('6 HTTP workers, no job workers');
  });

  it('is not said of a strategy', async () => {
    expect(alternativeFacts(await row('pull-fifo'), { httpWorkers: 1, jobWorkers: 1 })).to.deep.equal({});
  });
});
