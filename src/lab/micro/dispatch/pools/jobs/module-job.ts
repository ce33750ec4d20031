/** For the pools that load an ES module: tinypool and piscina take the default export, jest-worker the named one. */
export function echo(input: unknown): unknown {
  return input;
}

export default echo;
