import pc from 'picocolors';

/** Only on a terminal: what is piped or kept is plain, whatever else the environment says. */
export const colours = pc.createColors(
  process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
);
