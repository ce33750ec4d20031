/** The article's message: one object that travels all four steps, each time as a JSON string, which the channel wraps in JSON again. */
export interface ArticleMessage {
  readonly header: {
    /** 1 request to primary, 2 request from primary, 3 reply to primary, 4 reply from primary. */
    messageType: 1 | 2 | 3 | 4;
    readonly correlationId: string;
    readonly requestType: number;
    readonly sender: number;
    receiver: number | null;
  };
  readonly payload: {
    /** JSON inside the JSON. */
    readonly requestParams: string;
    result: string | null;
  };
}

/** Takes the message with this id out of the queue, searching from its front. */
export function takeOut<Item extends ArticleMessage>(queue: Item[], correlationId: string): Item | undefined {
  const place = queue.findIndex((message) => message.header.correlationId === correlationId);
  return place < 0 ? undefined : queue.splice(place, 1)[0];
}
