import { type Alternative, alternativeOf } from '../../catalogue/alternatives.ts';
import type { AlternativeArm } from '../../catalogue/arms.ts';
import { groupCpuMs } from '../../processes/group-cpu.ts';
import type { RanBy } from '../control.ts';
import type { Member } from '../primary/member.ts';
import type { Workers } from '../primary/workers.ts';
import { LoopbackServer } from '../servers/loopback-server.ts';
import type { ClusterSettings, Seat } from '../settings.ts';
import type { Message, RequestToPrimary } from '../wire/messages.ts';
import { isInPrimary, poolWorkers } from './pool-workers.ts';
import type { RemoteSettings } from './remote.ts';
import type { RemotePath } from './remote-path.ts';
import { queueModule, startRemote } from './start-remote.ts';

/** What the primary does for a pool or a queue: it starts the server, and may have the pool. It schedules nothing. */
export class PrimarySide {
  readonly #arm: AlternativeArm;
  readonly #known: Alternative;
  readonly #cluster: ClusterSettings['cluster'];
  readonly #server: LoopbackServer | undefined;
  readonly #pool: RemotePath | undefined;
  /** How to give up what is under way, by correlation id. */
  readonly #open = new Map<string, () => void>();

  static async start(arm: AlternativeArm, settings: ClusterSettings): Promise<PrimarySide> {
    const { cluster, jobs, logLevel } = settings;
    const { kind, server: program } = alternativeOf(arm.name);
    const configuration = kind === 'queue' ? (await queueModule(arm.name)).serverConfiguration : undefined;
    const server = program && configuration ? await LoopbackServer.start(program, configuration) : undefined;
    const remote = { name: arm.name, parameters: arm.parameters, workers: cluster.jobWorkers, port: 0 };
    const pool = isInPrimary(arm) ? await startRemote(0, remote, jobs, logLevel) : undefined;
    return new PrimarySide(arm, cluster, server, pool);
  }

  private constructor(
    arm: AlternativeArm,
    cluster: ClusterSettings['cluster'],
    server: LoopbackServer | undefined,
    pool: RemotePath | undefined,
  ) {
    this.#arm = arm;
    this.#known = alternativeOf(arm.name);
    this.#cluster = cluster;
    this.#server = server;
    this.#pool = pool;
  }

  /** What a worker needs; undefined for an HTTP worker that hands everything to the primary. */
  settingsFor({ index }: Seat): RemoteSettings | undefined {
    if (this.#pool !== undefined) return undefined;
    const { name, parameters } = this.#arm;
    return { name, parameters, workers: poolWorkers(this.#cluster, index), port: this.#server?.port ?? 0 };
  }

  /** False for what nobody may say here. */
  hear(member: Member, message: Message): boolean {
    if (this.#pool === undefined || member.seat.role !== 'http') return false;
    if (message.kind === 'request to primary') this.#requested(this.#pool, member, message);
    else if (message.kind === 'cancellation') this.#cancelled(message.header.correlationId);
    else return false;
    return true;
  }

  /** What the workers of the primary's pool ran. */
  get ran(): readonly RanBy[] {
    return this.#pool?.ran ?? [];
  }

  /** Kills a worker of the primary's pool, or has the HTTP worker do so that has it. False where nobody can. */
  killInPool(index: number, workers: Pick<Workers, 'at'>): boolean {
    if (this.#known.kind !== 'pool') return false;
    if (this.#pool !== undefined) return this.#pool.kill(index);
    let first = 0;
    for (let http = 0; http < this.#cluster.httpWorkers; http++) {
      const own = poolWorkers(this.#cluster, http);
      if (index < first + own) {
        const member = workers.at('http', http);
        member?.tell({ control: 'kill pool worker', index: index - first });
        return member !== undefined;
      }
      first += own;
    }
    return false;
  }

  /** Of processes that give no account: a server, and processes of a pool. `accountedMs`: of all that do. */
  cpuMs(accountedMs: number): number {
    const serverMs = this.#server?.cpuMs() ?? 0;
    if (this.#known.kind !== 'pool' || this.#known.workers === 'threads') return serverMs;
    const groupMs = groupCpuMs(process.pid) ?? 0;
    return Math.max(0, groupMs - accountedMs);
  }

  async close(): Promise<void> {
    await this.#server?.stop();
  }

  #requested(pool: RemotePath, member: Member, { header, payload }: RequestToPrimary): void {
    const { correlationId, sender: receiver } = header;
    const { answer, cancel } = pool.submit(payload);
    this.#open.set(correlationId, cancel);
    void answer.then((payload) => {
      this.#open.delete(correlationId);
      if (payload.outcome !== 'cancelled')
        member.send({ kind: 'reply from primary', header: { correlationId, receiver }, payload });
    });
  }

  #cancelled(correlationId: string): void {
    this.#open.get(correlationId)?.();
  }
}
