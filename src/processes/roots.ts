/** The compiled code of this process: `src` and the folders for users' files next to it. */
export const COMPILED_ROOT = new URL('../../', import.meta.url);

/** The project itself: sources, documents, installed packages. */
export const PROJECT_ROOT = new URL('../../', COMPILED_ROOT);
