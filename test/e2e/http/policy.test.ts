// What namespaces demand of what is made in them, on real masters and over both faces: pod security, limit ranges and
// quotas, as kubectl, orc and clients of gRPC see them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'mocha';
import { Client, Metadata, credentials } from '@grpc/grpc-js';
import type { OrcClient } from '#client/client.ts';
import { OrcError } from '#kernel/errors.ts';
import { encode } from '#kernel/model/codec.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { Pod } from '#kernel/model/gen/core.gen.ts';
import { CreateAnyKindRequest } from '#kernel/model/gen/typed.gen.ts';
import { unknownFields } from '#kernel/model/wire.ts';
import { manifestOf } from '#kit/control.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const silent =
  'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function podOf(name: string, namespace: string, container: object = {}): object {
  const containers = [{ name: 'c', image: 'demo:v1', ...container }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { containers } };
}

function deploymentOf(name: string, namespace: string): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'demo:v1' }] } },
    },
  };
}

/** A change that makes an object. */
function creationOf(object: object): Change {
  return { create: { object: manifestOf(object) } };
}

describe('what namespaces demand', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  before(async () => {
    masters = await TestMasters.up(3);
  });
  after(() => masters[Symbol.asyncDispose]());

  async function say(program: string, args: readonly string[], input?: object): Promise<Said> {
    const child = spawn(program, ['--kubeconfig', masters.kubeconfig, ...args]);
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.end(input === undefined ? '' : JSON.stringify(input));
    await once(child, 'close');
    return { code: child.exitCode, out, errors };
  }
  function kubectl(args: readonly string[], input?: object): Promise<Said> {
    return say('kubectl', args, input);
  }
  /** What kubectl says when all goes well. */
  async function done(args: readonly string[], input?: object): Promise<string> {
    const { code, out, errors } = await kubectl(args, input);
    assert.equal(code, 0, errors);
    return out;
  }
  async function namespace(name: string, labels: Record<string, string> = {}): Promise<string> {
    await done(['create', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    return name;
  }
  /** Waits until kubectl prints what is looked for. */
  async function until(args: readonly string[], wanted: RegExp): Promise<string> {
    const untilMs = performance.now() + 60_000;
    for (;;) {
      const { out } = await kubectl(args);
      if (wanted.test(out)) return out;
      assert.ok(performance.now() < untilMs, `${args.join(' ')} never showed ${wanted}: ${out}`);
    }
  }

  describe('as levels of pod security', () => {
    it('refuses a pod, over both faces, and makes nothing', async () => {
      const where = await namespace('strict', { 'pod-security.kubernetes.io/enforce': 'restricted' });
      const words = `pods "x" is forbidden: violates PodSecurity "restricted:latest": ${silent}`;
      const { code, errors } = await kubectl(['create', '-f', '-'], podOf('x', where));
      assert.equal(code, 1);
      assert.ok(errors.includes(`(Forbidden)`) && errors.includes(words), errors);
      using client = masters.client();
      await assert.rejects(
        client.commit([creationOf(podOf('x', where))]),
        (error) => error instanceof OrcError && error.code === 'Forbidden' && error.message === words,
      );
      assert.equal(await done(['get', 'pods', '-n', where, '-o', 'name']), '');
    });

    it('refuses what a deployment makes, and the deployment says so', async () => {
      await done(['create', '-f', '-'], deploymentOf('web', 'strict'));
      const path = '{.status.conditions[?(@.type=="ReplicaFailure")].message}';
      const message = await until(
        ['get', 'deployment', 'web', '-n', 'strict', '-o', `jsonpath=${path}`],
        /PodSecurity/,
      );
      assert.match(message, /^pods "web-[a-z0-9]+-" is forbidden: violates PodSecurity "restricted:latest"/);
      await done(['label', 'namespace', 'strict', 'pod-security.kubernetes.io/enforce-']);
      await until(['get', 'pods', '-n', 'strict', '-o', 'name'], /(pod\/web-.*\s){3}/);
    });

    it('warns of a deployment, over both faces', async () => {
      const where = await namespace('warned', { 'pod-security.kubernetes.io/warn': 'restricted' });
      const words = `would violate PodSecurity "restricted:latest": ${silent}`;
      const made = await kubectl(['create', '-f', '-'], deploymentOf('web', where));
      assert.equal(made.code, 0, made.errors);
      assert.ok(made.errors.includes(`Warning: ${words}`), made.errors);
      using client = masters.client();
      const { warnings } = await client.commit([creationOf(podOf('p', where))]);
      assert.deepEqual(warnings, [words]);
      const applied = await masters.orc(['apply', '-f', '-'], JSON.stringify(deploymentOf('other', where)));
      assert.equal(applied.code, 0, applied.stderr);
      assert.ok(applied.stderr.includes(`Warning: ${words}\n`), applied.stderr);
    });

    it('tells callers of the typed services in the metadata after the answer', async () => {
      const { certificate, key } = masters.administrator;
      const secure = credentials.createSsl(
        Buffer.from(masters.authority.certificate),
        Buffer.from(key),
        Buffer.from(certificate),
      );
      const client = new Client(masters.servers[1] ?? '', secure);
      const metadata = { name: 'typed', namespace: 'warned' };
      const raw = encode(Pod, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata,
        spec: { containers: [{ name: 'c', image: 'demo:v1' }] },
      });
      const told = new Promise<Metadata>((resolve, reject) => {
        const call = client.makeUnaryRequest(
          '/orc.v1.Pods/Create',
          (value: CreateAnyKindRequest) => Buffer.from(encode(CreateAnyKindRequest, value)),
          (bytes) => bytes,
          { object: { [unknownFields]: [raw] } },
          new Metadata(),
          { deadline: Date.now() + 20_000 },
          (error) => error && reject(error),
        );
        call.on('status', (ended) => resolve(ended.metadata));
      });
      const words = `would violate PodSecurity "restricted:latest": ${silent}`;
      assert.deepEqual((await told).get('warning'), [words]);
      client.close();
    });

    it('refuses a level that there is not, and warns of pods that a new one forbids', async () => {
      const wrong = await kubectl([
        'label',
        'namespace',
        'warned',
        'pod-security.kubernetes.io/enforce=strictest',
      ]);
      assert.equal(wrong.code, 1);
      assert.match(
        wrong.errors,
        /Invalid value: "strictest": must be one of privileged, baseline, restricted/,
      );
      const changed = await kubectl([
        'label',
        'namespace',
        'warned',
        'pod-security.kubernetes.io/enforce=restricted',
      ]);
      assert.equal(changed.code, 0, changed.errors);
      assert.match(
        changed.errors,
        /existing pods in namespace "warned" violate the new PodSecurity enforce level "restricted:latest"/,
      );
      assert.match(changed.errors, /\S+ \(and \d+ other pods?\): allowPrivilegeEscalation != false/);
    });
  });

  describe('as limit ranges', () => {
    it('give containers defaults, which kubectl shows, and refuse what is out of bounds', async () => {
      const where = await namespace('bounded');
      const limits = [
        {
          type: 'Container',
          default: { cpu: '500m', memory: '512Mi' },
          defaultRequest: { cpu: '200m', memory: '256Mi' },
          min: { cpu: '100m' },
        },
      ];
      const metadata = { name: 'bounds', namespace: where };
      await done(['create', '-f', '-'], { apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits } });
      await done(['create', '-f', '-'], podOf('x', where));
      const yaml = await done(['get', 'pod', 'x', '-n', where, '-o', 'yaml']);
      assert.match(
        yaml,
        /resources:\n +limits:\n +cpu: 500m\n +memory: 512Mi\n +requests:\n +cpu: 200m\n +memory: 256Mi\n/,
      );
      const annotation =
        "kubernetes.io/limit-ranger: 'LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for container c'";
      assert.ok(yaml.replaceAll(/\s+/g, ' ').includes(annotation), yaml);
      const small = podOf('y', where, { resources: { requests: { cpu: '50m' } } });
      const words = 'pods "y" is forbidden: minimum cpu usage per Container is 100m, but request is 50m';
      const { code, errors } = await kubectl(['create', '-f', '-'], small);
      assert.equal(code, 1);
      assert.ok(errors.includes(words), errors);
      using client = masters.client();
      await assert.rejects(
        client.commit([creationOf(small)]),
        (error) => error instanceof OrcError && error.code === 'Forbidden' && error.message === words,
      );
      assert.match(await done(['describe', 'limitrange', 'bounds', '-n', where]), /Container +cpu +100m/);
    });
  });

  describe('as quotas', () => {
    it('let 8 writers at once, on all masters and both faces, make exactly as many as there may be', async () => {
      const where = await namespace('counted');
      await done(['create', 'quota', 'q', '--hard=pods=20,requests.cpu=10', '-n', where]);
      const asked = { resources: { requests: { cpu: '100m' } } };
      const clients = masters.servers.map((server) => masters.client([server]));
      const refusals: string[] = [];
      let count = 0;
      const overGrpc = async (client: OrcClient, writer: number): Promise<void> => {
        for (let index = 0; index < 10; index++)
          try {
            await client.commit([creationOf(podOf(`g${writer}-${index}`, where, asked))]);
            count += 1;
          } catch (error) {
            assert.ok(error instanceof OrcError && error.code === 'Forbidden', String(error));
            refusals.push(error.message);
          }
      };
      const overHttp = async (writer: number): Promise<void> => {
        const items = Array.from({ length: 10 }, (_none, index) =>
          podOf(`h${writer}-${index}`, where, asked),
        );
        const list = { apiVersion: 'v1', kind: 'List', items };
        const server = `https://${masters.apis[writer % masters.apis.length] ?? ''}`;
        const { out, errors } = await kubectl(['--server', server, 'create', '-f', '-'], list);
        count += out.split('\n').filter((line) => line.endsWith(' created')).length;
        refusals.push(...errors.split('\n').filter((line) => line.includes('(Forbidden)')));
      };
      const writers = [0, 1, 2, 3].flatMap((index) => {
        const client = clients[index % clients.length];
        assert.ok(client !== undefined);
        return [overGrpc(client, index), overHttp(index)];
      });
      await Promise.all(writers);
      for (const client of clients) client.close();
      assert.deepEqual([count, refusals.length], [20, 60]);
      for (const text of refusals)
        assert.match(
          text,
          /pods "[gh]\d-\d" is forbidden: exceeded quota: q, requested: pods=1, used: pods=20, limited: pods=20/,
        );
      const names = await done(['get', 'pods', '-n', where, '-o', 'name']);
      assert.equal(names.trim().split('\n').length, 20);
      await until(['describe', 'quota', 'q', '-n', where], /pods +20 +20\s+requests.cpu +2 +10/);
    });

    it('count everything in one transaction, and in one that is only tried', async () => {
      const where = await namespace('whole');
      await done(['create', 'quota', 'q', '--hard=secrets=3', '-n', where]);
      const secretOf = (name: string): object => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace: where },
      });
      const changes = ['a', 'b', 'c', 'd'].map((name) => creationOf(secretOf(name)));
      using client = masters.client();
      const words =
        'secrets "d" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=3, limited: secrets=3';
      for (const dryRun of [false, true])
        await assert.rejects(
          client.commit(changes, { dryRun }),
          (error) => error instanceof OrcError && error.code === 'Forbidden' && error.message === words,
        );
      assert.equal(await done(['get', 'secrets', '-n', where, '-o', 'name']), '');
      await client.commit(changes.slice(0, 3));
      const dry = await kubectl(['create', '-f', '-', '--dry-run=server'], secretOf('d'));
      assert.ok(dry.code === 1 && dry.errors.includes(words), dry.errors);
    });

    it('refuse pods that do not say what is bounded', async () => {
      const where = await namespace('said');
      await done(['create', 'quota', 'q', '--hard=limits.cpu=1', '-n', where]);
      const { code, errors } = await kubectl(['create', '-f', '-'], podOf('x', where));
      assert.equal(code, 1);
      assert.ok(
        errors.includes('pods "x" is forbidden: failed quota: q: must specify limits.cpu for: c'),
        errors,
      );
    });

    it('let a deployment make what there is room for, and say why there is no more', async () => {
      const where = await namespace('shared');
      await done(['create', 'quota', 'q', '--hard=pods=2', '-n', where]);
      await done(['create', '-f', '-'], deploymentOf('web', where));
      const path = '{.status.conditions[?(@.type=="ReplicaFailure")].message}';
      const message = await until(
        ['get', 'deployment', 'web', '-n', where, '-o', `jsonpath=${path}`],
        /exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2/,
      );
      assert.match(message, /^pods "web-/);
      await done(['patch', 'quota', 'q', '-n', where, '-p', '{"spec":{"hard":{"pods":"5"}}}']);
      await until(['get', 'pods', '-n', where, '-o', 'name'], /(pod\/web-.*\s){3}/);
      await until(['describe', 'quota', 'q', '-n', where], /pods +3 +5/);
    });
  });
});
