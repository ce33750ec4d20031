/** A job that ends its process would take others with it: it fails instead. */
export function guardProcess(): void {
  for (const name of ['exit', 'abort', 'disconnect'] as const)
    Object.assign(process, {
      [name]: () => {
        throw new Error(`a job must not call process.${name}: return a result, or throw`);
      },
    });
}
