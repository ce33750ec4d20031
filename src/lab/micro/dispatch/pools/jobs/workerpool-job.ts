import workerpool from 'workerpool';

/** Nothing, for workerpool, whose workers register what they can do. */
workerpool.worker({ noop: () => 1 });
