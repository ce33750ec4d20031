import { listen, sendToPrimary } from '../roles.ts';
import type { ArticleMessage } from './message.ts';

listen(async (raw) => {
  const message = JSON.parse(String(raw)) as ArticleMessage;
  // The article waits for its job here.
  await Promise.resolve();
  message.header.messageType = 3;
  message.payload.result = 'resultdata';
  sendToPrimary(JSON.stringify(message));
});
