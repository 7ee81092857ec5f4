// What goes wrong in a Docker that has begun well: pulls that break off, and programs that can't be started.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ContainerSpec } from '#node-agent/container-runtime.ts';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { labelsOf } from '#node-agent/docker/labels.ts';
import { Images } from '#node-agent/images.ts';
import { pauseSecurity } from '#node-agent/security.ts';

const identity = { podUid: 'u', podNamespace: 'default', podName: 'p', container: 'main', attempt: 0 };

describe('a Docker in which something goes wrong', () => {
  let folder = '';
  let server: Server;
  let runtime: DockerRuntime;
  let progress: readonly object[] = [];
  let exitCode = 127;
  let listed: readonly object[] = [];
  let removed = 0;

  beforeEach(async () => {
    removed = 0;
    listed = [{ Id: 'c1' }];
    folder = await mkdtemp(path.join(tmpdir(), 'orc-docker-'));
    server = createServer((request, response) => {
      const url = request.url ?? '';
      response.setHeader('content-type', 'application/json');
      if (url.startsWith('/images/create'))
        for (const line of progress) response.write(`${JSON.stringify(line)}\n`);
      if (url.startsWith('/images/create')) response.end();
      else if (url.includes('/containers/dead/'))
        response.writeHead(500).end('{"message":"RWLayer of container dead is unexpectedly nil"}');
      else if (url.startsWith('/images/')) response.writeHead(404).end('{"message":"no such image"}');
      else if (url.startsWith('/containers/json')) response.end(JSON.stringify(listed));
      else if (url.includes('/containers/create')) response.writeHead(201).end('{"Id":"c1"}');
      else if (url.endsWith('/start')) response.writeHead(400).end('{"message":"/not/there: no such file"}');
      else if (request.method === 'DELETE') {
        removed += 1;
        response.writeHead(204).end();
      } else
        response.end(
          JSON.stringify({
            Id: 'c1',
            Created: '2026-01-31T08:00:00Z',
            State: {
              Running: false,
              Status: 'created',
              ExitCode: exitCode,
              Error: '/not/there: no such file',
            },
            Config: { Labels: labelsOf(identity, 1), Image: 'demo:v1' },
            HostConfig: {},
            NetworkSettings: { Networks: {} },
          }),
        );
    }).listen(path.join(folder, 'docker.sock'));
    await once(server, 'listening');
    runtime = new DockerRuntime(path.join(folder, 'docker.sock'));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  it('pulls no image when it says so after it has begun', async () => {
    progress = [{ status: 'Pulling fs layer' }, { error: 'write /var/lib/docker: no space left on device' }];
    assert.deepEqual(await new Images(runtime).ensure('web:v1', 'IfNotPresent'), {
      reason: 'ErrImagePull',
      message: 'write /var/lib/docker: no space left on device',
    });
    progress = [{ status: 'Pull complete' }];
    assert.deepEqual(await new Images(runtime).ensure('web:v1', 'IfNotPresent'), { ok: true });
  });

  const spec: ContainerSpec = {
    ...identity,
    image: 'demo:v1',
    entrypoint: ['/not/there'],
    command: undefined,
    workingDir: undefined,
    env: [],
    mounts: [],
    security: pauseSecurity,
    hostname: 'p',
    pauseId: 'c0',
    processesOf: undefined,
    graceSeconds: 1,
    resources: { cpuMillis: 0, cpuShares: 2, memoryBytes: 0 },
    stdin: false,
    stdinOnce: false,
    tty: false,
  };

  it('leaves a container whose program it can’t find as a run that has ended', async () => {
    exitCode = 127;
    assert.equal(await runtime.start(spec), 'c1');
    const [run] = await runtime.list();
    assert.deepEqual(
      [run?.state, run?.exitCode, run?.startFault, run?.finishedAtMs, removed],
      ['exited', 127, '/not/there: no such file', Date.UTC(2026, 0, 31, 8), 0],
    );
  });

  it('sees its containers though the removal of one broke off', async () => {
    const dead = { Id: 'dead', State: 'dead', Created: 1_700_000_000, Image: 'demo:v1', ImageID: 'i' };
    listed = [
      { ...dead, Labels: labelsOf({ ...identity, attempt: 4 }, 1) },
      { Id: 'c1', State: 'running' },
    ];
    assert.deepEqual(
      (await runtime.list()).map(({ id, state, attempt }) => [id, state, attempt]),
      [
        ['dead', 'exited', 4],
        ['c1', 'exited', 0],
      ],
    );
  });

  it('leaves nothing of one that it could not start for another reason', async () => {
    exitCode = 128;
    await assert.rejects(runtime.start(spec), { code: 'BadRequest' });
    assert.equal(removed, 1);
  });
});
