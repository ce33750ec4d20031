/** A worker that cannot even start. */
throw new Error('the disk is on fire');
