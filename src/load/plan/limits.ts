/** To one HTTP worker: one more is closed at once. */
export const MAX_CONNECTIONS = 4096;
