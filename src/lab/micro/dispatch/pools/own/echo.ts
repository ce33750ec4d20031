/** Gives back what it was given. */
export default (params: unknown): unknown => params;
