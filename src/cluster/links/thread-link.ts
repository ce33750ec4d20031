import { Worker, type WorkerOptions } from 'node:worker_threads';
import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { Seat } from '../settings.ts';
import { BEAT, type ThreadData } from './thread-end.ts';
import type { LinkEvents, WorkerLink } from './worker-link.ts';
import { nextWorkerNumber } from './worker-number.ts';

/** Batches that may wait for a thread. What is sent meanwhile waits in its channel, where it is counted. */
const MOST_UNREAD = 256;
const LOOK_EVERY_MS = 5;
/** Young objects of a worker rarely outlive their request: as for processes, three times a half of 2 MB. */
const YOUNG_MB = 6;

/** `stdout` and `stderr`: keep them out of those of the process. */
export type ThreadStart = Pick<WorkerOptions, 'env' | 'execArgv' | 'stdout' | 'stderr'>;

/**
 * A job worker that is a thread of the primary. Killing it stops its JavaScript wherever it is; a call into native code ends
 * first. Signals other than SIGKILL and SIGTERM do nothing: the system cannot stop a single thread.
 */
export class ThreadLink implements WorkerLink {
  readonly id = nextWorkerNumber();
  readonly pid = process.pid;
  readonly machine = '';
  readonly isStopped = false;
  isOpen = true;
  readonly #thread: Worker;
  /** Batches that the thread has read, in memory that both see. */
  readonly #read = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #sent = 0;
  #looking: NodeJS.Timeout | undefined;
  #isKilled = false;

  constructor(main: URL, { maxOldSpaceMb }: Seat, start: ThreadStart, events: LinkEvents) {
    const workerData: ThreadData = { id: this.id, read: this.#read };
    this.#thread = new Worker(main, {
      ...start,
      workerData,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MB,
        ...(maxOldSpaceMb !== undefined && { maxOldGenerationSizeMb: maxOldSpaceMb }),
      },
    });
    this.#thread.on('message', (raw: unknown) => (raw === BEAT ? events.beat() : events.heard(raw)));
    if (start.stdout) this.#thread.stdout.resume();
    this.#thread.stderr.setEncoding('utf8').on('data', events.wrote);
    this.#thread.on('messageerror', ({ message }) => events.trouble(message));
    this.#thread.on('error', (error) => events.wrote(`${error?.stack ?? error}\n`));
    this.#thread.on('exit', (code) => {
      this.isOpen = false;
      clearTimeout(this.#looking);
      // Behind what it wrote before its end.
      setImmediate(() => events.ended(this.#isKilled ? 'SIGKILL' : `exit code ${code}`, this.#isKilled));
    });
  }

  get reachedMs(): number {
    return monotonicMs();
  }

  send(
    message: object,
    _handle: undefined,
    _options: undefined,
    sent: (error: Error | null) => void,
  ): boolean {
    this.#thread.postMessage(message);
    this.#sent = (this.#sent + 1) | 0;
    if (!this.#isBehind) {
      sent(null);
      return true;
    }
    this.#whenRead(sent);
    return false;
  }

  signal(signal: NodeJS.Signals): void {
    if (signal !== 'SIGKILL' && signal !== 'SIGTERM') return;
    this.#isKilled = true;
    void this.#thread.terminate();
  }

  get #isBehind(): boolean {
    return ((this.#sent - Atomics.load(this.#read, 0)) | 0) > MOST_UNREAD;
  }

  #whenRead(sent: (error: Error | null) => void): void {
    this.#looking = startTimer(() => (this.#isBehind ? this.#whenRead(sent) : sent(null)), LOOK_EVERY_MS);
  }
}
