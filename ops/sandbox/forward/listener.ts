// Runs in the host's namespace: listens on 127.0.0.1 and carries each connection to the dialer's Unix
// socket, after a line that names the target. When all listen it writes the ports it has to a file.
// Arguments: the socket's path, the file's path, then a target each: HOST_PORT=ADDRESS:PORT, where
// host port 0 asks for any.

import { renameSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { sandboxLimits } from '../limits.ts';
import { join } from './join.ts';

const [socketPath = '', readyFile = '', ...targets] = process.argv.slice(2);

async function listen(target: string): Promise<{ hostPort: number; address: string; port: number }> {
  const [wanted = '', address = '', port = ''] = target.split(/[=:]/);
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const dialer = connect({ path: socketPath, allowHalfOpen: true });
    dialer.write(`${address} ${port}\n`);
    join(client, dialer);
  });
  server.maxConnections = sandboxLimits.forwardConnections;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(Number(wanted), '127.0.0.1', resolve);
  await promise;
  const bound = server.address();
  const hostPort = typeof bound === 'object' && bound !== null ? bound.port : Number(wanted);
  return { hostPort, address, port: Number(port) };
}

const forwards = await Promise.all(targets.map(listen));
writeFileSync(`${readyFile}.tmp`, JSON.stringify({ pid: process.pid, forwards }));
renameSync(`${readyFile}.tmp`, readyFile);
