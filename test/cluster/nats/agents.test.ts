import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runSimulations } from '../../../src/bench/simulated/run.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import { overWires } from '../../../src/catalogue/arms.ts';
import { endInspection } from '../../../src/catalogue/inspection.ts';
import { ClusterFailure, ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { BROKER_ENVIRONMENT, brokerEnvironment } from '../../../src/cluster/nats/broker-address.ts';
import { connectBus } from '../../../src/cluster/nats/nats-bus.ts';
import { startOwnAgent } from '../../../src/cluster/nats/own-agent.ts';
import { OwnBroker } from '../../../src/cluster/nats/own-broker.ts';
import { tasksAtAgents } from '../../../src/cluster/nats/remote-tasks.ts';
import { clusterSettings } from '../../../src/cluster/settings.ts';
import { startCluster } from '../../../src/library/index.ts';
import type { PacedScenario } from '../../../src/load/plan/scenario-states.ts';
import type { GuardedCommand } from '../../../src/processes/guarded-command.ts';
import { strategies, TWO_TYPES } from '../../bench/simulated-scenarios.ts';
import { get } from '../client.ts';
import { until } from '../processes.ts';
import { DRAIN_LIMIT_MS, TINY } from '../tiny-cluster.ts';
import { skipWithoutBroker } from './broker-there.ts';

const JOB = '/heavy-request?type=short&size=20';
const PLACES = 2;
const { short } = TINY.types;
const SMALL: PacedScenario = {
  ...TINY,
  cluster: { httpWorkers: 1, jobWorkers: PLACES },
  types: { short: short! },
  jobs: {},
};

async function start(scenario: PacedScenario): Promise<ClusterProcess> {
  const [arm] = overWires(await parseArms(['pull-fifo'], 1), ['nats']);
  return ClusterProcess.start(clusterSettings(scenario, arm!, 1, 0, 'silent'));
}

function workersOf(agent: GuardedCommand): number[] {
  const args = ['-P', String(agent.pid), '-f', 'worker-main'];
  const { stdout } = spawnSync('pgrep', args, { encoding: 'utf8' });
  return stdout.split('\n').map(Number).filter(Boolean);
}

describe('job workers at agents', function () {
  this.timeout(60_000);
  let broker: OwnBroker;
  let agents: GuardedCommand[] = [];
  let cluster: ClusterProcess;
  let asked = 0;

  /** Sends requests, eight at a time, until the act is over; each must be answered well. */
  async function underLoad(act: () => Promise<void>, job = JOB): Promise<void> {
    let isOver = false;
    const lane = async () => {
      while (!isOver) {
        asked++;
        const { status, body } = await get(cluster.url, job);
        expect(status, JSON.stringify(body)).to.equal(200);
      }
    };
    const lanes = Promise.all(Array.from({ length: 8 }, lane));
    await Promise.race([act(), lanes]).finally(() => {
      isOver = true;
    });
    await lanes;
  }

  async function account() {
    const { workerDeaths, dispatch } = await cluster.drain(DRAIN_LIMIT_MS);
    const { tally } = dispatch!;
    expect(tally).to.include({ arrived: asked, settled: asked, overdue: 0 });
    expect(tally.outcomes.ok).to.equal(asked);
    return { workerDeaths, ...tally };
  }

  before(async function () {
    skipWithoutBroker(this);
    broker = await OwnBroker.start(['one', 'other']);
    Object.assign(process.env, brokerEnvironment(broker.primary));
    agents = broker.agents.map((address) => startOwnAgent(address, PLACES));
    cluster = await start(SMALL);
  });
  after(async () => {
    endInspection();
    await cluster?.stop();
    await Promise.all(agents.map((agent) => agent.kill()));
    await broker?.stop();
    for (const name of Object.values(BROKER_ENVIRONMENT)) delete process.env[name];
  });

  it('are one pool, and run every job once', async () => {
    await underLoad(() => sleep(200));
    expect(agents.flatMap(workersOf)).to.have.length(PLACES);
    expect(await account()).to.include({ workerDeaths: 0, retried: 0, staleReplies: 0 });
  });

  it('may speak only in the name of their agent', async () => {
    const [one] = broker.agents;
    const bus = await connectBus(one!, 'one again');
    const ear = await connectBus(broker.primary, 'ear');
    const heard: string[] = [];
    ear.hear('csb.up.*', (text, subject) => heard.push(`${subject} ${text}`));
    await ear.settled();
    bus.publish('csb.up.other', 'a lie');
    bus.publish('csb.up.one', 'the end');
    await until('it is heard', () => heard.some((said) => said.endsWith('the end')));
    expect(heard).not.to.include('csb.up.other a lie');
    await Promise.all([bus.close(), ear.close()]);
  });

  it('are moved when their agent leaves, after the jobs that they have', async () => {
    const [one, other] = agents as [GuardedCommand, GuardedCommand];
    await underLoad(async () => {
      process.kill(one.pid!, 'SIGTERM');
      await one.ended;
      await one.stop();
      await until('the other has them all', () => workersOf(other).length === PLACES);
    });
    agents[0] = startOwnAgent(broker.agents[0]!, PLACES);
    expect(await account()).to.include({ workerDeaths: 0, retried: 0 });
  });

  it('end with their primary, and their agent is there for the next', async () => {
    await cluster.stop();
    await until('none is left', () => agents.flatMap(workersOf).length === 0);
    cluster = await start(SMALL);
    expect((await get(cluster.url, JOB)).status).to.equal(200);
  });

  it('run no job whose code differs from that of the primary', async () => {
    await cluster.stop();
    const failure = await start({ ...TINY, jobs: TINY.jobs! }).catch((error) => error);
    expect(failure).to.be.instanceOf(ClusterFailure);
    expect(failure.fault).to.equal('job');
    expect(failure.message).to.match(/report-a\.ts is another version than the primary's/);
  });

  it('run simulations too: the same bit by bit, though one of their agents is killed', async () => {
    const plan = {
      scenario: TWO_TYPES,
      arms: await strategies('pull-fifo', 'random'),
      loads: [0.5],
      seed: 1,
      replications: 2,
      jobs: 1000,
    };
    const [killed] = agents as [GuardedCommand];
    const never = new AbortController().signal;
    const here = await runSimulations(plan, () => {}, never);
    const world = tasksAtAgents(broker.primary);
    const onDone = (done: number) => void (done === 1 && process.kill(killed.pid!, 'SIGKILL'));
    expect(await runSimulations({ ...plan, world }, onDone, never)).to.deep.equal(here);
  });

  it('run the jobs of an app, from their own copies', async () => {
    const app = new URL('../../library/app/', import.meta.url);
    await Promise.all(agents.map((agent) => agent.kill()));
    agents = broker.agents.map((address) => startOwnAgent(address, PLACES, fileURLToPath(app)));
    const { servers, user = '', password = '' } = broker.primary;
    const nats = { servers: servers.join(), user, password };
    const running = await startCluster({ jobs: new URL('jobs/', app), jobWorkers: PLACES, wire: { nats } });
    try {
      expect(await running.run('double', { number: 2 })).to.have.property('twice', 4);
      expect(running.stats().workers.map(({ pid }) => pid)).to.deep.equal(new Array(PLACES).fill(0));
    } finally {
      await running.close();
    }
  });
});
