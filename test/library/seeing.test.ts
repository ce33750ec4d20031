import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { expect } from 'chai';
import {
  type Cluster,
  type JobEvent,
  type QueueEvent,
  startCluster,
  type WorkerEvent,
} from '../../src/library/index.ts';
import { readOpenMetrics } from '../cluster/metrics/open-metrics-reader.ts';

describe('what an operator sees of a cluster', function () {
  this.timeout(30_000);
  let cluster: Cluster;
  const workers: WorkerEvent[] = [];
  const hearWorker = (event: unknown) => workers.push(event as WorkerEvent);

  before(async () => {
    subscribe('cluster-scheduling-bench:worker', hearWorker);
    cluster = await startCluster({
      jobs: new URL('./app/jobs/', import.meta.url),
      jobWorkers: 1,
      logger: { warn() {} },
    });
  });
  after(async () => {
    unsubscribe('cluster-scheduling-bench:worker', hearWorker);
    await cluster.close();
  });

  it('tells on channels of workers that come and go', () => {
    expect(workers.map(({ event, role }) => ({ event, role }))).to.deep.equal([
      { event: 'joined', role: 'job' },
    ]);
  });

  it('traces each job from its start to its answer', async () => {
    const seen: string[] = [];
    let answered: JobEvent | undefined;
    const tracing = tracingChannel('cluster-scheduling-bench:job');
    const listener = {
      start: (event: unknown) => seen.push(`start ${(event as JobEvent).job}`),
      end: () => seen.push('end'),
      asyncStart: () => seen.push('asyncStart'),
      asyncEnd: (event: unknown) => {
        answered = event as JobEvent;
      },
      error: () => seen.push('error'),
    };
    tracing.subscribe(listener);
    await cluster.run('double', { number: 1 }, { key: 'k' });
    tracing.unsubscribe(listener);
    expect(seen).to.deep.equal(['start double', 'end', 'asyncStart']);
    expect(answered).to.include({ job: 'double', type: 'double', key: 'k' });
    expect(answered?.result).to.include({ outcome: 'ok' });
  });

  it('tells on a channel how long the queue is', async () => {
    const lengths: QueueEvent[] = [];
    const hear = (event: unknown) => lengths.push(event as QueueEvent);
    subscribe('cluster-scheduling-bench:queue', hear);
    await Promise.all([cluster.run('double', { number: 1 }), cluster.run('double', { number: 2 })]);
    unsubscribe('cluster-scheduling-bench:queue', hear);
    expect(lengths[1]).to.deep.equal({ waiting: 1, running: 1 });
    expect(lengths.at(-1)).to.deep.equal({ waiting: 0, running: 0 });
  });

  it('gives Prometheus its numbers', async () => {
    await cluster.run('double', { number: 1 });
    const families = readOpenMetrics(cluster.metrics());
    expect(families.get('cluster_jobs_waiting')?.samples).to.deep.equal([
      { name: 'cluster_jobs_waiting', labels: {}, value: 0 },
    ]);
    const counted = families
      .get('cluster_job_service_seconds')
      ?.samples.find(({ name }) => name.endsWith('_count'));
    expect(counted?.labels).to.deep.equal({ type: 'double', outcome: 'ok' });
    expect(counted?.value).to.equal(cluster.stats().types.double?.ok);
  });
});
