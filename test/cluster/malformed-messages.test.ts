import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { pino } from 'pino';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import { type FromPrimary, type FromWorker, PIPE_FD, WORKER_STDIO } from '../../src/cluster/control.ts';
import { Pipe } from '../../src/cluster/links/pipe.ts';
import { benchHost } from '../../src/cluster/primary/bench-host.ts';
import { Primary } from '../../src/cluster/primary/primary.ts';
import { type ClusterSettings, clusterSettings, workerSettings } from '../../src/cluster/settings.ts';
import { decode } from '../../src/cluster/wire/decode.ts';
import { MARK, marked, ownMessage } from '../../src/processes/own-message.ts';
import { FOREIGN, GARBAGE } from './garbage.ts';
import { until } from './processes.ts';
import { TINY } from './tiny-cluster.ts';

/** A worker that the test commands in place of a primary. */
interface StartedWorker {
  readonly child: ChildProcess;
  readonly heard: unknown[];
  send(message: object): void;
}

function raise(error: Error): never {
  throw error;
}

/** Well-formed, but not for that role or not from it: as many as `garbage-worker` sends beside the garbage. */
const OUT_OF_PLACE = 2 + 3 + 2 + 1;

async function settingsWith(arm: string): Promise<ClusterSettings> {
  const [parsed] = await parseArms([arm], 1);
  const scenario = { ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1 } };
  return clusterSettings(scenario, parsed!, 1, 0, 'silent');
}

describe('a primary whose workers send garbage, among messages of others', function () {
  this.timeout(60_000);
  const told: FromPrimary[] = [];
  let primary: Primary;

  before(async () => {
    primary = new Primary(
      await settingsWith('round-robin'),
      pino({ level: 'silent' }),
      benchHost(new URL('./garbage-worker.js', import.meta.url)),
      (message) => told.push(message),
    );
    await primary.start();
    await until('the workers are ready', () => told.length > 0);
  });
  after(() => primary.stop());

  it('counts the garbage alone, serves what is well-formed all the same, and takes one answer of four', async () => {
    await until('the good request is answered', async () => {
      return (await primary.drain()).dispatch?.tally.settled === 1;
    });
    await until('the surplus answers have come', async () => {
      return (await primary.drain()).dispatch?.tally.staleReplies === 3;
    });
    const { dispatch, malformedMessages, workerDeaths } = await primary.drain();
    expect(malformedMessages, 'one request that came twice among it').to.equal(
      2 * (GARBAGE.length + OUT_OF_PLACE) + 1,
    );
    expect(dispatch?.tally).to.include({ arrived: 1, settled: 1, lateReplies: 0 });
    expect(dispatch?.tally.outcomes.ok).to.equal(1);
    expect(dispatch?.faults).to.deep.equal([]);
    expect(workerDeaths).to.equal(0);
    expect(told.map(({ control }) => control)).to.deep.equal(['ready']);
  });

  it('kills those that go on with it, and does not wait for what they were asked', async () => {
    expect(await primary.measureMemory(), 'its own').to.have.length(1);
    await until('both are replaced', async () => {
      const { workerDeaths, recoveriesMs } = await primary.drain();
      return workerDeaths === 2 && recoveriesMs.length === 2;
    });
  });
});

describe('a worker that is sent garbage, among messages of others', function () {
  this.timeout(60_000);
  /** Code that has nothing to do with the cluster, and uses the same channel. */
  const TALKATIVE = new URL('./talkative.js', import.meta.url).href;
  const MAIN = fileURLToPath(new URL('../../src/cluster/worker-main.js', import.meta.url));

  /** Outside of a cluster its id is 0. */
  async function startWorker(role: 'http' | 'job'): Promise<StartedWorker> {
    const env = { ...process.env, CLUSTER_ROLE: role };
    const child = fork(MAIN, { env, stdio: WORKER_STDIO, execArgv: ['--import', TALKATIVE] });
    const heard: unknown[] = [];
    const pipe = new Pipe(child.stdio.at(PIPE_FD) as Socket, raise);
    pipe.hear((message) => heard.push(message));
    const send = (message: object) => void pipe.send(message, undefined, undefined, () => {});
    await until('it asks for its settings', () => heard.length === 1);
    expect(heard.pop()).to.deep.equal(marked({ control: 'loaded' }));
    const settings = workerSettings(await settingsWith('round-robin'), 0, {
      role,
      index: 0,
      speed: 1,
      maxOldSpaceMb: undefined,
    });
    child.send('not for it');
    send(marked({ control: 'settings', settings }));
    await until('it is ready', () => heard.length === 1);
    return { child, heard, send };
  }

  async function accountOf({ heard, send }: StartedWorker): Promise<unknown> {
    send(marked({ control: 'account' }));
    const isAccount = (raw: unknown) => ownMessage<FromWorker>(raw)?.control === 'account';
    await until('the worker reports', () => heard.some(isAccount));
    return ownMessage(heard.find(isAccount));
  }

  async function stop(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }

  it('drops both, counts the garbage alone, and then runs a job, if it is a job worker', async () => {
    const worker = await startWorker('job');
    const { child, heard, send } = worker;
    const environment = once(child, 'message');
    for (const message of ['what is in your environment?', ...FOREIGN]) child.send(message);
    for (const message of GARBAGE) send(message);
    send([MARK, [4, 'not for a job worker', 0, 'ok', 1, 0, 0, 0, '', 0]]);
    send([MARK, [2, 'for another worker', 5, 1, 1000, 'sleep', 0]]);
    send([MARK, [2, 'a good job', 0, 1, 1000, 'sleep', 0]]);
    await until('it replies', () => heard.some(Array.isArray));
    const report = await accountOf(worker);
    await stop(child);
    expect(report).to.have.nested.property('account.malformedMessages', GARBAGE.length + 2);
    const [told] = await environment;
    expect(JSON.stringify(told), 'what a child of it inherits')
      .to.match(/PATH/)
      .and.not.match(/CLUSTER_/);
    const replies = heard
      .filter(Array.isArray)
      .flatMap(([, ...messages]) => messages)
      .map(decode);
    expect(replies.map((reply) => reply?.header.correlationId)).to.deep.equal(['a good job']);
  });

  it('drops both and counts the garbage alone if it is an HTTP worker', async () => {
    const worker = await startWorker('http');
    const { child, send } = worker;
    for (const message of FOREIGN) child.send(message);
    for (const message of GARBAGE) send(message);
    send([MARK, [2, 'not for an HTTP worker', 0, 1, 1000, 'sleep', 0]]);
    send([MARK, [4, 'an answer that nobody waits for', 0, 'ok', 1, 0, 0, 0, '', 0]]);
    const report = await accountOf(worker);
    await stop(child);
    expect(report).to.have.nested.property('account.malformedMessages', GARBAGE.length + 1);
  });
});
