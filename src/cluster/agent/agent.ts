import { v4 as uuid } from 'uuid';
import { parsePacket } from '../../core/session/packet.ts';
import { UsageError } from '../../core/usage-error.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { marked } from '../../processes/own-message.ts';
import { sleep } from '../../processes/timer.ts';
import type { FromWorker } from '../control.ts';
import type { WorkerLink } from '../links/worker-link.ts';
import { type Bus, CALL, downTo, upFrom } from '../nats/bus.ts';
import { ItemLine } from '../nats/item-line.ts';
import { type Call, type FromAgent, type Hello, PROTOCOL, type ToAgent } from '../nats/items.ts';
import { overSession } from '../nats/over.ts';
import { turnStarts } from '../nats/relative-times.ts';
import { startChild } from './children.ts';
import { settingsIn, withOwnCopies } from './own-copies.ts';

const TICK_MS = 20;
const ALIVE_EVERY_MS = 250;
/** Without a broker for longer, an agent gives up its primary: a restart of the broker is long over. */
const ALONE_MS = 30_000;

/** `places`: workers that it can run. */
export type AgentIdentity = Pick<Hello, 'machine' | 'code' | 'places'> & { readonly name: string };

/**
 * Runs job workers of one primary at a time, as children that it can kill. It does no more than pass on, so that it always
 * answers: a worker that computes cannot. When its session is over, so are its workers, and it waits for the next call.
 */
export class Agent {
  readonly name: string;
  readonly #bus: Bus;
  readonly #identity: AgentIdentity;
  readonly #jobs: string;
  readonly #say: (what: string) => void;
  readonly #workers = new Map<number, WorkerLink>();
  readonly #beating = new Set<number>();
  #line: ItemLine<FromAgent, ToAgent> | undefined;
  #isLeaving = false;
  #connectedMs = monotonicMs();
  #cpuBefore = process.cpuUsage();
  readonly #timers: readonly NodeJS.Timeout[];

  /** `jobs`: the folder with this machine's copies of an app's jobs. `say` hears what its owner should know. */
  constructor(
    identity: AgentIdentity,
    jobs: string,
    bus: Bus,
    say: (what: string) => void,
    aloneMs = ALONE_MS,
  ) {
    const { name } = identity;
    this.name = name;
    this.#identity = identity;
    this.#jobs = jobs;
    this.#bus = bus;
    this.#say = say;
    bus.hear(downTo(name), (text) => this.#heard(text));
    bus.hear(CALL, (text) => this.#called(text));
    bus.onReconnect(() => this.#line?.reconnected());
    this.#timers = [
      setInterval(() => this.#timePassed(aloneMs), TICK_MS),
      setInterval(() => this.#alive(), ALIVE_EVERY_MS),
    ];
  }

  /** Its workers finish what they have, then end. Resolves when none is left, or after that time. */
  async leave(graceMs: number): Promise<void> {
    this.#isLeaving = true;
    this.#line?.send(['leaving']);
    const endMs = monotonicMs() + graceMs;
    while (this.#workers.size > 0 && monotonicMs() < endMs) await sleep(TICK_MS);
    for (const timer of this.#timers) clearInterval(timer);
    this.#killAll();
    await this.#bus.close();
  }

  #timePassed(aloneMs: number): void {
    this.#line?.timePassed();
    const nowMs = monotonicMs();
    if (this.#bus.isConnected) this.#connectedMs = nowMs;
    else if (nowMs - this.#connectedMs > aloneMs) this.#line?.session.end();
  }

  #called(text: string): void {
    const call = callIn(text);
    if (call === undefined || this.#line !== undefined || this.#isLeaving || this.#workers.size > 0) return;
    const session = uuid();
    this.#cpuBefore = process.cpuUsage();
    const hello: Hello = {
      protocol: PROTOCOL,
      primary: call.primary,
      session,
      machine: this.#identity.machine,
      code: this.#identity.code,
      places: this.#identity.places,
    };
    this.#bus.publish(upFrom(this.name), JSON.stringify(hello));
    this.#line = new ItemLine(session, this.#bus, upFrom(this.name), {
      heard: (item: ToAgent) => this.#do(item),
      suspected() {},
      ended: () => this.#ended(),
    });
  }

  #heard(text: string): void {
    const packet = parsePacket(text);
    const line = this.#line;
    if (line === undefined) return;
    if (packet?.session === line.session.name) line.heard(packet);
    else if (overSession(text) === line.session.name) line.session.end();
  }

  #do(item: ToAgent): void {
    switch (item[0]) {
      case 'start':
        this.#start(item);
        break;
      case 'to':
        void this.#pass(item[1], item[2] as object);
        break;
      case 'signal':
        this.#workers.get(item[1])?.signal(item[2]);
        break;
      case 'bye':
        this.#line?.session.end();
        break;
    }
  }

  #start([, worker, program, { maxOldSpaceMb }]: Extract<ToAgent, readonly ['start', ...unknown[]]>): void {
    if (this.#workers.has(worker) || this.#workers.size >= this.#identity.places) return;
    const line = this.#line;
    // Of a session that is over nothing is passed on.
    const tell = (item: FromAgent) => void line?.send(item);
    const link = startChild(worker, program, maxOldSpaceMb, {
      heard(raw) {
        turnStarts(raw, monotonicMs());
        tell(['from', worker, raw]);
      },
      beat: () => this.#beating.add(worker),
      wrote: (text) => tell(['wrote', worker, text]),
      trouble: (what) => tell(['trouble', worker, what]),
      doubted() {},
      leaving() {},
      ended: (how, killed) => {
        this.#workers.delete(worker);
        tell(['ended', worker, how, killed]);
      },
    });
    this.#workers.set(worker, link);
  }

  async #pass(worker: number, message: object): Promise<void> {
    const line = this.#line;
    const settings = settingsIn(message);
    try {
      const own = settings === undefined ? message : await withOwnCopies(settings, this.#jobs);
      this.#workers.get(worker)?.send(own, undefined, undefined, () => {});
    } catch (error) {
      const reason = error instanceof UsageError ? error.mistakes.join('; ') : String(error);
      this.#say(reason);
      const failed: FromWorker = { control: 'failed', cause: 'job', reason };
      line?.send(['from', worker, marked(failed)]);
    }
  }

  #alive(): void {
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    const stopped = [...this.#workers.values()].filter(
      ({ id, isStopped }) => !this.#beating.has(id) && isStopped,
    );
    this.#line?.send([
      'alive',
      [...this.#beating],
      stopped.map(({ id }) => id),
      Math.round((user + system) / 1000),
    ]);
    this.#beating.clear();
  }

  #ended(): void {
    this.#line = undefined;
    this.#beating.clear();
    this.#killAll();
  }

  #killAll(): void {
    for (const link of this.#workers.values()) link.signal('SIGKILL');
  }
}

function callIn(text: string): Call | undefined {
  try {
    const call = JSON.parse(text) as Partial<Call> | null;
    return call?.protocol === PROTOCOL && typeof call.primary === 'string' ? (call as Call) : undefined;
  } catch {
    return undefined;
  }
}
