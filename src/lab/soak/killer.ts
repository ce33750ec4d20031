import type { OwnMachines } from '../../cluster/nats/own-machines.ts';
import { sleep } from '../../processes/timer.ts';

const LOOK_EVERY_MS = 50;
const BROKER_DOWN_MS = 500;

/** What is killed while a cluster is soaked. */
export interface Kills {
  readonly machines: OwnMachines;
  /** One agent after the other; Infinity for none. */
  readonly agentEveryMs: number;
  /** Spread evenly over the time. */
  readonly brokerTimes: number;
}

/** What came of it. */
export interface Killed {
  readonly agents: number;
  readonly brokers: number;
  /** Processes that outlived their agent; undefined where the system does not tell. */
  readonly outlived: number | undefined;
}

/** Kills agents and their broker until it is stopped. */
export class Killer {
  readonly #kills: Kills;
  readonly #brokerEveryMs: number;
  readonly #killing: Promise<void>;
  #stopped = false;
  #agents = 0;
  #brokers = 0;

  constructor(kills: Kills, totalMs: number) {
    this.#kills = kills;
    this.#brokerEveryMs = totalMs / (kills.brokerTimes + 1);
    this.#killing = this.#kill(performance.now());
    // Whoever stops it hears why.
    this.#killing.catch(() => {});
  }

  async #kill(startMs: number): Promise<void> {
    const { machines, agentEveryMs, brokerTimes } = this.#kills;
    for (; !this.#stopped; await sleep(LOOK_EVERY_MS)) {
      const nowMs = performance.now() - startMs;
      if (nowMs >= agentEveryMs * (this.#agents + 1)) await machines.killAgent(this.#agents++);
      if (this.#brokers < brokerTimes && nowMs >= this.#brokerEveryMs * (this.#brokers + 1)) {
        this.#brokers++;
        await machines.restartBroker(BROKER_DOWN_MS);
      }
    }
  }

  async stop(): Promise<Killed> {
    this.#stopped = true;
    await this.#killing;
    return {
      agents: this.#agents,
      brokers: this.#brokers,
      outlived: await this.#kills.machines.outlived(),
    };
  }
}
