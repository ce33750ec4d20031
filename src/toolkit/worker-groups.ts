import type { Worker } from '../contract/job.ts';
import type { Cluster } from '../contract/strategy.ts';
import { IndexSet } from './index-set.ts';
import { LevelQueue } from './level-queue.ts';

/** One group: its workers, and those with room, fewest unfinished jobs first, then the oldest entry. */
class Group {
  readonly members = new IndexSet();
  readonly withRoom = new LevelQueue();
}

/** The workers in disjoint groups, numbered from 0. There is at least one group. */
export class WorkerGroups {
  readonly #cluster: Cluster;
  readonly #groups: Group[] = [new Group()];
  /** By worker index. */
  readonly #groupOf: number[] = [];

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  get count(): number {
    return this.#groups.length;
  }

  of(worker: Worker): number {
    return this.#groupOf[worker.index] as number;
  }

  /** The worker that gets the next job of the group; undefined if none has room. */
  first(group: number): Worker | undefined {
    const index = this.#groups[group]?.withRoom.first();
    return index === undefined ? undefined : this.#cluster.workerAt(index);
  }

  /** Adds the worker to the last group, until the next `resize`. */
  joined(worker: Worker): void {
    this.#enter(worker, this.#groups.length - 1);
  }

  left(worker: Worker): void {
    const group = this.#groups[this.of(worker)] as Group;
    group.members.remove(worker.index);
    group.withRoom.remove(worker.index);
  }

  /** The room or the number of unfinished jobs of the worker has changed. */
  moved(worker: Worker): void {
    const { withRoom } = this.#groups[this.of(worker)] as Group;
    if (worker.room > 0) withRoom.put(worker.index, worker.unfinished);
    else withRoom.remove(worker.index);
  }

  /** Gives each group its number of workers; the sum must be the number of workers. O(workers that change group). */
  resize(sizes: readonly number[]): void {
    while (this.#groups.length < sizes.length) this.#groups.push(new Group());
    const spare = this.#groups.flatMap((group, i) => this.#takeBeyond(sizes[i] ?? 0, group));
    this.#groups.length = sizes.length;
    this.#groups.forEach((group, i) => {
      while (group.members.size < (sizes[i] as number)) this.#enter(spare.pop() as Worker, i);
    });
  }

  #takeBeyond(size: number, group: Group): Worker[] {
    const taken: Worker[] = [];
    while (group.members.size > size) {
      const worker = this.#cluster.workerAt(group.members.draw(0) as number);
      this.left(worker);
      taken.push(worker);
    }
    return taken;
  }

  #enter(worker: Worker, group: number): void {
    this.#groupOf[worker.index] = group;
    (this.#groups[group] as Group).members.add(worker.index);
    this.moved(worker);
  }
}
