/** How one attempt went, as its worker told. A host may know more of it. */
export interface Run {
  readonly ok: boolean;
  /** What the worker took for it. */
  readonly serviceMs: number;
}
