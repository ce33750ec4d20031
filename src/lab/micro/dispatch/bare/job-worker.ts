import { listen, sendToPrimary } from '../roles.ts';

listen(() => sendToPrimary(1));
