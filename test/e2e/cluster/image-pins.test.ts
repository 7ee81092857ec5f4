// Images pinned by their digest, with a real registry beside real Docker: what a tag stood for when it was written is
// what runs, whatever is pushed under it later, until somebody asks for it anew; and a rollback brings old bytes back.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { pinModeAnnotation, pinsAnnotation } from '#kernel/images/pins.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { TestCluster, demoDeployment, until } from '#kit/cluster.ts';

const node = 'node-1';
const port = 5000;
/** The node's Docker pulls without TLS from its own machine; the master asks the same registry across the network. */
const host = `127.0.0.1:${port}`;
const repository = `${host}/web`;
const tag = 'stable';
const image = `${repository}:${tag}`;
const orc = path.join(import.meta.dirname, '../../../orc');

describe('images that are pinned', function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  let runtime: DockerRuntime;
  let folder: string;
  before(async () => {
    const registry = { host, address: `10.89.0.101:${port}`, plainHttp: true, authorityFile: '' };
    cluster = await TestCluster.up('e2epins', { masters: 1, nodes: 1, registries: [registry] });
    runtime = new DockerRuntime(cluster.cluster.sandbox.dockerSocket(node));
    folder = mkdtempSync(path.join(tmpdir(), 'orc-pins-'));
    const { servers, apis, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(path.join(folder, 'config'), {
      name: 'e2e',
      servers,
      api: apis[0] ?? '',
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
    writeFileSync(
      path.join(folder, 'registry.yml'),
      `version: 0.1\nlog: {level: warn}\nstorage: {filesystem: {rootdirectory: ${folder}/images}}\nhttp: {addr: "0.0.0.0:${port}"}\n`,
    );
    await cluster.cluster.sandbox.start(node, {
      name: 'registry',
      program: 'docker-registry',
      args: ['serve', path.join(folder, 'registry.yml')],
    });
  });
  after(async () => {
    await cluster.down();
    rmSync(folder, { recursive: true, force: true });
  });

  async function said(program: string, args: readonly string[], input = ''): Promise<string> {
    const env = { ORCCONFIG: path.join(folder, 'config'), KUBECONFIG: path.join(folder, 'config') };
    return (await execa(program, args, { env, input })).stdout;
  }

  /** Pushes the demo image of a version under the tag, and returns the digest that the registry gives it. */
  async function push(version: string): Promise<string> {
    const docker = cluster.cluster.sandbox.docker(node);
    return until(`demo:${version} is pushed`, async () => {
      await docker.getImage(`demo:${version}`).tag({ repo: repository, tag });
      const stream = await docker.getImage(image).push({ authconfig: { username: '', password: '' } });
      // It may fail, as before the registry is up: then the image has no digest there.
      await new Promise<void>((resolve) => docker.modem.followProgress(stream, () => resolve()));
      const { RepoDigests: names } = await docker.getImage(image).inspect();
      const digest = names.find((name) => name.startsWith(`${repository}@`))?.split('@')[1];
      if (digest === undefined) return undefined;
      // From here on the node has the bytes only if it pulls them.
      await docker.getImage(`${repository}@${digest}`).remove();
      return digest;
    });
  }

  async function pinOf(name = 'web'): Promise<string | undefined> {
    const { template } = (await cluster.deployment(name)).spec;
    const text = template.metadata?.annotations?.[pinsAnnotation];
    const pins: unknown = text === undefined ? {} : JSON.parse(text);
    return Object.entries(pins ?? {}).find(([each]) => each === image)?.[1];
  }

  /** Waits until so many pods serve, each from the bytes of this version, and shows that they say so. */
  async function runs(count: number, version: string, digest: string): Promise<readonly Pod[]> {
    await cluster.untilRolledOut('web');
    const pods = await cluster.untilServing(count, { app: 'web' });
    const containers = await runtime.list();
    for (const pod of pods) {
      const [shown] = pod.status?.containerStatuses ?? [];
      assert.deepEqual([shown?.image, shown?.imageID], [image, `${repository}@${digest}`]);
      const { id = '' } =
        containers.find((each) => each.podUid === pod.metadata.uid && each.container === 'web') ?? {};
      const session = await runtime.exec(id, {
        command: ['sh', '-c', 'echo $VERSION'],
        stdin: false,
        tty: false,
      });
      let output = '';
      for await (const { data } of session.output) output += Buffer.from(data).toString('utf8');
      assert.equal(output.trim(), version);
    }
    return pods;
  }

  const web = (replicas: number, env: object[] = []): string =>
    JSON.stringify(demoDeployment('web', replicas, image, { imagePullPolicy: 'IfNotPresent', env }));
  const annotate = (annotations: object): string =>
    JSON.stringify({ spec: { template: { metadata: { annotations } } } });
  const patch = (annotations: object): Promise<string> =>
    said('kubectl', ['patch', 'deployment', 'web', '--type=merge', '-p', annotate(annotations)]);

  let old: string;
  let next: string;

  it('run what their tag stood for when it was written, while the tag moves on', async () => {
    old = await push('v1');
    await said(orc, ['apply', '-f', '-'], web(1));
    assert.equal(await pinOf(), old);
    await runs(1, 'v1', old);
    next = await push('v2');
    assert.notEqual(next, old);
    assert.match(await said('kubectl', ['scale', 'deployment/web', '--replicas=2']), /scaled/);
    await runs(2, 'v1', old);
  });

  it('stay what they are when the manifest is applied or replaced, or the template changes', async () => {
    await said(orc, ['apply', '-f', '-'], web(1));
    const { generation } = (await cluster.deployment('web')).metadata;
    assert.match(await said(orc, ['apply', '-f', '-'], web(1)), /unchanged/);
    await said('kubectl', ['replace', '-f', '-'], web(1));
    await said('kubectl', ['apply', '-f', '-'], web(1));
    await said('kubectl', ['apply', '--server-side', '--force-conflicts', '-f', '-'], web(1));
    assert.equal((await cluster.deployment('web')).metadata.generation, generation);
    await said('kubectl', ['set', 'env', 'deployment/web', 'A=b']);
    await runs(1, 'v1', old);
    assert.match(await said(orc, ['describe', 'deployment', 'web']), new RegExp(`image-digests: .*${old}`));
  });

  it('are what the tag stands for now, once somebody asks; a rollback brings the old bytes back', async () => {
    await patch({ [pinsAnnotation]: null });
    assert.equal(await pinOf(), next);
    await runs(1, 'v2', next);
    await said('kubectl', ['rollout', 'undo', 'deployment/web']);
    assert.equal(await pinOf(), old);
    await runs(1, 'v1', old);
    await said(orc, ['rollout', 'undo', 'deployment/web']);
    assert.equal(await pinOf(), next);
  });

  it('are not where their registry is away, and hold nothing up; who requires pins is told', async () => {
    await cluster.cluster.sandbox.stop(node, 'registry');
    const other = (name: string, annotations: object): string =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, annotations },
        spec: { containers: [{ name: 'c', image: `${host}/other:v1` }] },
      });
    await assert.rejects(
      said(orc, ['create', '-f', '-'], other('strict', { [pinModeAnnotation]: 'required' })),
      /spec\.containers\[0\]\.image: .*can't be pinned, .*the registry 127\.0\.0\.1:5000: connect ECONNREFUSED/,
    );
    await said(orc, ['create', '-f', '-'], other('usual', {}));
    const [made] = (await cluster.api.list('Pod')).filter(({ metadata }) => metadata.name === 'usual');
    assert.equal(made?.metadata.annotations?.[pinsAnnotation], undefined);
    await patch({ [pinsAnnotation]: null });
    assert.equal(await pinOf(), next, 'what is pinned stays so');
    await patch({ [pinModeAnnotation]: 'false' });
    assert.equal(await pinOf(), undefined);
  });
});
