// Run inside a namespace: asks echo servers and prints the answers as a JSON list of
// { answer } or { error, afterMs }. Arguments: tcp|udp ADDRESS PORT COUNT [SOURCE_PORT].

import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

const [protocol = '', address = '', port = '', count = '1', sourcePort = '0'] = process.argv.slice(2);
type Outcome = { answer: string } | { error: string; afterMs: number };

function askTcp(): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: address, port: Number(port) });
    socket.setTimeout(8_000, () => socket.destroy(new Error('TIMEOUT')));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', (error) => {
      resolve({
        error: 'code' in error ? String(error.code) : error.message,
        afterMs: performance.now() - started,
      });
    });
    socket.on('close', () => resolve({ answer }));
  });
}

function askUdp(): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish({ error: 'TIMEOUT', afterMs: performance.now() - started }), 4_000);
    socket.on('error', (error) => {
      finish({
        error: 'code' in error ? String(error.code) : error.message,
        afterMs: performance.now() - started,
      });
    });
    socket.on('message', (message) => finish({ answer: message.toString() }));
    socket.bind(Number(sourcePort), () => socket.connect(Number(port), address, () => socket.send('hello')));
  });
}

const outcomes: Outcome[] = [];
for (let turn = 0; turn < Number(count); turn += 1) {
  outcomes.push(await (protocol === 'udp' ? askUdp() : askTcp()));
}
process.stdout.write(JSON.stringify(outcomes));
