import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLog } from '../../src/logs/read-log.ts';
import { get } from '../cluster/client.ts';
import { readOpenMetrics } from '../cluster/metrics/open-metrics-reader.ts';
import { untilGone } from '../cluster/processes.ts';
import { run, start } from './command.ts';
import { endGroup, familyOf } from './process-group.ts';

describe('serve', function () {
  this.timeout(60_000);
  let group: number | undefined;

  afterEach(() => {
    if (group !== undefined) endGroup(group);
  });

  it('on a port that is taken says so and what to do, and exits 4', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, stdout, stderr } = await run(['serve', `--port=${port}`, '--scenario=mixed-reports']);
    taken.close();
    expect(stderr).to.equal(`port ${port} is taken; choose another with --port, or 0 for a free one\n`);
    expect([code, stdout]).to.deep.equal([4, '']);
  });

  it('serves both kinds of requests, logs them and has metrics of them, until it is told to end, then says what it answered', async () => {
    const log = join(await mkdtemp(join(tmpdir(), 'serve-')), 'access.log');
    const {
      pid,
      stdout: printed,
      ended,
    } = start([
      ...['serve', '--port=0', '--scenario=mixed-reports', '--strategy=pull-fifo', '--metrics=0'],
      ...[`--access-log=${log}`, '--access-log-format=pino'],
    ]);
    group = pid;
    const [greeting] = (await once(printed, 'data')) as [Buffer];
    const [, url] = greeting.toString().match(/^pull-fifo serves mixed-reports at (http:\S+)\n/) ?? [];
    const [light, heavy] = await Promise.all([
      get(url!, '/light-request'),
      get(url!, '/heavy-request?type=report-a'),
    ]);
    expect([light.status, heavy.status]).to.deep.equal([200, 200]);
    expect(heavy.body.result).to.have.keys('digest', 'bytes');
    const [, metrics] = greeting.toString().match(/^Metrics for Prometheus at (http:\S+)$/m) ?? [];
    const families = readOpenMetrics(await (await fetch(metrics!)).text());
    expect(families.get('cluster_job_response_seconds')?.samples.at(-2)).to.deep.equal({
      ...{
        name: 'cluster_job_response_seconds_count',
        labels: { type: 'report-a', outcome: 'ok' },
        value: 1,
      },
    });
    const processes = familyOf(pid);
    process.kill(pid, 'SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('Answered 1 light request and 1 heavy request.');
    expect(stderr).to.equal('draining …\n');
    expect(code).to.equal(143);
    await untilGone(processes);
    const { format, routes, columns } = await readLog([log], undefined, [], () => {});
    expect([format.name, columns.count]).to.deep.equal(['pino', 2]);
    expect(routes.toSorted()).to.deep.equal(['GET /light-request', 'report-a']);
    const known: Record<string, number> = {};
    columns.forEach(({ route, serviceMs }) => {
      known[routes[route]!] = serviceMs;
    });
    expect(known['GET /light-request']).to.be.NaN;
    expect(known['report-a']).to.be.closeTo(heavy.body.serviceMs as number, 0.001);
  });
});
