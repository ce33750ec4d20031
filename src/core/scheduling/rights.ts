import type { Knowledge } from '../../contract/strategy.ts';

/** What one strategy may read, fixed for a trial. Every job and worker of the trial carries it, so a check costs one load. */
export class Rights {
  readonly #strategy: string;
  readonly type: boolean;
  readonly exactSize: boolean;
  readonly estimatedSize: boolean;
  readonly deadline: boolean;
  readonly key: boolean;
  readonly latency: boolean;
  readonly speed: boolean;
  readonly probe: boolean;

  constructor(strategy: string, uses: readonly Knowledge[]) {
    this.#strategy = strategy;
    this.type = uses.includes('type');
    this.exactSize = uses.includes('exact size');
    this.estimatedSize = uses.includes('estimated size');
    this.deadline = uses.includes('deadline');
    this.key = uses.includes('key');
    this.latency = uses.includes('latency');
    this.speed = uses.includes('speed');
    this.probe = uses.includes('probe');
  }

  refuse(read: string, missing: string): never {
    throw new Error(`${this.#strategy} reads ${read} without declaring it; add ${missing} to its \`uses\``);
  }
}
