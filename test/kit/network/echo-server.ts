// Run inside a namespace: answers over TCP and UDP with its name and the address it was reached from.
// Arguments: NAME ADDRESS PORT. Prints "ready" when both listen.

import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const [name = '', address = '', port = ''] = process.argv.slice(2);

const tcp = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.end(`${name} ${socket.remoteAddress ?? ''}`);
});
const udp = createSocket('udp4');
udp.on('message', (_message, from) => udp.send(`${name} ${from.address}`, from.port, from.address));
tcp.listen(Number(port), address, () =>
  udp.bind(Number(port), address, () => process.stdout.write('ready\n')),
);
