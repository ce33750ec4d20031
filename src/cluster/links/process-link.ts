import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { monotonicMs } from '../../processes/clock.ts';
import { isStopped } from '../../processes/is-stopped.ts';
import { BEAT_FD, PIPE_FD } from '../control.ts';
import { Pipe } from './pipe.ts';
import type { LinkEvents, WorkerLink } from './worker-link.ts';

/** A worker in a process of its own. Its stderr and the descriptors `BEAT_FD` and `PIPE_FD` must be pipes. */
export class ProcessLink implements WorkerLink {
  readonly id: number;
  readonly machine = '';
  readonly #child: ChildProcess;
  readonly send: WorkerLink['send'];

  constructor(id: number, child: ChildProcess, events: LinkEvents) {
    this.id = id;
    this.#child = child;
    // There is none if the process could not be made.
    const socket = (child.stdio?.at(PIPE_FD) as Socket | undefined) ?? new Socket();
    const pipe = new Pipe(socket, ({ message }) => {
      events.trouble(message);
      this.signal('SIGKILL');
    });
    pipe.hear(events.heard);
    this.send = pipe.send.bind(pipe);
    child.on('error', ({ message }) => {
      events.trouble(message);
      // A process that could not be made neither closes nor exits.
      if (child.pid === undefined) events.ended(message, false);
    });
    const beats = child.stdio?.[BEAT_FD] as Readable | undefined;
    beats?.on('data', events.beat).on('error', () => {});
    child.stderr?.setEncoding('utf8').on('data', events.wrote);
    // Not 'exit': what it wrote before its end is read by then.
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
