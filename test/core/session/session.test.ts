import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { type Packet, packetText, parsePacket } from '../../../src/core/session/packet.ts';
import { GIVE_UP_MS, Session, SUSPECT_MS } from '../../../src/core/session/session.ts';
import { Agenda } from '../../../src/simulation/faults/agenda.ts';

const SEEDS = 2000;
const FAULTS_MS = 4000;
const TICK_MS = 20;

class Half {
  readonly session: Session;
  readonly heard: string[] = [];
  readonly suspicions: boolean[] = [];
  sent = 0;
  arrived = 0;
  afterTheEnd = 0;

  constructor(world: World, transmit: (packet: Packet) => void) {
    this.session = new Session(
      's',
      {
        transmit,
        received: (text) => {
          if (this.session.isOver) this.afterTheEnd++;
          this.heard.push(text);
        },
        suspected: (isSuspected) => this.suspicions.push(isSuspected),
        ended() {},
      },
      world.time.nowMs,
    );
    const tick = (): void => {
      this.session.timePassed(world.time.nowMs);
      world.time.after(TICK_MS, tick);
    };
    tick();
  }

  send(nowMs: number): void {
    const text = String(this.sent++);
    this.session.send(text, nowMs, () => this.arrived++);
  }
}

/** Two halves, and a net that does to packets what its chances say; partitions cut both ways, or one. */
class World {
  readonly time = new Agenda();
  readonly chance: RandomStream;
  readonly halves: readonly [Half, Half];
  readonly #cut = [false, false];
  readonly #lost: number;
  readonly #doubled: number;
  readonly #slowestMs: number;

  constructor(seed: number, isFaulty = true) {
    this.chance = new RandomStream(seed, 'session');
    const draw = () => (isFaulty ? this.chance.next() : 0);
    this.#lost = draw() * 0.3;
    this.#doubled = draw() * 0.3;
    this.#slowestMs = draw() * 200;
    this.halves = [new Half(this, this.#to(1)), new Half(this, this.#to(0))];
  }

  #to(side: 0 | 1): (packet: Packet) => void {
    return (packet) => {
      const isFaulty = this.time.nowMs < FAULTS_MS;
      if (this.#cut[side] || (isFaulty && this.chance.next() < this.#lost)) return;
      const copies = isFaulty && this.chance.next() < this.#doubled ? 2 : 1;
      for (let i = 0; i < copies; i++)
        this.time.after(this.chance.next() * this.#slowestMs, () => {
          const { session } = this.halves[side];
          session.heard(parsePacket(packetText(packet))!, this.time.nowMs);
        });
    };
  }

  cut(side: 0 | 1, atMs: number, forMs: number): void {
    this.time.after(atMs, () => {
      this.#cut[side] = true;
    });
    this.time.after(atMs + forMs, () => {
      this.#cut[side] = false;
    });
  }

  sendOften(): void {
    for (const half of this.halves)
      for (let i = 0; i < 30; i++)
        this.time.after(this.chance.next() * FAULTS_MS, () => half.send(this.time.nowMs));
  }

  runUntil(ms: number): void {
    while (this.time.nextMs <= ms) this.time.step();
  }
}

const inOrder = (count: number) => Array.from({ length: count }, (_, i) => String(i));

function expectOnceInOrder({ halves: [one, other] }: World, where: string): void {
  expect(one.session.isOver, where).to.equal(other.session.isOver);
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    expect(to.heard, where).to.deep.equal(inOrder(one.session.isOver ? to.heard.length : from.sent));
    expect(to.afterTheEnd, where).to.equal(0);
    expect(from.arrived, where).to.equal(from.sent);
  }
}

describe('a session', () => {
  it(`delivers each text once and in order in ${SEEDS} worlds of faults, as long as it lasts`, () => {
    let ended = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = new World(seed);
      if (seed % 2 === 0) {
        const longestMs = seed % 4 === 0 ? 2000 : 8000;
        world.cut(0, world.chance.next() * FAULTS_MS, world.chance.next() * longestMs);
        world.cut(1, world.chance.next() * FAULTS_MS, world.chance.next() * longestMs);
      }
      world.sendOften();
      world.runUntil(FAULTS_MS * 4);
      expectOnceInOrder(world, `seed ${seed}`);
      if (world.halves[0].session.isOver) ended++;
    }
    // Worlds of both kinds were there.
    expect(ended).to.be.within(SEEDS / 20, SEEDS / 2);
  });

  it('sends again at once what was lost, when the connection is back', () => {
    const world = new World(1, false);
    const [one, other] = world.halves;
    world.cut(1, 0, 100);
    world.runUntil(50);
    one.send(50);
    world.runUntil(101);
    expect(other.heard).to.deep.equal([]);
    one.session.reconnected(101);
    world.runUntil(102);
    expect(other.heard).to.deep.equal(['0']);
  });

  it('suspects a half that is silent, trusts one that is back, and gives up in the end', () => {
    const world = new World(1, false);
    const [one] = world.halves;
    world.cut(0, 100, SUSPECT_MS + 500);
    world.runUntil(3000);
    expect(one.suspicions).to.deep.equal([true, false]);
    world.cut(0, 0, 60_000);
    world.runUntil(3000 + GIVE_UP_MS + 500);
    expect(one.session.isOver).to.equal(true);
  });

  it('does not hold silence against the other while it could not hear itself', () => {
    const world = new World(1, false);
    const [one] = world.halves;
    world.cut(0, 0, 60_000);
    for (let ms = 100; ms <= 3 * GIVE_UP_MS; ms += 100) {
      world.runUntil(ms);
      one.session.excuse(ms);
    }
    expect(one.session.isOver).to.equal(false);
  });

  it('asks to wait when much is under way, and ends every wait when it ends', () => {
    const world = new World(1, false);
    const [one] = world.halves;
    world.cut(1, 0, 60_000);
    world.runUntil(1);
    let sent = 0;
    let isFlowing = true;
    for (let i = 0; isFlowing; i++) isFlowing = one.session.send(String(i), 1, () => sent++);
    expect(sent).to.equal(0);
    one.session.end();
    expect(sent).to.be.greaterThan(1000);
  });
});

describe('a packet', () => {
  it('survives being text, whatever is in it', () => {
    const packet = { session: 'a-1', seq: 3, ack: 2, again: true, text: 'one\ntwo {"three":"\\n"}' };
    expect(parsePacket(packetText(packet))).to.deep.equal(packet);
  });

  it('is nothing else', () => {
    for (const text of ['', 'a', 'a 1 2 3\n', 'a 1 2\n', 'a -1 2 0\n', 'a b 1 2 0\n', '{"a":1}\n'])
      expect(parsePacket(text), text).to.equal(undefined);
  });
});
