import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/*
 * An app that reports as docs/app-report.md says, without the library. Its argument says how it behaves:
 * `reporting`, `silent` (no reports), `wrong` (its account does not add up), `ends` (exits before it is ready),
 * `strategy fails` (blames the strategy), `forces its own` (runs random, whatever it is given), `elsewhere` (reports an address of another machine).
 */

const [, , behaviour = 'reporting'] = process.argv;
const { PORT, CLUSTER_BENCH_REPORT = '', CLUSTER_BENCH_STRATEGY, FAKE_APP_LOG } = process.env;

const answers: Record<string, number> = {};
const outcomes = { ok: 0, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
const waitMs: number[] = [];
const serviceMs: number[] = [];

const own = Object.entries(process.env).filter(([name]) => /^(PORT|CLUSTER_BENCH_.*)$/.test(name));
if (FAKE_APP_LOG !== undefined) appendFileSync(FAKE_APP_LOG, `${JSON.stringify(Object.fromEntries(own))}\n`);
if (behaviour === 'ends') {
  process.stderr.write('no database\n');
  process.exit(7);
}

const server = createServer((request, response) => {
  const end = (status: number): void => {
    answers[status] = (answers[status] ?? 0) + 1;
    response.writeHead(status).end();
  };
  if (!request.url?.startsWith('/report/')) return end(request.url === '/missing' ? 404 : 200);
  const ms = Number.parseInt(request.url.slice('/report/'.length), 10);
  setTimeout(() => {
    outcomes.ok++;
    waitMs.push(0.5);
    serviceMs.push(ms);
    end(200);
  }, ms);
});
server.listen(Number(PORT), '127.0.0.1', () => {
  if (behaviour !== 'silent') report();
});
process.on('SIGTERM', () => process.exit(0));

function report(): void {
  const bench = connect(CLUSTER_BENCH_REPORT);
  const say = (message: object) => bench.write(`${JSON.stringify(message)}\n`);
  bench.on('error', () => {});
  if (behaviour === 'strategy fails') {
    say({ report: 'failed', cause: 'strategy', message: 'strategy random threw: no' });
    return;
  }
  const host = behaviour === 'elsewhere' ? 'example.com' : '127.0.0.1';
  const strategy = behaviour === 'forces its own' ? 'random' : CLUSTER_BENCH_STRATEGY;
  say({ report: 'ready', url: `http://${host}:${PORT}`, strategy });
  createInterface({ input: bench }).on('line', () =>
    say({
      report: 'account',
      answers,
      jobs: {
        report: {
          asked: outcomes,
          settled: behaviour === 'wrong' ? { ...outcomes, ok: outcomes.ok - 1 } : outcomes,
          waitMs,
          serviceMs,
        },
      },
      open: 0,
      jobWorkers: [{ worker: 2, jobs: outcomes.ok, busyMs: 5, cpuMs: 1 }],
    }),
  );
}
