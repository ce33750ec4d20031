import type { Knowledge } from '../../contract/strategy.ts';

/** What the strategy in charge may read. Every job and worker of a dispatcher carries it, so a check costs one load. */
export class Rights {
  #strategy = '';
  type = false;
  exactSize = false;
  estimatedSize = false;
  deadline = false;
  key = false;
  latency = false;
  speed = false;
  machine = false;
  probe = false;

  constructor(strategy: string, uses: readonly Knowledge[]) {
    this.grant(strategy, uses);
  }

  /** From now on another strategy is in charge. */
  grant(strategy: string, uses: readonly Knowledge[]): void {
    this.#strategy = strategy;
    this.type = uses.includes('type');
    this.exactSize = uses.includes('exact size');
    this.estimatedSize = uses.includes('estimated size');
    this.deadline = uses.includes('deadline');
    this.key = uses.includes('key');
    this.latency = uses.includes('latency');
    this.speed = uses.includes('speed');
    this.machine = uses.includes('machine');
    this.probe = uses.includes('probe');
  }

  refuse(read: string, missing: string): never {
    throw new Error(`${this.#strategy} reads ${read} without declaring it; add ${missing} to its \`uses\``);
  }
}
