import workerpool from 'workerpool';

/** For workerpool, whose workers register what they can do. */
workerpool.worker({ echo: (input: unknown) => input });
