import { expect } from 'chai';
import { BENCH_SILENCE, type SilenceLimits } from '../../../src/core/supervision/life.ts';
import { Supervisor, type SupervisorHost } from '../../../src/core/supervision/supervisor.ts';

const PATIENT: SilenceLimits = { startMs: 60_000, readyMs: 30_000 };

/** A host that does what it is told and writes it down; time passes as the test says. */
class Host implements SupervisorHost<string> {
  readonly said: string[] = [];
  readonly supervisor: Supervisor<string>;
  nowMs = 0;
  #forked = 0;

  constructor(random = 0) {
    this.supervisor = new Supervisor<string>(
      this,
      () => random,
      (seat) => (seat === 'patient' ? PATIENT : BENCH_SILENCE),
    );
  }

  fork(seat: string): number {
    this.said.push(`fork ${seat} at ${this.nowMs}`);
    return ++this.#forked;
  }
  readonly computing = new Set<number>();
  mayBeSilent(worker: number): boolean {
    return this.computing.has(worker);
  }
  kill(worker: number, reason: string): void {
    this.said.push(`kill ${worker}: ${reason}`);
  }
  joined(worker: number, seat: string): void {
    this.said.push(`${worker} joined as ${seat}`);
  }
  left(worker: number): void {
    this.said.push(`${worker} left`);
  }
  gaveUp(reason: string): void {
    this.said.push(`gave up: ${reason}`);
  }

  /** Lets time pass, while those workers go on saying that they live. */
  pass(ms: number, ...living: number[]): void {
    const endMs = this.nowMs + ms;
    while (this.supervisor.nextMs <= endMs) {
      this.nowMs = this.supervisor.nextMs;
      for (const worker of living) this.supervisor.heard(worker, this.nowMs);
      this.supervisor.timePassed(this.nowMs);
    }
    this.nowMs = endMs;
  }

  /** What was said since it was last asked. */
  get news(): string[] {
    return this.said.splice(0);
  }
}

function started(random?: number): Host {
  const host = new Host(random);
  host.supervisor.start(['a', 'b'], 0);
  host.supervisor.ready(1, 0);
  host.supervisor.ready(2, 0);
  host.said.length = 0;
  return host;
}

function forkCount(host: Host): number {
  return host.said.filter((what) => what.startsWith('fork')).length;
}

