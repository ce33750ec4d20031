/** Connections to one HTTP worker; further ones are closed at once. */
export const MAX_CONNECTIONS = 4096;
