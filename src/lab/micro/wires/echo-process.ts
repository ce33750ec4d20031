import { endWithParent } from '../../../processes/end-with-parent.ts';
import { marked } from '../../../processes/own-message.ts';
import { echo, type WireName } from './echo-line.ts';
import { echoingLine } from './lines.ts';

/** The process at the other end of a wire: it sends back what it gets. */
const [, , wire, meeting] = process.argv;
endWithParent();
process.on('disconnect', () => process.exit());
await echo(await echoingLine(wire as WireName, /^\d+$/.test(meeting ?? '') ? Number(meeting) : meeting));
process.send?.(marked({ ready: true }));
