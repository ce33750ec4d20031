import { GIVE_UP_MS, SUSPECT_MS } from '../../core/session/session.ts';
import { monotonicMs } from '../../processes/clock.ts';
import type { AgentLink } from './agent-link.ts';
import { type Bus, downTo } from './bus.ts';
import { ItemLine } from './item-line.ts';
import type { FromAgent, Hello, ToAgent } from './items.ts';
import type { Program } from './programs.ts';

/**
 * An agent as a primary holds it. The lease of every (job, attempt) at its workers is the session: it is renewed by whatever
 * the agent says, on this machine's clock alone, and when it lapses all of them are lost at once.
 */
export class RemoteAgent {
  readonly name: string;
  readonly machine: string;
  readonly line: ItemLine<ToAgent, FromAgent>;
  readonly places: number;
  readonly #links = new Map<number, AgentLink>();
  readonly #gone: (links: readonly AgentLink[]) => void;
  #leaves = false;
  #isSuspected = false;
  cpuMs = 0;

  /** `gone` hears, once, of the workers that it had. */
  constructor(
    name: string,
    { session, machine, places }: Hello,
    bus: Bus,
    gone: (links: readonly AgentLink[]) => void,
  ) {
    this.name = name;
    this.machine = machine;
    this.places = places;
    this.#gone = gone;
    this.line = new ItemLine(session, bus, downTo(name), {
      heard: (item: FromAgent) => this.#heard(item),
      suspected: (isSuspected) => {
        this.#isSuspected = isSuspected;
        // One that leaves gets nothing new in any case.
        if (this.#leaves) return;
        for (const link of this.#links.values()) link.events.doubted(isSuspected);
      },
      ended: () => this.#ended(),
    });
  }

  get isOver(): boolean {
    return this.line.session.isOver;
  }

  /** Workers that it could take now. */
  get free(): number {
    return this.#leaves || this.#isSuspected || this.isOver ? 0 : this.places - this.#links.size;
  }

  take(link: AgentLink, program: Program): void {
    this.#links.set(link.id, link);
    this.line.send(['start', link.id, program, { maxOldSpaceMb: link.seat.maxOldSpaceMb }]);
    link.placed(this);
  }

  /** That nothing arrives from there says nothing of its workers. */
  excuseWorkers(): void {
    if (monotonicMs() - this.line.session.reachedMs < SUSPECT_MS) return;
    for (const link of this.#links.values()) link.events.beat();
  }

  /** The other side is not to be waited for. */
  bye(): void {
    this.line.send(['bye']);
  }

  #heard(item: FromAgent): void {
    switch (item[0]) {
      case 'from':
        this.#links.get(item[1])?.heard(item[2]);
        break;
      case 'wrote':
        this.#links.get(item[1])?.events.wrote(String(item[2]));
        break;
      case 'trouble':
        this.#links.get(item[1])?.events.trouble(String(item[2]));
        break;
      case 'ended': {
        const link = this.#links.get(item[1]);
        this.#links.delete(item[1]);
        link?.end(String(item[2]), item[3] === true);
        break;
      }
      case 'alive':
        this.#alive(item);
        break;
      case 'leaving':
        this.#leave();
        break;
    }
  }

  #alive([, beating, stopped, cpuMs]: Extract<FromAgent, readonly ['alive', ...unknown[]]>): void {
    if (!Array.isArray(beating) || !Array.isArray(stopped)) return;
    this.cpuMs = Number(cpuMs);
    const isStopped = new Set(stopped);
    for (const link of this.#links.values()) link.isStopped = isStopped.has(link.id);
    for (const worker of beating) this.#links.get(worker)?.events.beat();
  }

  /** Its workers finish what they have, and end. */
  #leave(): void {
    this.#leaves = true;
    for (const link of this.#links.values()) link.events.leaving();
  }

  #ended(): void {
    const links = [...this.#links.values()];
    this.#links.clear();
    this.#gone(links);
    for (const link of links)
      link.end(`its agent ${this.name} on ${this.machine} said nothing for ${GIVE_UP_MS / 1000} s`, true);
  }
}
