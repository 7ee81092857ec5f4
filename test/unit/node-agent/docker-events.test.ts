// Docker's order of events that a real one seldom shows: it hears of a container's end before it hears that
// memory ran out, and then never says so in the container's state.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { labelsOf } from '#node-agent/docker/labels.ts';

describe('the events of Docker', () => {
  let folder = '';
  let server: Server;
  let exitCode = 137;
  const queries: URLSearchParams[] = [];
  let events: ServerResponse | undefined;

  beforeEach(async () => {
    exitCode = 137;
    queries.length = 0;
    folder = await mkdtemp(path.join(tmpdir(), 'orc-docker-'));
    const labels = labelsOf(
      { podUid: 'u', podNamespace: 'default', podName: 'p', container: 'main', attempt: 0 },
      1,
    );
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://docker');
      if (url.pathname === '/events') {
        queries.push(url.searchParams);
        events = response;
        response.writeHead(200).flushHeaders();
        return;
      }
      response.setHeader('content-type', 'application/json');
      const state = { Running: false, Status: 'exited', ExitCode: exitCode, OOMKilled: false };
      const body = url.pathname.endsWith('/containers/json')
        ? [{ Id: 'c1' }]
        : {
            Id: 'c1',
            State: state,
            Config: { Labels: labels, Image: 'demo:v1' },
            HostConfig: {},
            NetworkSettings: { Networks: {} },
          };
      response.end(JSON.stringify(body));
    }).listen(path.join(folder, 'docker.sock'));
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  /** What is known of the container before and after `lines` arrive, in two pieces cut in the midst of a line. */
  async function told(lines: string): Promise<readonly (boolean | undefined)[]> {
    const runtime = new DockerRuntime(path.join(folder, 'docker.sock'));
    const before = await runtime.list();
    const stop = new AbortController();
    const changes: string[] = [];
    const watched = runtime.watch(() => changes.push('changed'), stop.signal);
    while (events === undefined) await new Promise(setImmediate);
    events.write(lines.slice(0, 20));
    while (changes.length < 1) await new Promise(setImmediate);
    events.write(lines.slice(20));
    while (changes.length < 2) await new Promise(setImmediate);
    const after = await runtime.list();
    events.end();
    await watched;
    events = undefined;
    return [before[0]?.outOfMemory, after[0]?.outOfMemory];
  }

  const die = `${JSON.stringify({ Action: 'die', id: 'c1' })}\n`;
  const oom = `${JSON.stringify({ Action: 'oom', id: 'c1' })}\n`;

  it('tell that memory ran out after the container’s end is known', async () => {
    assert.deepEqual(await told(die + oom), [false, true]);
    assert.equal(queries[0]?.get('since'), '1');
  });

  it('blame memory for no other end', async () => {
    assert.deepEqual(await told(die), [false, false]);
    exitCode = 3;
    assert.deepEqual(await told(die + oom), [false, false]);
  });
});
