// Runs inside a pod's network: makes the connections it is asked for and hands them, as sockets, to the agent, which
// can't enter another network itself. It carries no data, so it may end at any time without cutting a connection.
import { type Socket, connect } from 'node:net';

const [timeoutText = ''] = process.argv.slice(2);
const timeoutMs = Number(timeoutText);

/** Connects to the first of `hosts` that takes the connection; rejects with why not the first did. */
async function dial([host = '', ...others]: readonly string[], port: number): Promise<Socket> {
  try {
    return await dialOne(host, port);
  } catch (error) {
    if (others.length === 0) throw error;
    return dial(others, port).catch(() => Promise.reject(error));
  }
}

function dialOne(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    // What is read here would be lost to the agent.
    socket.pause();
    const timer = setTimeout(() => socket.destroy(new Error(`${host}:${port} does not answer`)), timeoutMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

function tell(answer: object, socket?: Socket): void {
  process.send?.(answer, socket, {}, (error) => {
    // Whoever asked is gone: then this has no purpose either.
    if (error !== null) process.exit();
  });
}

/** What the agent asks for; it is of the same version, so anything else is a defect. */
function requestIn(message: unknown): { id: number; hosts: string[]; port: number } {
  if (
    typeof message !== 'object' ||
    message === null ||
    !('id' in message && typeof message.id === 'number') ||
    !('port' in message && typeof message.port === 'number') ||
    !('hosts' in message && Array.isArray(message.hosts))
  )
    throw new TypeError('a message of the agent is not understood');
  return { id: message.id, port: message.port, hosts: message.hosts.map(String) };
}

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const { id, hosts, port } = requestIn(message);
  dial(hosts, port).then(
    (socket) => tell({ id }, socket),
    (error: unknown) => tell({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ id: 0 });
