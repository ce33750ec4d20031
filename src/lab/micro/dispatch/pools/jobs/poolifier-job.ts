import { ClusterWorker } from 'poolifier';

/** For poolifier, whose workers are made of their functions. */
export default new ClusterWorker((input: unknown) => input);
