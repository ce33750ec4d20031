import type { ChildProcess } from 'node:child_process';
import { monotonicMs } from '../../processes/clock.ts';
import { isStopped } from '../../processes/is-stopped.ts';
import type { LinkEvents, WorkerLink } from '../links/worker-link.ts';

/** A process for tasks: it speaks over Node's own channel, and gives no signs of life. */
export class TaskLink implements WorkerLink {
  readonly id: number;
  readonly machine = '';
  readonly send: WorkerLink['send'];
  readonly #child: ChildProcess;

  constructor(id: number, child: ChildProcess, events: LinkEvents) {
    this.id = id;
    this.#child = child;
    this.send = child.send.bind(child) as WorkerLink['send'];
    child.on('message', events.heard);
    child.on('error', ({ message }) => {
      if (child.pid === undefined) events.ended(message, false);
    });
    child.once('close', (code, signal) => events.ended(signal ?? `exit code ${code}`, signal === 'SIGKILL'));
  }

  get reachedMs(): number {
    return monotonicMs();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isOpen(): boolean {
    return this.#child.connected;
  }

  get isStopped(): boolean {
    return isStopped(this.pid);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
