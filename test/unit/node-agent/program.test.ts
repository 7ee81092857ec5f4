// Programs that end before they have read their input, and containers that say nothing for long, over a Docker that is
// made up.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { type ProgramEnd, relayProgram } from '#node-agent/streams/program.ts';
import type { Incoming } from '#runtime/stream.ts';

/** The header of a piece of standard output. */
function framed(data: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** Whoever runs a program: gives it input without end, and reads slowly. */
class Reader implements ProgramEnd {
  readonly #left = new AbortController();
  readonly #input: Uint8Array;
  received = 0;
  exitCode: number | undefined;
  error = '';

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  get signal(): AbortSignal {
    return this.#left.signal;
  }

  async *read(): AsyncGenerator<Incoming, void, undefined> {
    const nothing = new Uint8Array();
    yield { data: nothing, errorData: nothing, columns: 80, rows: 24 };
    while (!this.signal.aborted) {
      yield { data: this.#input, errorData: nothing, columns: 0, rows: 0 };
      await new Promise(setImmediate);
    }
  }

  async write(data: Uint8Array): Promise<void> {
    if (this.signal.aborted) throw new Error('the stream ended');
    this.received += data.length;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }

  end(exitCode?: number, error = ''): void {
    this.exitCode = exitCode;
    this.error = error;
    this.#left.abort();
  }

  abort(reason: string): void {
    this.error = reason;
    this.#left.abort();
  }
}

describe('a program', () => {
  let folder = '';
  let server: Server;
  let connections: Socket[] = [];
  let talk: (socket: Socket) => void = () => undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orc-docker-'));
    connections = [];
    server = createServer((request, response) => {
      const url = request.url ?? '';
      response.setHeader('content-type', 'application/json');
      if (url.includes('/logs')) {
        response.write(framed(Buffer.from('one')));
        setTimeout(() => response.end(framed(Buffer.from('two'))), 300);
      } else if (url.includes('/resize')) response.writeHead(500).end('{"message":"no such process"}');
      else if (url.endsWith('/containers/c/exec')) response.writeHead(201).end('{"Id":"e"}');
      else response.end('{"ExitCode":3,"Running":false,"Config":{}}');
    });
    server.on('upgrade', (_request, socket: Socket) => {
      connections.push(socket);
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
      talk(socket);
    });
    server.listen(path.join(folder, 'docker.sock'));
    await once(server, 'listening');
  });
  afterEach(async () => {
    for (const socket of connections) socket.destroy();
    server.close();
    await rm(folder, { recursive: true });
  });

  it('that ends before it has read its input is heard to its last word, and has its exit code', async () => {
    const word = Buffer.alloc(16 * 1024, 'x');
    const times = 100;
    talk = (socket) => {
      // Docker stops reading when the program does, writes what is left of its output, and closes.
      socket.pause();
      const send = (left: number): void => {
        if (left === 0) socket.destroy();
        else socket.write(framed(word), () => send(left - 1));
      };
      send(times);
    };
    const runtime = new DockerRuntime(path.join(folder, 'docker.sock'));
    const reader = new Reader(Buffer.alloc(64 * 1024));
    await relayProgram(reader, runtime.exec('c', { command: ['head'], stdin: true, tty: false }));
    assert.deepEqual([reader.error, reader.exitCode, reader.received], ['', 3, word.length * times]);
  });

  it('that ends by itself is heard, and has its exit code', async () => {
    talk = (socket) => void socket.end(framed(Buffer.from('word')));
    const runtime = new DockerRuntime(path.join(folder, 'docker.sock'));
    const reader = new Reader(new Uint8Array());
    await relayProgram(reader, runtime.exec('c', { command: ['echo'], stdin: false, tty: false }));
    assert.deepEqual([reader.error, reader.exitCode, reader.received], ['', 3, 4]);
  });

  it('is followed through a silence that is longer than Docker has for other requests', async () => {
    const runtime = new DockerRuntime(path.join(folder, 'docker.sock'), 100);
    const options = {
      follow: true,
      tailLines: undefined,
      timestamps: false,
      sinceSeconds: 0,
      sinceMs: undefined,
    };
    const said: string[] = [];
    for await (const { data } of runtime.logs('c', options, AbortSignal.timeout(10_000)))
      said.push(Buffer.from(data).toString());
    assert.deepEqual(said, ['one', 'two']);
  });
});
