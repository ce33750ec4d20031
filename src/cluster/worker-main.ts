import { isMainThread } from 'node:worker_threads';
import { cpuMs } from '../processes/cpu.ts';
import { marked, ownMessage } from '../processes/own-message.ts';
import { countStops } from '../processes/stops.ts';
import { sleep } from '../processes/timer.ts';
import { setV8Flags, withholdV8Flags } from '../processes/v8-flags.ts';
import type { HttpCounts, JobUse } from './account.ts';
import type { RemoteSettings } from './alternatives/remote.ts';
import type { FromWorker, RanBy, ToWorker } from './control.ts';
import type { JobFailures } from './job-failures.ts';
import type { Jobs } from './job-worker/jobs.ts';
import { ownEnd } from './links/own-end.ts';
import type { ClusterJob, LogLevel, WorkerSettings } from './settings.ts';
import { Channel, receive } from './wire/channel.ts';
import type { Message } from './wire/messages.ts';

/**
 * The process, or the thread, of a worker of the bench. It is no app's, so it may end at once. Its role comes in its environment;
 * for its settings it asks, and loads meanwhile.
 */
/** Held here: no job can put something else in their place. */
const exit = process.exit.bind(process);
const end = ownEnd();
process.on('disconnect', () => exit(0));

/** What a worker that is told to close may take for the requests it has, or for its jobs' teardown. */
const MOST_FAREWELL_MS = 1000;
const { id } = end;
const { CLUSTER_ROLE: role } = process.env;
// What a job starts inherits the environment, and is no part of the cluster.
delete process.env.CLUSTER_ROLE;
withholdV8Flags();
const channel = new Channel(end, () => exit(0));
const settings = askForSettings();
const stops = countStops();
let malformedMessages = 0;

/** What a role needs is loaded when it is known: a worker starts in half the time and memory without the rest. */
async function warn(what: string): Promise<void> {
  const { pino } = await import('pino');
  const destination = pino.destination({ dest: 2, sync: true });
  const { logLevel } = await settings;
  pino({ level: logLevel, base: { worker: id } }, destination).warn(what);
}

function tell(message: FromWorker): void {
  end.send(marked(message), undefined, undefined, () => {});
}

function askForSettings(): Promise<WorkerSettings> {
  return new Promise((resolve) => {
    end.hear(function hear(raw: unknown) {
      const message = ownMessage<ToWorker>(raw);
      if (message?.control !== 'settings') return;
      end.ignore(hear);
      resolve(message.settings);
    });
    tell({ control: 'loaded' });
  });
}

async function tellMemory(): Promise<void> {
  const { liveBytes } = await import('../processes/live-memory.ts');
  tell({ control: 'memory', liveBytes: liveBytes() });
}

/** What a worker does on the primary's word. */
interface Duties {
  /** False for a message that is not for it. */
  handle(message: Message): boolean;
  /** After the messages of a batch. */
  handled?(): void;
  control?(command: ToWorker): void;
  /** Resolves when a worker that takes no more requests has answered those it has. */
  answered?(): Promise<void>;
  readonly http: HttpCounts | undefined;
  failures?(): JobFailures[];
  /** What the jobs of files took that it ran. */
  uses?(): JobUse[];
  /** Who ran what it handed to a pool or a queue. */
  ran?(): readonly RanBy[] | undefined;
}

function listen({ handle, handled, control, answered, http, failures, uses, ran }: Duties): void {
  const malformed = () => {
    malformedMessages++;
    void warn('malformed message dropped');
  };
  const account = async () => {
    await answered?.();
    // Behind the answers of this turn: whoever has the account may end this process.
    setImmediate(() =>
      tell({
        control: 'account',
        account: {
          http,
          malformedMessages,
          stops: stops(),
          cpuMs: cpuMs(),
          jobUse: uses?.() ?? [],
          failures: failures?.() ?? [],
          ran: ran?.() ?? [],
        },
      }),
    );
  };
  end.hear((raw: unknown) => {
    if (receive(raw, (message) => handle(message) || malformed(), malformed)) {
      handled?.();
      return;
    }
    const command = ownMessage<ToWorker>(raw);
    if (command?.control === 'account') void account();
    else if (command?.control === 'measure memory') void tellMemory();
    else if (command !== undefined) control?.(command);
  });
}

