import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { logged } from '../demand/logged.ts';
import { written } from '../logs/written.ts';
import { run } from './command.ts';

/** Stretched, 1500 requests last more than an hour. */
const FACTOR = 240;

describe('advise', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'advise-'));
    const { requests } = logged({ count: 1500, workers: 4, load: 0.8, seed: 4, queue: 'shared' });
    await writeFile(join(folder, 'access.log'), written(requests, 'nginx', FACTOR));
  });
  after(() => rm(folder, { recursive: true }));

  it('says what a log calls for, and writes a scenario that bench runs', async () => {
    const asked = ['--objective=report p95 < 60s', '--strategy=pull-fifo,round-robin', '--json'];
    const { code, stdout, stderr } = await run(['advise', 'access.log', ...asked], folder);
    expect([code, stderr]).to.deep.equal([0, '']);
    const { routes, advice, rows, reason, scenario } = JSON.parse(stdout);
    expect(routes.map((one: { name: string }) => one.name)).to.deep.equal(['report', 'export']);
    expect(routes[0]).to.include({ heavy: true, source: 'inversion', sure: true, workers: 4 });
    expect(routes[0].serviceMs).to.include.keys('mean', 'p50', 'p95');
    expect(rows[0]).to.include({ workers: 4, strategy: 'pull-fifo', now: true });
    expect(rows.map(({ meets }: { meets: boolean }) => meets)).to.include(true);
    expect(advice.strategy).to.equal('pull-fifo');
    expect(advice).to.include.keys('workers', 'risk', 'flips', 'headroom');
    expect([reason, scenario]).to.deep.equal([null, 'access']);

    const [kept] = await readdir(join(folder, 'results'));
    const result = join('results', kept ?? '');
    const drawn = await run(['report', '--markdown'], folder);
    expect([drawn.code, drawn.stderr]).to.deep.equal([0, '']);
    expect(drawn.stdout).to.include(join(result, 'report', 'workers.svg'));
    const listed = await run(['list', 'runs'], folder);
    expect(listed.stdout.split('\n')[1]).to.match(/ access +pull-fifo.* complete +results.*-access-advice-/);
    const together = await run(['compare', result, result], folder);
    expect(together.code).to.equal(2);
    expect(together.stderr).to.include(`${kept} is advice from a log and cannot be compared`);

    const file = join('scenarios', 'access.js');
    expect(await readFile(join(folder, file), 'utf8')).to.match(/^\/\/ Written by `advise`/);
    const few = ['--jobs=500', '--replications=2', '--strategy=pull-fifo,least-active'];
    const simulated = await run(['bench', '--engine=sim', `--scenario=${file}`, ...few], folder);
    expect([simulated.code, simulated.stderr]).to.deep.equal([0, '']);
    expect(simulated.stdout).to.match(/^pull-fifo .*\n(.*\n)*least-active /m);

    await writeFile(join(folder, file), 'export default {};');
    const refused = await run(['import', 'access.log'], folder);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.match(/access\.js is a scenario of yours; give another name: --name=<name>\n$/);
  });
});
