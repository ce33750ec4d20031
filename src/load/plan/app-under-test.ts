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
