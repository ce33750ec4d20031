import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../src/results/schema.ts';
import { unseal } from '../../src/results/seal.ts';
import { readManifest } from '../../src/results/store.ts';
import { type Ended, runMany } from './command.ts';

describe('bench of a server that runs', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Server;
  let url: string;
  let asJson: Ended;
  let again: Ended;
  let failing: Ended;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-url-'));
    await writeFile(
      join(folder, 'requests.txt'),
      'GET /report/17\nGET /report/18\nPOST /orders\nGET /gone\n',
    );
    server = createServer((request, response) => {
      response.writeHead(request.url === '/gone' ? 404 : 200).end('{"jobWorker":7}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bench = ['bench', `--url=${url}`, '--rate=200', '--seconds=0.5', '--requests=requests.txt'];
    const lines = [[...bench, '--ok=2xx,404', '--json'], ['bench', '--resume=latest'], bench];
    [asJson, again, failing] = (await runMany(lines, folder)) as [Ended, Ended, Ended];
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it('tells of every class of requests, and what it cannot see', async () => {
    const { code, stdout, stderr } = asJson;
    const result = runSchema.parse(unseal(JSON.parse(stdout)));
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(result.scenario).to.include({ name: 'requests', target: url });
    expect(result.design).to.include({ baseline: 'as-is', primaryClass: 'GET /report/:id' });
    const [strategy] = result.strategies;
    expect(strategy?.name).to.equal('as-is');
    expect(strategy?.classes.map(({ name }) => name)).to.have.members([
      'all',
      'GET /report/:id',
      'POST /orders',
      'GET /gone',
    ]);
    const [all, ...classes] = strategy?.classes ?? [];
    const offered = classes.reduce((sum, { counts }) => sum + counts.offered, 0);
    expect(all?.counts).to.include({ offered, ok: offered, lost: 0 });
    expect(result.warnings.map(({ code }) => code)).to.include('from-outside');
    expect((await readManifest(join(folder, 'results', result.runId))).app?.target).to.deep.equal({
      kind: 'url',
      url,
    });
    expect(again.code).to.equal(0);
    expect(again.stdout).to.match(/^requests: \d+ requests\/s to http:\/\/127/);
    expect(again.stdout).to.include(`All ${offered} requests were answered.`);
  });

  it('fails where over 1 % of the statuses are not expected, and says which', async () => {
    const { code, stdout } = failing;
    expect(code).to.equal(1);
    expect(stdout).to.match(
      /\nFailed: as-is: \d+\.\d % of the answers had a status that is not expected \(\d+ × 404\)/,
    );
  });

  it('is refused with everything that is wrong, before anything is sent or kept', async () => {
    await writeFile(join(folder, 'bad.txt'), 'GET\nGET nothing\n');
    const before = await readdir(join(folder, 'results'));
    const known = [`--url=${url}`, '--requests=requests.txt', '--rate=5'];
    const ended = await runMany(
      [
        ['bench', '--url=https://example.com/path', '--strategy=random'],
        ['bench', `--url=${url}`, '--requests=bad.txt', '--rate=5'],
        ['bench', '--requests=requests.txt'],
        ['bench', ...known, '--ok=2xx,fine'],
        ['bench', ...known, '--scenario=saturation'],
        ['bench', `--url=${url}`, '--requests=requests.txt', '--scenario=tiny'],
        ['bench', ...known, '--fail-if=POST /order p50 > 1s', '--blocks=20'],
        ['bench', ...known, '--engine=sim'],
      ],
      folder,
    );
    expect(ended.map(({ code }) => code)).to.deep.equal(ended.map(() => 2));
    const lines = ended.map(({ stderr }) => stderr.trimEnd().split('\n'));
    expect(lines[0]).to.deep.equal([
      '--requests=<file> is missing: a file with what to send, a line each, such as GET /report/17',
      '--rate=<number> is missing: requests a second; or --scenario=<name> for its arrivals',
      '--url must begin with http://: only that is sent',
      '--url must be on this machine, such as http://127.0.0.1:3000: load is sent to no other',
      '--url has a path: paths belong into the file of --requests',
      '--strategy needs --app=<command>: a server that runs is measured as it is',
    ]);
    expect(lines[1]).to.deep.equal([
      'bad.txt:1: must be a request such as GET /report/17, or JSON such as {"path":"/report/17"}',
      'bad.txt:2: path must begin with /, but is "nothing"',
    ]);
    expect(lines[2]?.[0]).to.equal(
      '--requests needs a server: --app=<command> starts one, --url=<address> runs',
    );
    expect(lines[3]?.[0]).to.equal('--ok takes statuses by comma, such as 2xx,404, but has "fine"');
    expect(lines[4]?.[0]).to.equal(
      'saturation is a closed loop, which has no arrivals: take another scenario, or --rate',
    );
    expect(lines[5]?.[0]).to.equal(
      'tiny gives its rate as a share of what job workers can do, which nobody knows of an app: say --rate',
    );
    expect(lines[6]?.[0]).to.include(
      'There is no class of requests "POST /order". Did you mean POST /orders?',
    );
    expect(lines[7]?.[0]).to.equal(
      '--url, --requests, --rate needs --engine=live: a server is measured, not simulated',
    );
    expect(await readdir(join(folder, 'results'))).to.deep.equal(before);
  });
});
