import { v4 as uuid } from 'uuid';
import { startTimer } from '../../../../processes/timer.ts';
import { ClosedLoop, type Load } from '../closed-loop.ts';
import { TIMEOUT_MS } from '../plan.ts';
import { listenFromStart, report, roleArgument, sendToPrimary, workerId } from '../roles.ts';
import { type ArticleMessage, takeOut } from './message.ts';

interface Open extends ArticleMessage {
  readonly resolve: () => void;
}

const queue: Open[] = [];
let strays = 0;

function ask(): Promise<void> {
  return new Promise((done, reject) => {
    const guard = startTimer(() => reject(new Error('a job timed out')), TIMEOUT_MS);
    const message: ArticleMessage = {
      header: { messageType: 1, correlationId: uuid(), requestType: 1, sender: workerId, receiver: null },
      payload: { requestParams: JSON.stringify({ header: 2, datasize: 20, pageCount: 20 }), result: null },
    };
    queue.push({
      ...message,
      resolve: () => {
        clearTimeout(guard);
        done();
      },
    });
    sendToPrimary(JSON.stringify(message));
  });
}

const loop = new ClosedLoop(
  roleArgument() as Load,
  async () => {
    await ask();
    loop.answered();
  },
  (answers, elapsedMs) => report(answers, strays, elapsedMs),
);

listenFromStart(
  () => loop.start(),
  async (raw) => {
    const message = JSON.parse(String(raw)) as ArticleMessage;
    const asked = takeOut(queue, message.header.correlationId);
    if (asked === undefined) strays++;
    else asked.resolve();
  },
);
