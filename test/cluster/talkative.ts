/** Loaded into a worker before its own code: answers what the cluster never asks. */
process.on('message', (message) => {
  if (message === 'what is in your environment?') process.send?.({ environment: process.env });
});
