import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { expect } from 'chai';
import { Gauge, Registry } from 'prom-client';
import {
  type Cluster,
  type JobEvent,
  type QueueEvent,
  startCluster,
  type WorkerEvent,
} from '../../src/library/index.ts';

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
    const register = new Registry();
    new Gauge({
      name: 'jobs_waiting',
      help: 'Jobs that wait for a worker',
      registers: [register],
      collect() {
        this.set(cluster.stats().queue.waiting);
      },
    });
    new Gauge({
      name: 'job_service_ms',
      help: 'Percentiles of how long jobs run',
      labelNames: ['type', 'quantile'],
      registers: [register],
      collect() {
        for (const [type, { serviceMs }] of Object.entries(cluster.stats().types))
          this.set({ type, quantile: '0.95' }, serviceMs?.p95 ?? 0);
      },
    });
    const text = await register.metrics();
    expect(text).to.match(/^jobs_waiting 0$/m);
    expect(text).to.match(/^job_service_ms\{type="double",quantile="0.95"\} [\d.]+$/m);
  });
});
