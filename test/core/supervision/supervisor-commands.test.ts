import { expect } from 'chai';
import fc from 'fast-check';
import { BENCH_SILENCE } from '../../../src/core/supervision/life.ts';
import { Supervisor, type SupervisorHost } from '../../../src/core/supervision/supervisor.ts';

const SEATS = 3;

/** What processes there are, as only the world can know. */
interface Model {
  /** By worker: its seat, and whether it has said that it is ready. */
  readonly running: Map<number, { readonly seat: number; ready: boolean; condemned: boolean }>;
  readonly joined: Set<number>;
  gaveUp: boolean;
}

class Host implements SupervisorHost<number> {
  readonly model: Model = { running: new Map(), joined: new Set(), gaveUp: false };
  readonly supervisor = new Supervisor<number>(
    this,
    () => 0.5,
    () => BENCH_SILENCE,
  );
  nowMs = 0;
  #forked = 0;

  fork(seat: number): number {
    const onSeat = [...this.model.running.values()].filter((one) => one.seat === seat);
    expect(onSeat, 'two workers on one seat').to.deep.equal([]);
    expect(this.model.gaveUp, 'forked after giving up').to.equal(false);
    this.model.running.set(++this.#forked, { seat, ready: false, condemned: false });
    return this.#forked;
  }

  mayBeSilent(): boolean {
    return false;
  }

  kill(worker: number): void {
    const process = this.model.running.get(worker);
    expect(process?.condemned, 'killed twice, or a dead one').to.equal(false);
    process!.condemned = true;
  }

  joined(worker: number): void {
    expect(this.model.joined.has(worker), 'joined twice').to.equal(false);
    this.model.joined.add(worker);
  }

  left(worker: number): void {
    expect(this.model.joined.delete(worker), 'left without having joined, or twice').to.equal(true);
  }

  gaveUp(): void {
    this.model.gaveUp = true;
  }
}

type Command = fc.Command<Model, Host>;

function pick(model: Model, which: number): number | undefined {
  const workers = [...model.running.keys()];
  return workers[which % Math.max(1, workers.length)];
}

/** Something that a worker does, as long as there is one. */
function byWorker(name: string, which: number, act: (host: Host, worker: number) => void): Command {
  return {
    check: (model) => pick(model, which) !== undefined,
    run: (model, host) => act(host, pick(model, which)!),
    toString: () => `${name}(${which})`,
  };
}

const which = fc.nat(10);
const COMMANDS: fc.Arbitrary<Command>[] = [
  which.map((n) =>
    byWorker('ready', n, (host, worker) => {
      const process = host.model.running.get(worker)!;
      host.supervisor.ready(worker, host.nowMs);
      const joins = !process.condemned;
      expect(host.model.joined.has(worker)).to.equal(joins);
      process.ready = true;
    }),
  ),
  which.map((n) => byWorker('beat', n, (host, worker) => host.supervisor.heard(worker, host.nowMs))),
  which.map((n) => byWorker('employed', n, (host, worker) => host.supervisor.employed(worker))),
  which.map((n) => byWorker('malformed', n, (host, worker) => host.supervisor.malformed(worker))),
  which.map((n) => byWorker('condemned', n, (host, worker) => host.supervisor.condemn(worker, 'chance'))),
  fc.tuple(which, fc.boolean()).map(([n, killed]) =>
    byWorker('exits', n, (host, worker) => {
      host.model.running.delete(worker);
      host.supervisor.exited(worker, 'chance', killed, host.nowMs);
      expect(host.model.joined.has(worker), 'a dead worker is still given work').to.equal(false);
    }),
  ),
  fc.integer({ min: 1, max: 3000 }).map(
    (ms): Command => ({
      check: () => true,
      run: (_model, host) => {
        const endMs = host.nowMs + ms;
        while (host.supervisor.nextMs <= endMs) {
          host.nowMs = host.supervisor.nextMs;
          host.supervisor.timePassed(host.nowMs);
        }
        host.nowMs = endMs;
      },
      toString: () => `passes(${ms})`,
    }),
  ),
];

describe('the supervisor, whatever its workers do,', () => {
  it('has never two workers on a seat, tells of each once, and fills every seat in the end', () => {
    fc.assert(
      fc.property(fc.commands(COMMANDS, { maxCommands: 100 }), (commands) => {
        const host = new Host();
        host.supervisor.start(
          Array.from({ length: SEATS }, (_, seat) => seat),
          0,
        );
        fc.modelRun(() => ({ model: host.model, real: host }), commands);
        if (host.model.gaveUp) return;
        // All that is condemned dies, and after the longest wait every seat has its worker.
        for (const [worker, { condemned }] of [...host.model.running]) {
          if (!condemned) continue;
          host.model.running.delete(worker);
          host.supervisor.exited(worker, 'the end', true, host.nowMs);
        }
        host.nowMs += 6000;
        host.supervisor.timePassed(host.nowMs);
        expect(host.model.running.size).to.equal(SEATS);
      }),
      { numRuns: 500 },
    );
  });
});
