// Run inside a namespace: answers over TCP and UDP with its name and the address it was reached from.
// Arguments: NAME PORT. Prints "ready" when both listen.

import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const [name = '', port = ''] = process.argv.slice(2);

const tcp = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.end(`${name} ${socket.remoteAddress ?? ''}`);
});
const udp = createSocket('udp4');
udp.on('message', (_message, from) => udp.send(`${name} ${from.address}`, from.port, from.address));
tcp.listen(Number(port), '0.0.0.0', () => udp.bind(Number(port), () => process.stdout.write('ready\n')));