describe('the supervisor', () => {
  it('forks a worker for every seat, each of which joins when it is ready', () => {
    const host = new Host();
    host.supervisor.start(['a', 'b'], 0);
    expect(host.news).to.deep.equal(['fork a at 0', 'fork b at 0']);
    host.supervisor.ready(2, 30);
    host.supervisor.ready(2, 31);
    expect(host.news).to.deep.equal(['2 joined as b']);
  });

  it('replaces a worker that died, 100 ms later, and tells how long its seat was vacant', () => {
    const host = started();
    host.pass(5000, 1, 2);
    host.supervisor.exited(2, 'SIGKILL', true, 5000);
    expect(host.news).to.deep.equal(['2 left']);
    host.pass(100, 1);
    expect(host.news).to.deep.equal(['fork b at 5100']);
    host.supervisor.ready(3, 5160);
    expect(host.news).to.deep.equal(['3 joined as b']);
    expect(host.supervisor.deaths).to.equal(1);
    expect(host.supervisor.recoveriesMs).to.deep.equal([160]);
  });

  it('replaces those that died together at moments drawn at random, up to a fifth later', () => {
    const host = started(0.5);
    host.supervisor.exited(2, 'SIGKILL', true, 0);
    expect(host.supervisor.nextMs).to.be.closeTo(110, 1e-9);
  });

  it('kills a worker that has been silent for 3 s, and gives up what it had at once', () => {
    const host = started();
    host.pass(3000, 1);
    expect(host.news).to.deep.equal([]);
    host.pass(200, 1);
    expect(host.news).to.deep.equal(['kill 2: it was silent', '2 left']);
    host.supervisor.exited(2, 'SIGKILL', true, 3210);
    expect(host.news, 'it left once').to.deep.equal([]);
  });

  it('is as patient with each worker as its seat says', () => {
    const host = new Host();
    host.supervisor.start(['patient', 'patient', 'a'], 0);
    host.supervisor.ready(2, 0);
    host.supervisor.ready(3, 0);
    host.said.length = 0;
    host.pass(30_000);
    expect(host.news.filter((what) => what.startsWith('kill'))).to.deep.equal(['kill 3: it was silent']);
    host.pass(200);
    expect(host.news).to.include('kill 2: it was silent');
    host.pass(29_800);
    expect(host.news).to.deep.equal([]);
    host.pass(200);
    expect(host.news).to.include('kill 1: it did not become ready');
  });

  it('gives a worker that was long in getting ready as much time for its first sign of life', () => {
    const host = new Host();
    host.supervisor.start(['a'], 0);
    host.pass(10_000);
    host.supervisor.ready(1, 10_000);
    host.pass(3000);
    expect(host.news).to.deep.equal(['fork a at 0', '1 joined as a']);
  });

  it('takes nobody for silent when it was held up itself', () => {
    const host = started();
    host.nowMs = 4000;
    host.supervisor.timePassed(4000);
    expect(host.news).to.deep.equal([]);
    host.pass(3300, 1);
    expect(host.news).to.deep.equal(['kill 2: it was silent', '2 left']);
  });

  it('kills a worker that does not become ready in 15 s', () => {
    const host = new Host();
    host.supervisor.start(['a'], 0);
    host.pass(15_000);
    expect(host.news).to.deep.equal(['fork a at 0']);
    host.pass(200);
    expect(host.news).to.deep.equal(['kill 1: it did not become ready']);
  });

  it('does not kill one that is silent because it computes', () => {
    const host = started();
    host.computing.add(2);
    host.pass(20_000, 1);
    expect(host.news).to.deep.equal([]);
    host.computing.delete(2);
    host.pass(3400, 1);
    expect(host.news).to.deep.equal(['kill 2: it was silent', '2 left']);
  });

  it('kills a worker after 100 malformed messages', () => {
    const host = started();
    for (let i = 0; i < 99; i++) host.supervisor.malformed(1);
    expect(host.news).to.deep.equal([]);
    for (let i = 0; i < 5; i++) host.supervisor.malformed(1);
    expect(host.news).to.deep.equal(['kill 1: it sent 100 malformed messages', '1 left']);
  });

  it('waits longer and longer for a worker that dies at its start, and gives up after the sixth within 30 s', () => {
    const host = new Host();
    host.supervisor.start(['a'], 0);
    const forks: number[] = [];
    for (let worker = 1; worker <= 6; worker++) {
      forks.push(host.nowMs);
      host.supervisor.exited(worker, `exit code ${worker}: no such module`, false, host.nowMs);
      if (worker < 6) host.pass(host.supervisor.nextMs - host.nowMs > 200 ? 200 : 0);
      while (forkCount(host) <= worker && worker < 6) host.pass(100);
    }
    const delays = forks.slice(1).map((ms, i) => ms - forks[i]!);
    expect(delays).to.deep.equal([100, 200, 400, 800, 1600]);
    expect(host.said.at(-1)).to.equal(
      'gave up: 6 workers died at their start within 30 s, the last by exit code 6: no such module',
    );
    expect(host.supervisor.nextMs).to.equal(Infinity);
  });

  it('does not give up for workers that are killed at their work, however many and however young', () => {
    const host = started();
    for (let worker = 2; worker < 40; worker++) {
      host.supervisor.employed(worker);
      host.supervisor.exited(worker, 'SIGABRT', false, host.nowMs);
      host.pass(100, 1);
      host.supervisor.ready(worker + 1, host.nowMs);
    }
    expect(host.said.filter((what) => what.startsWith('gave up'))).to.deep.equal([]);
    expect(host.supervisor.recoveriesMs).to.deep.equal(new Array(38).fill(100));
  });

  it('takes a worker that dies within a second of being ready, without work, for one that never started', () => {
    const gaveUp = (livedMs: number) => {
      const host = started();
      for (let worker = 2; worker < 10; worker++) {
        host.pass(livedMs, 1, worker);
        host.supervisor.exited(worker, 'exit code 1', false, host.nowMs);
        while (forkCount(host) < worker - 1 && host.supervisor.nextMs < Infinity) host.pass(100, 1);
        host.supervisor.ready(worker + 1, host.nowMs);
      }
      return host.said.some((what) => what.startsWith('gave up'));
    };
    expect([gaveUp(999), gaveUp(1000)]).to.deep.equal([true, false]);
  });

  it('does not give up for workers that somebody kills at their start', () => {
    const host = started();
    for (let worker = 2; worker < 40; worker++) {
      host.supervisor.exited(worker, 'SIGKILL', true, host.nowMs);
      host.pass(host.supervisor.nextMs - host.nowMs + 5000, 1);
    }
    expect(host.said.filter((what) => what.startsWith('gave up'))).to.deep.equal([]);
  });

  it('forks nobody any more once it was stopped', () => {
    const host = started();
    host.supervisor.exited(2, 'SIGKILL', true, 5);
    host.supervisor.stop();
    host.supervisor.exited(1, 'SIGKILL', true, 10);
    host.supervisor.timePassed(1000);
    expect(host.news).to.deep.equal(['2 left']);
  });

  it('cares for nothing that is said of a worker which is gone', () => {
    const host = started();
    const { supervisor } = host;
    supervisor.exited(2, 'SIGKILL', true, 0);
    host.said.length = 0;
    supervisor.ready(2, 1);
    supervisor.heard(2, 1);
    supervisor.employed(2);
    supervisor.malformed(2);
    supervisor.condemn(2, 'it is late');
    supervisor.exited(2, 'SIGKILL', true, 1);
    expect(host.news).to.deep.equal([]);
    expect(supervisor.deaths).to.equal(1);
  });

  it('replaces a worker that asks for it, which is no death, and kills one that does not end then', () => {
    const host = started();
    expect(host.supervisor.retire(1, 10)).to.equal(true);
    expect(host.supervisor.retire(1, 11)).to.equal(false);
    host.supervisor.exited(1, 'exit code 0', false, 20);
    expect(host.news).to.deep.equal(['1 left', 'fork a at 0']);
    expect(host.supervisor.deaths).to.equal(0);
    host.supervisor.retire(2, 20);
    host.pass(3400, 2, 3);
    expect(host.news.slice(0, 2)).to.deep.equal(['2 left', 'kill 2: it did not end in time']);
  });

  it('gives a worker that has much to set up as much more time', () => {
    const host = new Host();
    const patient = new Supervisor<string>(
      host,
      () => 0,
      () => BENCH_SILENCE,
      20_000,
    );
    patient.start(['a'], 0);
    for (let nowMs = 0; nowMs <= 34_800; nowMs += 200) patient.timePassed(nowMs);
    expect(host.news).to.deep.equal(['fork a at 0']);
    patient.timePassed(35_000);
    patient.timePassed(35_200);
    expect(host.news).to.deep.equal(['kill 1: it did not become ready']);
  });
});
