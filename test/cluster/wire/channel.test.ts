import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { type Batch, Channel, receive, type Sender } from '../../../src/cluster/wire/channel.ts';
import type { WireMessage } from '../../../src/cluster/wire/encode.ts';
import type { Message } from '../../../src/cluster/wire/messages.ts';
import { MARK } from '../../../src/processes/own-message.ts';

function cancellation(correlationId: string): Message {
  return { kind: 'cancellation', header: { correlationId, sender: 1 } };
}

class RecordingSender implements Sender {
  readonly batches: Batch[] = [];
  error: Error | null = null;

  send(batch: Batch, ...[, , sent]: [undefined, undefined, (e: Error | null) => void]) {
    this.batches.push(batch);
    sent(this.error);
    return true;
  }
}

/** Takes a batch, and says that the system holds it back until the other side reads. */
class SlowReader implements Sender {
  readonly batches: Batch[] = [];
  #sent: (error: Error | null) => void = () => {};

  send(batch: Batch, ...[, , sent]: [undefined, undefined, (e: Error | null) => void]) {
    this.batches.push(batch);
    this.#sent = sent;
    return false;
  }

  read(): void {
    this.#sent(null);
  }
}

function unexpected(what: unknown): never {
  return expect.fail(String(what));
}

function idsOf([, ...messages]: Batch): unknown[] {
  return messages.map(([, id]) => id);
}

describe('a channel', () => {
  it('sends all that it is given in one turn at once, in order', async () => {
    const sender = new RecordingSender();
    const channel = new Channel(sender, unexpected);
    for (const id of ['a', 'b', 'c']) channel.send(cancellation(id));
    expect(sender.batches, 'nothing leaves within the turn').to.deep.equal([]);
    await turn();
    for (const id of ['d', 'e']) channel.send(cancellation(id));
    await turn();
    expect(sender.batches.map(idsOf)).to.deep.equal([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('sends at once what it was given when told to, and not again', async () => {
    const sender = new RecordingSender();
    const channel = new Channel(sender, unexpected);
    channel.flush();
    for (const id of ['a', 'b']) channel.send(cancellation(id));
    channel.flush();
    expect(sender.batches.map(idsOf)).to.deep.equal([['a', 'b']]);
    channel.send(cancellation('c'));
    await turn();
    await turn();
    expect(sender.batches.map(idsOf)).to.deep.equal([['a', 'b'], ['c']]);
  });

  it('sends nothing when it was given nothing', async () => {
    const sender = new RecordingSender();
    new Channel(sender, unexpected).send(cancellation('a'));
    await turn();
    await turn();
    expect(sender.batches).to.have.length(1);
  });

  it('says when the other side is gone', async () => {
    const sender = new RecordingSender();
    sender.error = new Error('gone');
    const heard: Error[] = [];
    new Channel(sender, (error) => heard.push(error)).send(cancellation('a'));
    await turn();
    expect(heard).to.deep.equal([sender.error]);
  });

  it('holds back what it is given while the other side does not read, and sends it as one once it does', async () => {
    const sender = new SlowReader();
    const channel = new Channel(sender, unexpected);
    channel.send(cancellation('a'));
    await turn();
    for (const id of ['b', 'c']) channel.send(cancellation(id));
    await turn();
    channel.flush();
    expect(sender.batches.map(idsOf)).to.deep.equal([['a']]);
    sender.read();
    expect(sender.batches.map(idsOf)).to.deep.equal([['a'], ['b', 'c']]);
  });

  it('says when more waits than a reader that is alive would leave', async () => {
    const sender = new SlowReader();
    const channel = new Channel(sender, unexpected);
    channel.send(cancellation('a'));
    await turn();
    for (let i = 0; i < 20_000; i++) channel.send(cancellation('b'));
    expect(channel.isOverfull).to.equal(false);
    channel.send(cancellation('c'));
    expect(channel.isOverfull).to.equal(true);
    sender.read();
    expect(channel.isOverfull).to.equal(false);
  });

  it('keeps order and number through both ends', async () => {
    const sender = new RecordingSender();
    const channel = new Channel(sender, unexpected);
    const sent: Message[] = [];
    for (let i = 0; i < 100; i++) {
      sent.push(cancellation(`request ${i}`));
      channel.send(sent[i]!);
      if (i % 7 === 0) await turn();
    }
    await turn();
    const received: Message[] = [];
    for (const batch of sender.batches) receive(batch, (message) => received.push(message), unexpected);
    expect(received).to.deep.equal(sent);
  });
});

describe('a batch that comes in', () => {
  const good: WireMessage = [5, 'a', 1];

  for (const foreign of [
    undefined,
    null,
    7,
    'text',
    {},
    { 0: MARK, 1: good },
    [],
    [good],
    ['another mark', good],
  ]) {
    it(`is somebody else's, and left alone, if it is ${JSON.stringify(foreign) ?? 'undefined'}`, () => {
      expect(receive(foreign, unexpected, unexpected)).to.equal(false);
    });
  }

  it('loses only what is malformed in it', () => {
    const handled: Message[] = [];
    const malformed: unknown[] = [];
    receive(
      [MARK, null, good, [], [5], [99, 'a', 1], 'x', good, [5, 'a', -1]],
      (message) => handled.push(message),
      (what) => malformed.push(what),
    );
    expect(handled).to.deep.equal([cancellation('a'), cancellation('a')]);
    expect(malformed).to.deep.equal([null, [], [5], [99, 'a', 1], 'x', [5, 'a', -1]]);
  });
});
