import pc from 'picocolors';

/** Colours are for terminals only. Piped output is plain, even if the environment asks for colours. */
export const colours = pc.createColors(
  process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
);