/** Loads those, ready to be run. A process that cannot run them ends, and says why. */
async function prepared(jobs: readonly ClusterJob[], logLevel: LogLevel): Promise<Jobs> {
  if (jobs.length === 0) return (await import('./job-worker/jobs.ts')).NO_JOBS;
  const { prepareJobs } = await import('./job-worker/prepare-jobs.ts');
  try {
    return await prepareJobs(jobs, id, logLevel);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Error: ${reason}\n`);
    const failed: FromWorker = { control: 'failed', cause: 'job', reason };
    end.send(marked(failed), undefined, undefined, () => exit(1));
    return new Promise(() => {});
  }
}

/** Ends this process in order: jobs that await hear of it, and all are torn down. */
async function farewell(runner: { abandonAll(): Promise<void> }, { byName }: Jobs): Promise<void> {
  const torn = runner
    .abandonAll()
    .then(() => Promise.allSettled([...byName.values()].map((job) => job.teardown())));
  await Promise.race([torn, sleep(MOST_FAREWELL_MS)]);
  exit(0);
}

async function beJobWorker(): Promise<void> {
  const [{ JobWorker }, { JobUsage }, known] = await Promise.all([
    import('./job-worker/job-worker.ts'),
    import('./job-worker/job-usage.ts'),
    settings,
  ]);
  if (known.remote !== undefined) return beQueueWorker(known, known.remote);
  const ready = await prepared(known.jobs, known.logLevel);
  const jobs = new JobWorker(id, channel, known.speed, ready, () => tell({ control: 'retire' }));
  jobs.usage = new JobUsage();
  listen({
    http: undefined,
    handle(message) {
      if (message.kind === 'request from primary' && message.header.receiver === id) jobs.accept(message);
      else if (message.kind === 'probe') jobs.probed(message.header.correlationId);
      else if (message.kind === 'abandonment') jobs.abandon(message.header.correlationId);
      else return false;
      return true;
    },
    handled: () => jobs.work(),
    uses: () => jobs.usage?.account() ?? [],
    control(command) {
      if (command.control === 'speed') jobs.speed = command.speed;
      else if (command.control === 'end') void farewell(jobs, ready);
    },
  });
  tell({ control: 'ready' });
}

/** Takes its jobs from a queue, not from the primary. */
async function beQueueWorker(known: WorkerSettings, { name, port }: RemoteSettings): Promise<void> {
  const [{ queueModule }, { taskRunner }] = await Promise.all([
    import('./alternatives/start-remote.ts'),
    import('./alternatives/task-runner.ts'),
  ]);
  const jobs = await prepared(known.jobs, known.logLevel);
  listen({
    http: undefined,
    handle: () => false,
    control(command) {
      if (command.control === 'end') void farewell({ abandonAll: () => Promise.resolve() }, jobs);
    },
  });
  await (await queueModule(name)).work(port, taskRunner(String(id), jobs, known.speed));
  tell({ control: 'ready' });
}

async function beHttpWorker(): Promise<void> {
  const [{ httpServer }, { PendingRequests }, known] = await Promise.all([
    import('./http-worker/http-server.ts'),
    import('./http-worker/pending-requests.ts'),
    settings,
  ]);
  const { inline, speed, port, logLevel } = known;
  const pending = new PendingRequests();
  const needed = inline ? known.jobs : known.jobs.filter(({ checksOrDraws }) => checksOrDraws);
  const jobs = inline ? await prepared(needed, logLevel) : undefined;
  const checking = jobs?.byName ?? (await (await import('../jobs/loaded-job.ts')).loadJobs(needed));
  const computing = jobs && new (await import('./http-worker/inline-path.ts')).InlinePath(id, speed, jobs);
  const remote =
    known.remote &&
    (await (await import('./alternatives/start-remote.ts')).startedRemote(id, known, known.remote, tell));
  const heavyPath =
    computing?.submit ??
    remote?.submit ??
    (await import('./http-worker/heavy-path.ts')).throughPrimary(id, channel, pending);
  const { app, kept } = httpServer(id, known, checking, heavyPath);
  if (known.accessLog) (await import('./http-worker/access-log.ts')).logAccess(app, known.accessLog);
  let closed: Promise<void> | undefined;
  listen({
    http: kept.counts,
    failures: () => kept.failures.account(),
    uses: () => computing?.usage.account() ?? [],
    ran: () => remote?.ran,
    handle(message) {
      if (message.kind !== 'reply from primary' || message.header.receiver !== id) return false;
      pending.resolve(message.header.correlationId, message.payload);
      return true;
    },
    control(command) {
      if (command.control === 'close') closed = app.close();
      else if (command.control === 'kill pool worker') remote?.kill(command.index);
      else if (command.control === 'end' && computing && jobs) void farewell(computing, jobs);
    },
    // A client that takes its time must not hold up the end.
    answered: async () => void (await Promise.race([closed, closed && sleep(MOST_FAREWELL_MS)])),
  });
  try {
    await app.listen({ host: '127.0.0.1', port });
    tell({ control: 'ready' });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = taken ? `port ${port} is taken` : String(error);
    tell({ control: 'failed', cause: taken ? 'port taken' : 'cluster', reason });
  }
}

// What it loads for a pool or a queue is large: on a busy machine that takes longer than any worker may be silent.
const loadsMuch = settings.then(({ remote }) => remote !== undefined);
void loadsMuch.then((much) => much && end.startBeating());
await (role === 'job' ? beJobWorker() : beHttpWorker());
if (!(await loadsMuch)) end.startBeating();
// They are of the whole process, and a thread's primary has set them.
if (isMainThread) setV8Flags('compileSoon');
// While it computes it does not see that its channel is gone.
if (role === 'job' || (await settings).inline) end.endWithPrimary();
