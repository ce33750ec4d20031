import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { endInspection } from '../../../src/catalogue/inspection.ts';
import { EXIT } from '../../../src/cli/exit-code.ts';
import type { BrokerAddress } from '../../../src/cluster/nats/broker-address.ts';
import { brokerConfiguration } from '../../../src/cluster/nats/broker-configuration.ts';
import { LoopbackServer } from '../../../src/cluster/servers/loopback-server.ts';
import { type Cluster, JobTimeout, startCluster } from '../../../src/library/index.ts';
import { until } from '../processes.ts';
import { skipWithoutBroker } from './broker-there.ts';
import { writeCertificates } from './certificates.ts';
import { hostOf, whyNoNamespaces } from './network-namespace.ts';
import { PlayedMachine } from './played-machine.ts';

const APP = new URL('../../library/app/', import.meta.url);
const PLACES = 2;
const LANES = 8;
const JOB_MS = 20;
/** So long that every worker has one whenever a machine is hit. */
const LONG_JOB_MS = 200;
const WAY_MS = 10;
const DEADLINE_MS = 300;
const NEVER_MS = 20_000;

describe('agents on machines of their own, over TLS', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'bench-machines-'));
  const login = (user: string) => ({
    user,
    password: `of ${user}`,
    caFile: join(folder, 'ca.pem'),
    servers: [],
  });
  const logins: readonly BrokerAddress[] = ['a', 'b', 'c'].map(login);
  const machines: PlayedMachine[] = [];
  let broker: LoopbackServer;
  let cluster: Cluster;

  /** Runs jobs, so many at a time, until the act is over; each must have its own result. */
  async function underLoad(act: () => Promise<unknown>, ms = JOB_MS): Promise<void> {
    let isOver = false;
    const lane = async () => {
      while (!isOver) expect(await cluster.run('wait', { ms })).to.equal('waited');
    };
    const lanes = Promise.all(Array.from({ length: LANES }, lane));
    await Promise.race([act(), lanes]).finally(() => {
      isOver = true;
    });
    await lanes;
  }

  function losses() {
    const { workerDeaths, retried } = cluster.stats();
    return { workerDeaths, retried };
  }

  function startAgent(i: number, places: number, clock: 'right' | 'wrong'): void {
    machines[i]!.startAgent(logins[i]!, places, fileURLToPath(APP), clock);
  }

  const allReady = () => until('all have places', () => cluster.stats().workers.every(({ ready }) => ready));

  before(async function () {
    skipWithoutBroker(this);
    const missing = whyNoNamespaces();
    if (missing !== undefined) process.stderr.write(`${missing}: relays on the loopback play the network\n`);
    writeCertificates(folder, ['127.0.0.1', ...logins.map((_, i) => hostOf(i + 1))]);
    const primary = login('primary');
    broker = await LoopbackServer.start('nats-server', (port) =>
      JSON.stringify({
        ...JSON.parse(brokerConfiguration(port, primary, logins)),
        tls: { cert_file: join(folder, 'cert.pem'), key_file: join(folder, 'key.pem') },
      }),
    );
    for (const n of [1, 2, 3])
      machines.push(await PlayedMachine.start(n, broker.port, missing === undefined));
    startAgent(0, PLACES, 'wrong');
    startAgent(1, PLACES, 'right');
    cluster = await startCluster({
      jobs: new URL('jobs/', APP),
      jobWorkers: 2 * PLACES,
      wire: { nats: { ...primary, servers: `tls://127.0.0.1:${broker.port}` } },
      logger: { warn() {} },
    });
  });
  after(async () => {
    endInspection();
    await cluster?.close();
    await Promise.all(machines.map((machine) => machine.stop()));
    await broker?.stop();
    rmSync(folder, { recursive: true });
  });

  it('run every job once over ways of 10 ms, though the clock of one jumps by hours', async () => {
    for (const machine of machines) machine.slow(WAY_MS);
    await underLoad(() => sleep(500));
    const startMs = performance.now();
    const late = Array.from({ length: 2 * PLACES }, () =>
      cluster.run('wait', { ms: NEVER_MS }, { timeoutMs: DEADLINE_MS }).catch((error) => error),
    );
    for (const error of await Promise.all(late)) expect(error).to.be.instanceOf(JobTimeout);
    expect(performance.now() - startMs).to.be.within(DEADLINE_MS, NEVER_MS);
    expect(losses()).to.deep.equal({ workerDeaths: 0, retried: 0 });
  });

  it('lose nothing in a short partition, nor with a broker that is started again', async () => {
    const [first] = machines as [PlayedMachine];
    await underLoad(async () => {
      first.cut();
      await sleep(500);
      first.heal();
      await sleep(500);
      await broker.restart(300);
      await sleep(500);
    });
    expect(losses()).to.deep.equal({ workerDeaths: 0, retried: 0 });
  });

  it('are given up where a partition or a stop lasts, and take over in turn from one that is killed', async () => {
    const [cut, stopped, third] = machines as [PlayedMachine, PlayedMachine, PlayedMachine];
    startAgent(2, 2 * PLACES, 'right');
    await underLoad(async () => {
      cut.cut();
      process.kill(stopped.agent!.pid!, 'SIGSTOP');
      await until('the third has all', () => third.jobWorkers === 2 * PLACES);
      await allReady();
      cut.heal();
      process.kill(stopped.agent!.pid!, 'SIGCONT');
      await until('they have ended their own', () => cut.jobWorkers + stopped.jobWorkers === 0);
      await third.agent!.kill();
      // It is known by its name: nobody waits for the one that was killed.
      startAgent(2, 1, 'right');
      await until('they are of use again', () => cut.jobWorkers > 0 && stopped.jobWorkers > 0);
      await allReady();
    }, LONG_JOB_MS);
    const { workerDeaths, retried } = losses();
    expect(workerDeaths).to.equal(4 * PLACES);
    expect(retried).to.be.within(2, 4 * PLACES);
  });

  it('end when they are told to, though they reach nobody', async () => {
    const [, alone] = machines as [PlayedMachine, PlayedMachine];
    await cluster.close();
    alone.cut();
    await sleep(2000);
    const { agent } = alone;
    await until('its workers have ended', () => alone.jobWorkers === 0);
    process.kill(agent!.pid!, 'SIGTERM');
    expect(await agent!.ended).to.equal(`exit code ${EXIT.terminated}`);
  });
});
