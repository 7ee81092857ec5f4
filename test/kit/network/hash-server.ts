// Run inside a namespace. Port 7001: reads until the end, then answers with the SHA-256 of what came,
// over the half that is still open. Port 7002: sends COUNT MiB of zeros and ends. Arguments: COUNT.

import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

const [count = '1'] = process.argv.slice(2);

createServer({ allowHalfOpen: true }, (socket) => {
  const hash = createHash('sha256');
  socket.on('data', (chunk) => hash.update(chunk));
  socket.on('end', () => socket.end(hash.digest('hex')));
  socket.on('error', () => socket.destroy());
}).listen(7001);

createServer({ allowHalfOpen: true }, (socket) => {
  let left = Number(count);
  const send = () => {
    while (left > 0) {
      left -= 1;
      if (!socket.write(Buffer.alloc(1024 * 1024))) return;
    }
    socket.end();
  };
  socket.on('drain', send);
  socket.on('error', () => socket.destroy());
  send();
}).listen(7002);
