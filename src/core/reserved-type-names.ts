/** Words with another meaning in tables and in limits of `--fail-if`: no request type may have such a name. */
export const RESERVED_TYPE_NAMES = [
  'light',
  'heavy',
  'all',
  'p50',
  'p90',
  'p95',
  'p99',
  'mean',
  'attainment',
  'objective',
  'undefined',
];
