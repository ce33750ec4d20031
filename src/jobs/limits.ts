/** The longest sleep or spin that anybody may ask for: a worker cannot be interrupted in it. */
export const MAX_TIMED_JOB_MS = 60_000;

/** Of the texts that a request carries; in UTF-16 units, as `length` counts them. */
export const MAX_TYPE_LENGTH = 64;
export const MAX_KEY_LENGTH = 128;
/** Of the JSON text of a job's parameters, and of its result. */
export const MAX_PARAMS_LENGTH = 65_536;
export const MAX_RESULT_LENGTH = 1_048_576;
