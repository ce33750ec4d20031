/** Everything compiled, as this process runs it: `src`, and what was dropped into the folders beside it. */
export const COMPILED_ROOT = new URL('../../', import.meta.url);

/** The project itself: sources, documents, installed packages. */
export const PROJECT_ROOT = new URL('../../', COMPILED_ROOT);
