/** What no well-behaved process sends. One malformed message each. */
export const GARBAGE: readonly (string | number | object)[] = [
  'text',
  42,
  {},
  { kind: 'request to primary' },
  [null],
  [[]],
  [[1]],
  ['[1,"a",1]'],
  [[1, 'a', 1, 'short', '', 100, ['rm -rf', 1]]],
  [[2, 'a', -1, 1, 1000, ['sleep', 1]]],
  [[3, 'a', 1, 1, 'yes', 0, 0, '', 0]],
  [[4, 'a', 1, 'ok', 1, 'soon', 0, '', 0]],
  [[99, 'a', 1]],
  [[5, 'x'.repeat(10_000), 1]],
  [{ __proto__: null, 0: 5, 1: 'a', 2: 1, length: 3 }],
];
