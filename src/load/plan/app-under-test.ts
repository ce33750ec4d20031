/** One request to a server that is not ours. */
export interface TrafficRequest {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What tables call requests of its kind. */
  readonly class: string;
}

/** The requests of a file, or the module that makes them. */
export type Traffic =
  | { readonly kind: 'list'; readonly requests: readonly TrafficRequest[] }
  | {
      readonly kind: 'module';
      /** How messages call its file. */
      readonly place: string;
      /** URL of what is loaded. */
      readonly module: string;
      /** Class names of its own; requests of any other class are counted as `other`. */
      readonly classes: readonly string[];
    };

/** A server that is not ours, under a load of its own requests. */
export interface AppUnderTest {
  readonly asked: AppOptions;
  readonly traffic: Traffic;
  /** Of the file of requests. */
  readonly digest: string;
}

/** What the user asked for, as JSON: enough to plan the same run again. */
export interface AppOptions {
  readonly target: Target;
  /** Absolute path of the file of requests. */
  readonly requests: string;
  readonly keepCredentials: boolean;
  /** Statuses of good answers, such as `2xx,404`. */
  readonly ok: string;
  /** Requests a second; null where the scenario says it. */
  readonly perSecond: number | null;
  /** Of which the arrivals are taken; null for Poisson arrivals. */
  readonly scenario: string | null;
  readonly timeScale: number | null;
  /** How long each trial measures; null where the scenario says it. */
  readonly seconds: number | null;
  /** Sizes that the app is asked to have; null where it decides. */
  readonly workers: { readonly http: number; readonly job: number } | null;
}

export type Target =
  /** Runs already, and is left as it is. */
  | { readonly kind: 'url'; readonly url: string }
  /** Is started for each trial. */
  | {
      readonly kind: 'app';
      readonly command: string;
      /** Where it is run. */
      readonly folder: string;
      /** A command that is run before each trial; null for none. */
      readonly setup: string | null;
      /** A path that answers when the app is ready; null where the app reports it. */
      readonly ready: string | null;
    };
