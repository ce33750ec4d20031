import { expect } from 'chai';
import { Attention } from '../../../src/cluster/primary/attention.ts';

interface Loop {
  nowMs: number;
  turns: (() => void)[];
}

/** An event loop that turns by hand, and sleeps when nobody asked for a turn. */
function attentive(): { loop: Loop; attention: Attention; turn: () => void } {
  const loop: Loop = { nowMs: 0, turns: [] };
  const attention = new Attention(
    () => loop.nowMs,
    (turn) => loop.turns.push(turn),
  );
  function turn(): void {
    for (const due of loop.turns.splice(0)) due();
  }
  return { loop, attention, turn };
}

describe('attention', () => {
  it('lets the process sleep after a message that came alone', () => {
    const { loop, attention } = attentive();
    attention.heard();
    loop.nowMs = 1;
    attention.heard();
    expect(loop.turns).to.have.length(0);
  });

  it('keeps the loop turning after two messages that followed closely, and only once', () => {
    const { loop, attention, turn } = attentive();
    attention.heard();
    loop.nowMs = 0.02;
    attention.heard();
    attention.heard();
    expect(loop.turns).to.have.length(1);
    loop.nowMs = 0.05;
    turn();
    expect(loop.turns).to.have.length(1);
  });

  it('goes to sleep 50 µs after the last one, and wakes again for the next two', () => {
    const { loop, attention, turn } = attentive();
    attention.heard();
    loop.nowMs = 0.02;
    attention.heard();
    loop.nowMs = 0.071;
    turn();
    expect(loop.turns).to.have.length(0);
    loop.nowMs = 0.2;
    attention.heard();
    expect(loop.turns).to.have.length(0);
    loop.nowMs = 0.21;
    attention.heard();
    expect(loop.turns).to.have.length(1);
  });
});
