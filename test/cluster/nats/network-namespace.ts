import { execFileSync, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { GuardedCommand } from '../../../src/processes/guarded-command.ts';
import { until } from '../processes.ts';

/** Why there can be none here; undefined if there can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  return works('unshare -n ip link add name one type veth peer name other')
    ? undefined
    : 'network namespaces with veth need root, and the tools unshare and ip';
}

/** A network of its own, joined to this machine's by a cable. Both go away with this process. */
export class NetworkNamespace {
  /** The address of this end of the cable. */
  readonly host: string;
  readonly pid: string;
  readonly #cable: string;
  readonly #command: GuardedCommand;

  /** `n`: another for each, from 1. */
  static async start(n: number): Promise<NetworkNamespace> {
    const command = GuardedCommand.silent('exec unshare -n sleep infinity', process.cwd(), {});
    const pid = String(command.pid);
    const spaceOf = (id: string) => readlinkSync(`/proc/${id}/ns/net`);
    await until('it has a network of its own', () => spaceOf(pid) !== spaceOf('self'));
    return new NetworkNamespace(n, pid, command);
  }

  private constructor(n: number, pid: string, command: GuardedCommand) {
    this.pid = pid;
    this.#command = command;
    this.host = hostOf(n);
    this.#cable = `csb${process.pid}x${n}`.slice(-15);
    run(`ip link add name ${this.#cable} type veth peer name cable netns ${pid}`);
    run(`ip addr add ${this.host}/30 dev ${this.#cable}`);
    run(`ip link set dev ${this.#cable} up`);
    run(`nsenter -t ${pid} -n ip addr add ${networkOf(n)}.2/30 dev cable`);
    run(`nsenter -t ${pid} -n ip link set dev lo up`);
    run(`nsenter -t ${pid} -n ip link set dev cable up`);
  }

  /** Nothing passes in either direction. */
  cut(): void {
    run(`ip link set dev ${this.#cable} down`);
  }

  heal(): void {
    run(`ip link set dev ${this.#cable} up`);
  }

  /** Whatever is sent there takes so long, and one packet of a hundred is lost. False where the system cannot do that. */
  slow(ms: number): boolean {
    return works(`tc qdisc add dev ${this.#cable} root netem delay ${ms}ms loss 1%`);
  }

  /** A connection that could not say goodbye would keep the network for minutes: the cable goes first. */
  async stop(): Promise<void> {
    run(`ip link del dev ${this.#cable}`);
    await this.#command.kill();
  }
}

export function hostOf(n: number): string {
  return `${networkOf(n)}.1`;
}

/** Of a range that is for tests of networks. */
function networkOf(n: number): string {
  return `198.18.${(process.pid + n) % 256}`;
}

/** Whether the system has such a thing. */
export function works(line: string): boolean {
  return spawnSync('/bin/sh', ['-c', line]).status === 0;
}

function run(line: string): void {
  const [program, ...words] = line.split(' ');
  execFileSync(program!, words);
}
