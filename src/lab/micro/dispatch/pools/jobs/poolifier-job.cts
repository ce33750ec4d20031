const { ClusterWorker } = require('poolifier') as typeof import('poolifier');

/** For poolifier. CommonJS, which loads at once: what it sends to a worker that still loads a module is lost. */
module.exports = new ClusterWorker((input: unknown) => input);
