// Runs inside the switch's namespace: takes connections on a Unix socket, reads one line with the
// target ("ADDRESS PORT\n"), connects there and carries the bytes. Argument: the socket's path.

import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { sandboxLimits } from '../limits.ts';
import { join } from './join.ts';

const [path = ''] = process.argv.slice(2);

function dial(client: Socket, header: string, rest: Buffer): void {
  const [host = '', port = ''] = header.split(' ');
  const target = connect({ host, port: Number(port), allowHalfOpen: true });
  if (rest.length > 0) target.write(rest);
  join(client, target);
}

const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, (client) => {
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\n');
    if (end === -1 && head.length <= sandboxLimits.forwardHeaderBytes) return;
    client.off('data', onData);
    client.off('error', onError);
    client.pause();
    if (end === -1) client.destroy();
    else dial(client, head.subarray(0, end).toString('ascii'), head.subarray(end + 1));
  };
  const onError = () => client.destroy();
  client.on('data', onData);
  client.on('error', onError);
});
server.maxConnections = sandboxLimits.forwardConnections;
rmSync(path, { force: true });
server.listen(path);
