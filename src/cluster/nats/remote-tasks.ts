import { marked, ownMessage } from '../../processes/own-message.ts';
import { pack, unpack } from '../../processes/packed.ts';
import { COMPILED_ROOT } from '../../processes/roots.ts';
import type { TaskChild, TaskChildEvents, TaskSite, TaskWorld } from '../../processes/task-world.ts';
import { sleep } from '../../processes/timer.ts';
import type { Seat } from '../settings.ts';
import { AgentPool } from './agent-pool.ts';
import type { BrokerAddress } from './broker-address.ts';
import { BrokerFailure } from './broker-failure.ts';
import { codeIdentity } from './code-identity.ts';
import { connectBus } from './nats-bus.ts';
import { programAt } from './programs.ts';

/** The first agent may still end what it ran before. */
const FIRST_AGENT_MS = 10_000;
/** Others that are free have answered by then. */
const OTHERS_MS = 600;
const POLL_MS = 20;
/** Nothing of it matters to a process for tasks. */
const SEAT: Seat = { role: 'job', index: 0, speed: 1, maxOldSpaceMb: undefined };

/** Processes at agents that run the same code. Agents that come later are used only in place of others. */
export function tasksAtAgents(address: BrokerAddress): TaskWorld {
  return {
    async open(entry) {
      const program = programAt(entry);
      if (program === undefined) throw new Error(`agents do not run ${entry}`);
      const pool = new AgentPool(await connectBus(address, 'tasks'), program, await codeIdentity());
      try {
        await hasPlaces(pool);
        await sleep(OTHERS_MS);
      } catch (error) {
        await pool.close();
        throw error;
      }
      return new AgentSite(pool);
    },
  };
}

async function hasPlaces(pool: AgentPool): Promise<void> {
  const endMs = performance.now() + FIRST_AGENT_MS;
  while (pool.places === 0) {
    if (performance.now() > endMs)
      throw new BrokerFailure(
        pool.strangers === 0
          ? 'no agent has answered: start one with npm run agent -- --servers=…'
          : `${pool.strangers} agents have answered, but none runs the same code on the same version of Node: install the same on all machines`,
      );
    await sleep(POLL_MS);
  }
}

class AgentSite implements TaskSite {
  readonly processes: number;
  readonly #pool: AgentPool;

  constructor(pool: AgentPool) {
    this.#pool = pool;
    this.processes = pool.places;
  }

  start({ heard, ended }: TaskChildEvents): TaskChild {
    const link = this.#pool.start(SEAT, {
      heard(raw) {
        const answer = unpack(ownMessage(raw));
        if (answer !== undefined) heard(marked(answer as object));
      },
      beat() {},
      wrote() {},
      trouble() {},
      doubted() {},
      leaving() {},
      ended,
    });
    return {
      send: (request) =>
        void link.send(pack({ ...request, root: COMPILED_ROOT.href }), undefined, undefined, () => {}),
      kill: () => link.signal('SIGKILL'),
    };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
