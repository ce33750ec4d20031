import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { BENCH_SILENCE } from '../../core/supervision/life.ts';
import { countStops } from '../../processes/stops.ts';
import { setV8Flags, v8Flags } from '../../processes/v8-flags.ts';
import type { ClusterHost } from '../cluster-host.ts';
import { type FromPrimary, WORKER_STDIO } from '../control.ts';
import type { Seat } from '../settings.ts';

const WORKER_MAIN = new URL('../worker-main.js', import.meta.url);

/**
 * The bench's primary: a process that does nothing else. Workers run the bench's own code, so limits are short. Their stdout is
 * ignored, and of their stderr only the log is printed: a measured run must not spend time on output.
 */
export class BenchHost implements ClusterHost {
  readonly silence = { http: BENCH_SILENCE, job: BENCH_SILENCE };
  readonly #tell: (message: FromPrimary) => void;
  readonly stops = countStops();

  constructor(tell: (message: FromPrimary) => void, workerMain = WORKER_MAIN) {
    this.#tell = tell;
    cluster.setupPrimary({
      exec: fileURLToPath(workerMain),
      stdio: WORKER_STDIO,
      execArgv: [...process.execArgv, ...v8Flags('smallYoungGeneration')],
    });
  }

  fork({ role }: Seat): Worker {
    return cluster.fork({ CLUSTER_ROLE: role });
  }

  heardLine(line: string, from: 'log' | 'other code'): void {
    if (from === 'log') process.stderr.write(`${line}\n`);
  }

  tell(message: FromPrimary): void {
    if (message.control === 'ready') setV8Flags('compileSoon');
    this.#tell(message);
  }
}
