/** A process that runs tasks, wherever it is. */
export interface TaskChild {
  /** Arrives as a structured clone. */
  send(request: object): void;
  /** At once, even during a task. */
  kill(): void;
}

/** Told in later turns of the event loop. */
export interface TaskChildEvents {
  heard(raw: unknown): void;
  /** `how`: a signal, or `exit code 1`. `isLost`: with its machine, or by somebody else; the task may well succeed elsewhere. */
  ended(how: string, isLost: boolean): void;
}

/** Processes for the tasks of one pool. */
export interface TaskSite {
  /** How many may run at once. */
  readonly processes: number;
  start(events: TaskChildEvents): TaskChild;
  close(): Promise<void>;
}

/** Where tasks run. */
export interface TaskWorld {
  /** `entry`: the module that serves the tasks. */
  open(entry: URL): Promise<TaskSite>;
}
