import { v4 as uuid } from 'uuid';
import { type Packet, parsePacket } from '../../core/session/packet.ts';
import type { Reach } from '../links/reach.ts';
import type { LinkEvents, WorkerLink } from '../links/worker-link.ts';
import type { Seat } from '../settings.ts';
import { AgentLink } from './agent-link.ts';
import { ALL_UP, agentOf, type Bus, CALL, downTo } from './bus.ts';
import { wholeItem } from './item-line.ts';
import { type Call, type FromAgent, type Hello, PROTOCOL } from './items.ts';
import { overText } from './over.ts';
import type { Program } from './programs.ts';
import { RemoteAgent } from './remote-agent.ts';

const TICK_MS = 20;
const CALL_EVERY_MS = 250;
/** Workers given up, whose late results are still known for what they are. */
const MOST_GIVEN_UP = 1024;
const MOST_AGENTS = 1000;

/** The agents that work for a primary, as one pool of places for job workers. */
export class AgentPool implements Reach {
  readonly #bus: Bus;
  readonly #program: Program;
  readonly #code: string | undefined;
  readonly #strangers = new Set<string>();
  readonly #primary = uuid();
  readonly #agents = new Map<string, RemoteAgent>();
  /** Without a place so far. */
  #waiting: AgentLink[] = [];
  readonly #givenUp = new Map<number, AgentLink>();
  readonly #timers: readonly NodeJS.Timeout[];

  /** `code`: what agents must run; any if absent. */
  constructor(bus: Bus, program: Program, code?: string) {
    this.#bus = bus;
    this.#program = program;
    this.#code = code;
    bus.hear(ALL_UP, (text, subject) => this.#heard(agentOf(subject), text));
    bus.onReconnect(() => {
      for (const { line } of this.#agents.values()) line.reconnected();
    });
    this.#timers = [setInterval(this.#tick, TICK_MS), setInterval(this.#call, CALL_EVERY_MS)];
    this.#call();
  }

  start(seat: Seat, events: LinkEvents): WorkerLink {
    const link = new AgentLink(seat, events);
    this.#waiting.push(link);
    this.#place();
    return link;
  }

  /** What agents have computed themselves, beside their workers. */
  get cpuMs(): number {
    return [...this.#agents.values()].reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  }

  get places(): number {
    return [...this.#agents.values()].reduce((sum, { places }) => sum + places, 0);
  }

  /** Agents that have answered, but run other code. */
  get strangers(): number {
    return this.#strangers.size;
  }

  get lacks(): string | undefined {
    const agents = [...this.#agents.values()];
    if (this.#waiting.length === 0) return undefined;
    const some = agents.length === 0 ? 'no agent has answered' : `agents have ${this.places} places in all`;
    return `${this.#waiting.length} job workers wait for a place, and ${some}: start one with npm run agent -- --servers=… --workers=${this.#waiting.length}`;
  }

  /** Agents are told that it is over; those that do not hear of it find out. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const agent of this.#agents.values()) agent.bye();
    await this.#bus.close();
  }

  readonly #call = (): void => {
    const call: Call = { protocol: PROTOCOL, primary: this.#primary };
    this.#bus.publish(CALL, JSON.stringify(call));
    this.#place();
    // That there is no place for them yet is not their fault.
    for (const link of this.#waiting) link.events.beat();
    for (const agent of this.#agents.values()) agent.excuseWorkers();
  };

  readonly #tick = (): void => {
    for (const { line } of this.#agents.values()) line.timePassed();
  };

  #heard(name: string, text: string): void {
    const packet = parsePacket(text);
    const agent = this.#agents.get(name);
    if (packet === undefined) this.#hello(name, text);
    else if (agent?.line.session.name === packet.session && !agent.isOver) agent.line.heard(packet);
    else this.#late(name, packet);
  }

  #hello(name: string, text: string): void {
    const hello = helloIn(text);
    if (hello?.primary !== this.#primary || this.#agents.size >= MOST_AGENTS) return;
    if (this.#code !== undefined && hello.code !== this.#code) {
      this.#strangers.add(name);
      return;
    }
    // It has been started anew.
    this.#agents.get(name)?.line.session.end();
    const agent = new RemoteAgent(name, hello, this.#bus, (links) => this.#gone(agent, links));
    this.#agents.set(name, agent);
    agent.line.reconnected();
    this.#place();
  }

  #gone(agent: RemoteAgent, links: readonly AgentLink[]): void {
    if (this.#agents.get(agent.name) === agent) this.#agents.delete(agent.name);
    for (const link of links) this.#givenUp.set(link.id, link);
    for (const id of this.#givenUp.keys()) {
      if (this.#givenUp.size <= MOST_GIVEN_UP) return;
      this.#givenUp.delete(id);
    }
  }

  /** Of a session that is over: the agent is told, and a result in it is passed on to be counted as what it is. */
  #late(name: string, { session, seq, text }: Packet): void {
    this.#bus.publish(downTo(name), overText(session));
    const item = seq > 0 ? wholeItem<FromAgent>(text) : undefined;
    if (item?.[0] === 'from') this.#givenUp.get(item[1])?.heard(item[2]);
  }

  /** To the agent with the most free places. */
  #place(): void {
    this.#waiting = this.#waiting.filter((link) => {
      if (link.isOver) return false;
      const [best] = [...this.#agents.values()].sort((a, b) => b.free - a.free);
      if (best === undefined || best.free <= 0) return true;
      best.take(link, this.#program);
      return false;
    });
  }
}

function helloIn(text: string): Hello | undefined {
  try {
    const hello = JSON.parse(text) as Partial<Hello> | null;
    const isWhole =
      hello?.protocol === PROTOCOL &&
      typeof hello.primary === 'string' &&
      typeof hello.session === 'string' &&
      typeof hello.machine === 'string' &&
      typeof hello.code === 'string' &&
      Number.isInteger(hello.places);
    return isWhole ? (hello as Hello) : undefined;
  } catch {
    return undefined;
  }
}
