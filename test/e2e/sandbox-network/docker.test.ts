import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { execa } from 'execa';
import { leftovers } from '#sandbox/down.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { demoImage, nginxImage, pauseImage } from '#sandbox/image/images.ts';
import { Sandbox } from '#sandbox/sandbox.ts';
import { hostNetwork } from '#kit/network/host.ts';
import { waitFor } from '#kit/network/wait-for.ts';

async function inside(sandbox: Sandbox, member: string, program: string, ...args: string[]): Promise<string> {
  const result = await execa('nsenter', [`--net=/run/netns/${sandbox.namespace(member)}`, program, ...args], {
    stdin: 'ignore',
    reject: false,
  });
  return result.stdout;
}

async function exec(container: Docker.Container, ...command: string[]): Promise<number | null> {
  const run = await container.exec({ Cmd: command, AttachStdout: true });
  await run.start({});
  return await waitFor(command.join(' '), async () => {
    const state = await run.inspect();
    return state.Running ? undefined : { code: state.ExitCode };
  }).then((ended) => ended.code);
}

describe('Docker in the nodes of a sandbox', function () {
  this.timeout(240_000);
  const name = `d${process.pid}`;
  const nodes = ['node-1', 'node-2'];
  let sandboxes = '';
  let host = '';
  let sandbox: Sandbox;

  before(async () => {
    sandboxes = await mkdtemp(join(tmpdir(), 'orct-'));
    host = await hostNetwork();
    sandbox = await Sandbox.create({ name, sandboxes, masters: 0, nodes: 2 });
    await Promise.all(nodes.map((node) => sandbox.startDocker(node)));
  });
  after(async () => {
    await Sandbox.down({ name, sandboxes });
    await rm(sandboxes, { recursive: true, force: true });
  });

  async function start(
    node: string,
    image: string,
  ): Promise<{ container: Docker.Container; address: string }> {
    const container = await sandbox
      .docker(node)
      .createContainer({ Image: image, HostConfig: { NetworkMode: 'orc' } });
    await container.start();
    const address = (await container.inspect()).NetworkSettings.Networks['orc']?.IPAddress ?? '';
    return { container, address };
  }

  it('runs images made from local files on two nodes, whose pods reach each other', async () => {
    const files = await Promise.all(
      [demoImage('v1'), pauseImage(), nginxImage()].map(async (image) => {
        const file = join(sandboxes, `${image.tag.replaceAll(/[/:]/g, '-')}.tar`);
        await writeImage(image, file);
        return file;
      }),
    );
    for (const file of files) await sandbox.loadImage(file);
    for (const [index, node] of nodes.entries()) {
      await sandbox.docker(node).createNetwork({
        Name: 'orc',
        Driver: 'bridge',
        IPAM: { Driver: 'default', Config: [{ Subnet: `10.244.${index + 1}.0/24` }] },
        Options: {
          'com.docker.network.bridge.name': 'orc0',
          'com.docker.network.bridge.enable_ip_masquerade': 'false',
        },
      });
      const other = nodes[1 - index] ?? '';
      await inside(
        sandbox,
        node,
        'ip',
        'route',
        'add',
        `10.244.${2 - index}.0/24`,
        'via',
        sandbox.member(other).address,
      );
      await inside(sandbox, node, 'sysctl', '-q', '-w', 'net.ipv4.ip_forward=1');
    }
    const [first, second] = await Promise.all(nodes.map((node) => start(node, 'demo:v1')));
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(await exec(first.container, 'ping', '-c', '1', '-W', '5', second.address), 0);
    assert.equal(
      await exec(
        second.container,
        'timeout',
        '10',
        'wget',
        '-q',
        '-O',
        '/dev/null',
        `http://${first.address}/healthz`,
      ),
      0,
    );
    await waitFor('its answer', async () => {
      const hostname = (await first.container.inspect()).Config.Hostname;
      return (
        (await inside(sandbox, 'node-1', 'busybox', 'wget', '-q', '-O', '-', `http://${first.address}/`)) ===
        `${hostname} v1`
      );
    });
    const nginx = await start('node-1', 'nginx:latest');
    await waitFor('nginx', async () =>
      (
        await inside(sandbox, 'node-1', 'busybox', 'wget', '-q', '-O', '-', `http://${nginx.address}/`)
      ).includes('Welcome to nginx!'),
    );
    assert.equal(await hostNetwork(), host);
  });

  it('ends the demo and pause containers well on TERM', async () => {
    for (const image of ['demo:v1', 'orc/pause:1']) {
      const { container } = await start('node-2', image);
      if (image === 'demo:v1') {
        await waitFor('its first words', async () =>
          (await container.logs({ stdout: true })).toString().includes('listens'),
        );
      }
      await container.stop({ t: 10 });
      const { State } = await container.inspect();
      // 143: ended by TERM, as tini passes it on. 137 would be KILL after the grace.
      assert.ok([0, 143].includes(State.ExitCode), `${image} ended with ${State.ExitCode}`);
    }
  });

  it('lets a port answer the pod behind it, which a Service needs', async () => {
    assert.match(await inside(sandbox, 'node-1', 'bridge', '-d', 'link'), /hairpin on/);
  });

  it('keeps containers when dockerd is killed, and finds them again', async () => {
    const count = async () =>
      (await sandbox.docker('node-1').listContainers())
        .map((container) => container.Id)
        .sort((a, b) => (a < b ? -1 : 1));
    const before = await count();
    assert.ok(before.length > 0);
    await sandbox.kill('node-1', 'dockerd');
    await sandbox.kill('node-1', 'containerd');
    await sandbox.startDocker('node-1');
    assert.deepEqual(await count(), before);
    const [id = ''] = before;
    assert.equal(await exec(sandbox.docker('node-1').getContainer(id), 'true'), 0);
  });

  it('says which file is no image', async () => {
    const file = join(sandboxes, 'none.tar');
    await assert.rejects(sandbox.loadImage(file), /image file .*none\.tar can't be read/);
  });

  it('is wholly removed, also while a container is paused and dockerd was killed', async () => {
    const { container } = await start('node-2', 'demo:v1');
    await container.pause();
    await sandbox.kill('node-2', 'dockerd');
    await Sandbox.down({ name, sandboxes });
    assert.deepEqual(await leftovers(name, join(sandboxes, name)), []);
    assert.ok(!existsSync('/etc/docker/key.json'));
    assert.equal(await hostNetwork(), host);
  });
});
