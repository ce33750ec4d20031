import { answerTask } from '../../../src/lab/micro/forked.ts';

/** Does what the task says. */
answerTask(async (task) => {
  if (task === 'die') process.exit(3);
  if (task === 'tell the pid and compute for ever') {
    process.stderr.write(`${process.pid}\n`);
    for (;;);
  }
  if (task === 'fail') throw new Error('asked to fail');
  return { task, limit: Number.POSITIVE_INFINITY };
});
