import { expect } from 'chai';
import { type ClusterView, clusterMetrics } from '../../../src/cluster/metrics/cluster-metrics.ts';
import { TypesLedger } from '../../../src/cluster/metrics/type-stats.ts';
import { readOpenMetrics } from './open-metrics-reader.ts';

const HOSTILE = 'a"b\\c\nd </script> \u202e\u001b[31m';

function view(ledger = new TypesLedger()): ClusterView {
  const worker = { pid: 1, ready: true, jobs: 4, busyMs: 1234.5678, unfinished: 1 };
  return {
    strategy: 'darc:workers=2',
    queue: { waiting: 3, running: 2, limit: 1000 },
    workers: [
      { id: 1, role: 'http', ...worker },
      { id: 2, role: 'job', ...worker, ready: false },
    ],
    workerDeaths: 1,
    retried: 2,
    types: ledger.stats(),
    times: ledger.times(),
  };
}

/** As it travels from the primary. */
function metricsOf(one: ClusterView) {
  return readOpenMetrics(clusterMetrics(JSON.parse(JSON.stringify(one))));
}

describe('the metrics of a cluster', () => {
  it('say how the queue and each worker are', () => {
    const families = metricsOf(view());
    const valuesIn = (name: string) => families.get(name)?.samples.map(({ value }) => value);
    expect(valuesIn('cluster_jobs_waiting')).to.deep.equal([3]);
    expect(valuesIn('cluster_worker_ready')).to.deep.equal([1, 0]);
    expect(valuesIn('cluster_worker_busy_seconds')).to.deep.equal([1.234568, 1.234568]);
    expect(families.get('cluster_strategy')?.samples[0]?.labels).to.deep.equal({
      strategy: 'darc:workers=2',
    });
  });

  it('have a histogram for each type and outcome', () => {
    const ledger = new TypesLedger();
    ledger.answered('page', 'ok', 12, 2, 10);
    ledger.answered('page', 'ok', 0.5, 0.1, 0.2);
    ledger.answered('page', 'timedOut', 90_000, -1, -1);
    const families = metricsOf(view(ledger));
    const buckets = (name: string, outcome: string) =>
      families
        .get(name)
        ?.samples.filter(({ labels, name: own }) => labels.outcome === outcome && own.endsWith('_bucket'))
        .map(({ labels, value }) => [labels.le, value]);
    const ok = buckets('cluster_job_response_seconds', 'ok');
    expect(ok).to.deep.include.members([
      ['0.0005', 1],
      ['0.01', 1],
      ['0.02', 2],
      ['1.0', 2],
      ['+Inf', 2],
    ]);
    expect(buckets('cluster_job_response_seconds', 'timedOut')?.slice(-2)).to.deep.equal([
      ['50.0', 0],
      ['+Inf', 1],
    ]);
    expect(buckets('cluster_job_service_seconds', 'ok')?.at(-1)).to.deep.equal(['+Inf', 2]);
    expect(buckets('cluster_job_wait_seconds', 'timedOut')).to.deep.equal([]);
  });

  it('take any name of a type as text', () => {
    const ledger = new TypesLedger();
    ledger.answered(HOSTILE, 'failed', 3, 1, 2);
    const labels = metricsOf(view(ledger))
      .get('cluster_job_wait_seconds')
      ?.samples.map((one) => one.labels.type);
    expect(new Set(labels)).to.deep.equal(new Set([HOSTILE]));
  });

  it('count types beyond the first hundred as one', () => {
    const ledger = new TypesLedger();
    for (let i = 0; i < 200; i++) ledger.answered(`type ${i}`, 'ok', 3, 1, 2);
    const samples = metricsOf(view(ledger)).get('cluster_job_wait_seconds')?.samples;
    const types = new Set(samples?.map(({ labels }) => labels.type));
    expect(types).to.have.property('size', 101);
    expect(types).to.include('others');
  });
});
