import type { Job, Outcome } from '../../contract/job.ts';
import type { Rights } from './rights.ts';
import type { WorkerRecord } from './worker-record.ts';

/** What the host says of a job when it arrives, besides its size: many jobs may share one. */
export interface JobDemand {
  readonly type: string;
  /** A guess at the size, in ms on a worker of speed 1. */
  readonly estimateMs: number;
  readonly key: string;
  /** From arrival; Infinity for no deadline. */
  readonly timeoutMs: number;
  /** How often it is tried when workers are lost with it; `MAX_ATTEMPTS` if absent. */
  readonly attempts?: number;
}

/**
 * A job's life. `stage` says where it is, `outcome` whether its request has been answered; the two part when a job
 * expires while it runs: answered at once, yet its worker stays busy until it gives the job up.
 */
export class JobRecord<Payload> implements Job {
  readonly id: number;
  readonly arrivalMs: number;
  readonly demand: JobDemand;
  /** In ms on a worker of speed 1. */
  readonly trueSizeMs: number;
  /** The host's own; never looked at here. */
  readonly payload: Payload;
  readonly #rights: Rights;
  stage: 'held' | 'bound' | 'sent' | 'gone' = 'held';
  outcome: Outcome | undefined = undefined;
  attempt = 1;
  worker: WorkerRecord<Payload> | undefined = undefined;
  /** The next of its worker's jobs; of the last, the first. */
  after: JobRecord<Payload> | undefined = undefined;
  /** Where the dispatcher keeps its deadline; −1 without one. */
  deadlineSlot = -1;
  /** What its worker took for it; −1 before, and where the strategy may not know. */
  ranMs = -1;

  constructor(
    id: number,
    arrivalMs: number,
    demand: JobDemand,
    sizeMs: number,
    payload: Payload,
    rights: Rights,
  ) {
    this.id = id;
    this.arrivalMs = arrivalMs;
    this.demand = demand;
    this.trueSizeMs = sizeMs;
    this.payload = payload;
    this.#rights = rights;
  }

  get open(): boolean {
    return this.outcome === undefined;
  }

  get type(): string {
    return this.#rights.type ? this.demand.type : this.#rights.refuse('job.type', "'type'");
  }

  get sizeMs(): number {
    return this.#rights.exactSize ? this.trueSizeMs : this.#rights.refuse('job.sizeMs', "'exact size'");
  }

  get estimateMs(): number {
    if (!this.#rights.estimatedSize) this.#rights.refuse('job.estimateMs', "'estimated size'");
    return this.demand.estimateMs;
  }

  get deadlineMs(): number {
    if (!this.#rights.deadline) this.#rights.refuse('job.deadlineMs', "'deadline'");
    return this.arrivalMs + this.demand.timeoutMs;
  }

  get key(): string {
    return this.#rights.key ? this.demand.key : this.#rights.refuse('job.key', "'key'");
  }

  get serviceMs(): number {
    return this.#rights.latency ? this.ranMs : this.#rights.refuse('job.serviceMs', "'latency'");
  }
}
