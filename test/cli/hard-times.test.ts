import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { statusOf, submit } from '../cluster/client.ts';
import { until, untilGone } from '../cluster/processes.ts';
import { type Ended, run, start } from './command.ts';
import { endGroup, familyOf } from './process-group.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** The command line in a shell that takes something from it first. */
async function under(limit: string, args: string, folder: string): Promise<Ended> {
  const command = `${limit} '${process.execPath}' '${MAIN}' ${args}`;
  const child = spawn('bash', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

describe('a command in hard times', function () {
  this.timeout(60_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hard-times-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('whose output goes to a full disk says so, and exits 4', async () => {
    const { code, stderr } = await under('', 'list > /dev/full', folder);
    expect(stderr).to.match(/^cannot print the result: .*ENOSPC/);
    expect(code).to.equal(4);
  });

  it('whose results find no space says which file it could not write, exits 4 and leaves no half of it', async () => {
    const bench = 'bench --scenario=tiny --strategy=random --time-scale=0.2';
    const { code, stdout, stderr } = await under('ulimit -f 4;', bench, folder);
    const [name = ''] = await readdir(join(folder, 'results'));
    expect(stderr).to.match(/^cannot write results\/\S+\/samples\/0-random\.jsonl\.gz: EFBIG.*\n$/);
    expect(stdout).to.match(/\nContinue it: npm run bench -- --resume=results\/\S+\n$/);
    expect(code).to.equal(4);
    const left = await readdir(join(folder, 'results', name), { recursive: true });
    expect(left.sort()).to.deep.equal(['manifest.json', 'samples']);
  });

  it('whose simulation cannot be kept prints it all the same, says so, and exits 4', async () => {
    const file = join(folder, 'no-folder');
    await mkdir(file);
    await writeFile(join(file, 'results'), '');
    const args = ['--engine=sim', '--scenario=steady', '--strategy=random', '--jobs=100', '--replications=2'];
    const { code, stdout, stderr } = await run(['bench', ...args], file);
    expect(stdout).to.match(/^steady, simulated: .*\n(.*\n)+random +\d/);
    expect(stderr).to.match(/^cannot make results\/\S+: E\w+: .*\n$/);
    expect(code).to.equal(4);
  });

  it('with few descriptors: what is too many is closed, then it serves on, and answers all before it ends', async () => {
    const args = `serve --port=0 --scenario=tiny --strategy=random`;
    const command = `ulimit -n 150; exec '${process.execPath}' '${MAIN}' ${args}`;
    const child = spawn('bash', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const [greeting] = (await once(child.stdout, 'data')) as [Buffer];
    const { hostname, port } = new URL(/http:\S+/.exec(greeting.toString())?.[0] ?? '');
    const sockets = Array.from({ length: 200 }, () => connect(Number(port), hostname).on('error', () => {}));
    await until('some are closed', () => sockets.some((socket) => socket.closed || socket.readableEnded));
    for (const socket of sockets) socket.destroy();
    const url = `http://${hostname}:${port}`;
    await until('it serves', async () => (await statusOf(url, '/light-request')) === 200);
    const { reply } = await submit(url, '/heavy-request?type=short&size=400');
    child.kill('SIGINT');
    expect((await reply).status).to.equal(200);
    expect((await once(child, 'exit'))[0]).to.equal(130);
  });
});

describe('serve that is told to end', function () {
  this.timeout(60_000);
  let group: number | undefined;

  afterEach(() => {
    if (group !== undefined) endGroup(group);
  });

  it('twice ends at once, with all of its processes, whatever is under way', async () => {
    const {
      pid,
      stdout: greetings,
      ended,
    } = start(['serve', '--port=0', '--scenario=tiny', '--strategy=pull-fifo']);
    group = pid;
    const [greeting] = (await once(greetings, 'data')) as [Buffer];
    const url = /http:\S+/.exec(greeting.toString())?.[0] ?? '';
    await submit(url, '/heavy-request?type=short&size=60000');
    const processes = familyOf(pid);
    // Two of the same signal may arrive as one.
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    const { code, stdout } = await ended;
    expect(code, 'that of the second').to.be.oneOf([130, 143]);
    expect(stdout, 'without a drain').to.not.include('Answered ');
    await untilGone(processes);
  });
});
