import { inFreshProcess } from '../../../src/lab/micro/forked.ts';

/** A program whose measurement computes for ever, and that waits to be killed. */
await inFreshProcess(new URL('./answering.js', import.meta.url), 'tell the pid and compute for ever');
