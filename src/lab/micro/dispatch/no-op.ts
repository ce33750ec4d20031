import type { RequestPayload } from '../../../cluster/wire/messages.ts';
import { TIMEOUT_MS } from './plan.ts';

/** A request whose job does nothing: all that is left is the path. */
export const NO_OP: RequestPayload = {
  type: 'no-op',
  work: { runs: 'sleep', sizeMs: 0 },
  key: '',
  timeoutMs: TIMEOUT_MS,
};
