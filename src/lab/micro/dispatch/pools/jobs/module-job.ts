/** Nothing, for the pools that load an ES module: tinypool takes the default export, jest-worker the named one. */
export function noop(): number {
  return 1;
}

export default noop;
