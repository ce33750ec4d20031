/** A job that ends its process would take others with it: it fails instead. */
export function guardProcess(): void {
  for (const name of ['exit', 'abort', 'disconnect'] as const) {
    const original = process[name]?.bind(process) as ((...words: unknown[]) => unknown) | undefined;
    Object.assign(process, {
      [name]: (...words: unknown[]) => {
        // Node itself disconnects, and ends a worker, when the other side is gone; and a thread after an error nobody caught.
        if (isCalledByNode(new Error().stack)) return original?.(...words);
        throw new Error(`a job must not call process.${name}: return a result, or throw`);
      },
    });
  }
}

/** The third line of a stack says who called the function that made it. */
function isCalledByNode(stack: string | undefined): boolean {
  return /\bnode:internal\/(child_process|cluster\/child|main\/worker_thread)\b/.test(
    stack?.split('\n')[2] ?? '',
  );
}
